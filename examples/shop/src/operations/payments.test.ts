import { expect, test } from 'vitest';

import { ANA, startTestShop } from '../testing/client.ts';

const ascending = (left: number, right: number) => left - right;
const PAYMENTS = `/orders/${ANA.pending}/payments`;
const pay = (amountCents: unknown, method: unknown = 'card') => ({ as: 'ana', body: { amountCents, method } });

test('an order is paid when nothing of it is open', async () => {
  await using shop = await startTestShop();
  expect((await shop.call('POST', PAYMENTS, pay(8000))).status).toBe(201);
  expect((await shop.call('GET', `/orders/${ANA.pending}`, { as: 'ana' })).body.status).toBe('pending');
  expect((await shop.call('POST', PAYMENTS, pay(900, 'invoice'))).status).toBe(201);
  expect((await shop.call('GET', `/orders/${ANA.pending}`, { as: 'ana' })).body.status).toBe('paid');
  expect(
    (await shop.call('GET', PAYMENTS, { as: 'ana' })).body.items.map((item) => Number(item['amountCents'])).toSorted(ascending),
  ).toEqual([900, 8000]);
});

test('nobody pays more than what is open, nor for an order that is not pending', async () => {
  await using shop = await startTestShop();
  expect((await shop.call('POST', PAYMENTS, pay(8901))).status).toBe(409);
  expect((await shop.call('POST', `/orders/${ANA.paid}/payments`, pay(1))).status).toBe(409);
});

test('payments at the same moment cannot pay the same cents twice', async () => {
  await using shop = await startTestShop();
  await shop.call('GET', PAYMENTS, { as: 'ana' });
  const answers = await Promise.all(Array.from({ length: 6 }, () => shop.call('POST', PAYMENTS, pay(8900))));
  expect(answers.map(({ status }) => status).toSorted(ascending)).toEqual([201, 409, 409, 409, 409, 409]);
});

test('an order takes at most 50 payments', async () => {
  await using shop = await startTestShop();
  for (let count = 0; count < 50; count++) expect((await shop.call('POST', PAYMENTS, pay(1))).status).toBe(201);
  expect((await shop.call('POST', PAYMENTS, pay(1))).status).toBe(409);
  expect((await shop.call('GET', PAYMENTS, { as: 'ana' })).body.items).toHaveLength(50);
});

test.each([0, -1, 0.5, 1e9, '100', null])('the amount %j is refused', async (amountCents) => {
  await using shop = await startTestShop();
  expect((await shop.call('POST', PAYMENTS, pay(amountCents))).status).toBe(400);
});

test('an unknown way to pay is refused', async () => {
  await using shop = await startTestShop();
  expect((await shop.call('POST', PAYMENTS, pay(1, 'cash'))).status).toBe(400);
});
