import { expect, test } from 'vitest';

import { ANA, startTestShop } from '../testing/client.ts';

const refund = (amountCents: unknown, orderId: string = ANA.paid) => ({
  as: 'olivia',
  body: { orderId, amountCents, reason: 'Broken on arrival.' },
});

test('an order counts as refunded when nothing of what was paid is left', async () => {
  await using shop = await startTestShop();
  expect((await shop.call('POST', '/admin/refunds', refund(7000))).status).toBe(201);
  expect((await shop.call('GET', `/orders/${ANA.paid}`, { as: 'ana' })).body.status).toBe('paid');
  expect((await shop.call('POST', '/admin/refunds', refund(731))).status).toBe(409);
  expect((await shop.call('POST', '/admin/refunds', refund(730))).status).toBe(201);
  expect((await shop.call('GET', `/orders/${ANA.paid}`, { as: 'ana' })).body.status).toBe('refunded');
  expect((await shop.call('POST', '/admin/refunds', refund(1))).status).toBe(409);
});

test('nothing is given back for orders that were not paid or do not exist', async () => {
  await using shop = await startTestShop();
  expect((await shop.call('POST', '/admin/refunds', refund(1, ANA.pending))).status).toBe(409);
  expect((await shop.call('POST', '/admin/refunds', refund(1, 'ord_0000000000000000'))).status).toBe(404);
});

test.each([0, -100, 1.5, '100'])('the amount %j is refused', async (amountCents) => {
  await using shop = await startTestShop();
  expect((await shop.call('POST', '/admin/refunds', refund(amountCents))).status).toBe(400);
});
