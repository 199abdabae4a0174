import { expect, test } from 'vitest';

import { ANA, LAMP, MUG, startTestShop } from '../testing/client.ts';

const ascending = (left: number, right: number) => left - right;
const order = (...items: readonly (readonly [string, unknown])[]) => ({
  as: 'ana',
  body: { items: items.map(([productId, quantity]) => ({ productId, quantity })) },
});

test('an order has the prices of the shop and takes from the stock; cancelling puts it back', async () => {
  await using shop = await startTestShop();
  const { status, headers, body } = await shop.call('POST', '/orders', order([MUG, 2], [LAMP, 1]));
  expect(status).toBe(201);
  expect(headers.get('location')).toBe(`/orders/${body.id}`);
  expect(body).toMatchObject({ customerId: ANA.customer, status: 'pending', totalCents: 2 * 1990 + 8900 });
  expect((await shop.call('GET', `/products/${MUG}`, { as: 'ana' })).body['stock']).toBe(118);

  expect((await shop.call('DELETE', `/orders/${body.id}`, { as: 'ana' })).status).toBe(204);
  expect((await shop.call('GET', `/orders/${body.id}`, { as: 'ana' })).body.status).toBe('cancelled');
  expect((await shop.call('GET', `/products/${MUG}`, { as: 'ana' })).body['stock']).toBe(120);
});

test('an order for more than the stock takes nothing, not even its other items', async () => {
  await using shop = await startTestShop();
  expect((await shop.call('POST', '/orders', order([MUG, 1], [LAMP, 19]))).status).toBe(409);
  expect((await shop.call('GET', `/products/${MUG}`, { as: 'ana' })).body['stock']).toBe(120);
});

test('orders at the same moment cannot take more than there is', async () => {
  await using shop = await startTestShop();
  await shop.call('GET', '/products', { as: 'ana' });
  const answers = await Promise.all(Array.from({ length: 5 }, () => shop.call('POST', '/orders', order([LAMP, 10]))));
  expect(answers.map(({ status }) => status).toSorted(ascending)).toEqual([201, 409, 409, 409, 409]);
});

test('an order can be cancelled only once, and only before anything was paid', async () => {
  await using shop = await startTestShop();
  expect((await shop.call('DELETE', `/orders/${ANA.paid}`, { as: 'ana' })).status).toBe(409);
  await shop.call('POST', `/orders/${ANA.pending}/payments`, { as: 'ana', body: { amountCents: 1, method: 'card' } });
  expect((await shop.call('DELETE', `/orders/${ANA.pending}`, { as: 'ana' })).status).toBe(409);
  const { body } = await shop.call('POST', '/orders', order([MUG, 1]));
  const answers = await Promise.all([1, 2, 3].map(() => shop.call('DELETE', `/orders/${body.id}`, { as: 'ana' })));
  expect(answers.map(({ status }) => status).toSorted(ascending)).toEqual([204, 409, 409]);
});

test.each([
  ['no items', { items: [] }],
  ['51 items', { items: Array.from({ length: 51 }, () => ({ productId: MUG, quantity: 1 })) }],
  [
    'a product twice',
    {
      items: [
        { productId: MUG, quantity: 1 },
        { productId: MUG, quantity: 1 },
      ],
    },
  ],
  ['an unknown product', { items: [{ productId: 'prd_0000000000000000', quantity: 1 }] }],
  ['a price of its own', { items: [{ productId: MUG, quantity: 1, unitPriceCents: 1 }] }],
  ['a status of its own', { items: [{ productId: MUG, quantity: 1 }], status: 'paid' }],
  ['another customer', { items: [{ productId: MUG, quantity: 1 }], customerId: 'cus_qzt7vem9edhz9wyb' }],
  ['a total of its own', { items: [{ productId: MUG, quantity: 1 }], totalCents: 0 }],
  ['nothing of a product', { items: [{ productId: MUG, quantity: 0 }] }],
  ['less than nothing', { items: [{ productId: MUG, quantity: -1 }] }],
  ['half a product', { items: [{ productId: MUG, quantity: 0.5 }] }],
  ['a quantity as text', { items: [{ productId: MUG, quantity: '1' }] }],
])('an order with %s is refused', async (_, body) => {
  await using shop = await startTestShop();
  const { status, body: problem } = await shop.call('POST', '/orders', { as: 'ana', body });
  expect(status).toBe(400);
  expect(problem['errors']).toHaveLength(1);
  expect((await shop.call('GET', `/products/${MUG}`, { as: 'ana' })).body['stock']).toBe(120);
});

test('what is not an id is not found', async () => {
  await using shop = await startTestShop();
  for (const id of ['1', 'ord_', `${ANA.paid}%00`, '..%2f..%2fetc', ANA.paid.toUpperCase(), encodeURIComponent("ord_' OR 1=1--xxxx")]) {
    expect((await shop.call('GET', `/orders/${id}`, { as: 'ana' })).status).toBe(404);
  }
});
