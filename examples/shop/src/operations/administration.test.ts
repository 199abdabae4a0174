import { expect, test } from 'vitest';

import { ANA, MUG, startTestShop } from '../testing/client.ts';

const as = 'olivia';

test('the staff lists the orders of all customers, by status', async () => {
  await using shop = await startTestShop();
  const all = await shop.call('GET', '/admin/orders', { as });
  expect(all.body.items).toHaveLength(12);
  const paid = await shop.call('GET', '/admin/orders?status=paid', { as });
  expect(paid.body.items.map(({ status }) => status)).toEqual(['paid', 'paid', 'paid']);
  expect((await shop.call('GET', '/admin/orders?status=lost', { as })).status).toBe(400);
});

test('the staff lists the customers, in pages and without notes or hashes', async () => {
  await using shop = await startTestShop();
  const { body } = await shop.call('GET', '/admin/customers?limit=4', { as });
  expect(body.items).toHaveLength(4);
  const rest = await shop.call('GET', `/admin/customers?after=${String(body['next'])}`, { as });
  expect(rest.body).toMatchObject({ next: null });
  expect(rest.body.items).toHaveLength(2);
});

test('the staff ships paid orders, once, and no others', async () => {
  await using shop = await startTestShop();
  const ship = (id: string, status = 'shipped') => shop.call('PATCH', `/admin/orders/${id}`, { as, body: { status } });
  expect((await ship(ANA.paid)).body.status).toBe('shipped');
  expect((await ship(ANA.paid)).status).toBe(409);
  expect((await ship(ANA.pending)).status).toBe(409);
  expect((await ship(ANA.pending, 'paid')).status).toBe(400);
  expect((await ship('ord_0000000000000000')).status).toBe(404);
});

test('a new price is for new orders', async () => {
  await using shop = await startTestShop();
  const { body } = await shop.call('PATCH', `/admin/products/${MUG}`, { as, body: { priceCents: 2500 } });
  expect(body).toMatchObject({ priceCents: 2500, name: 'Travel mug' });
  const placed = await shop.call('POST', '/orders', { as: 'ana', body: { items: [{ productId: MUG, quantity: 1 }] } });
  expect(placed.body['totalCents']).toBe(2500);
  expect((await shop.call('GET', `/orders/${ANA.paid}`, { as })).body['totalCents']).toBe(7730);
});

test.each([{ priceCents: 0 }, { priceCents: 1.5 }, { stock: -1 }, { costCents: 1 }, { id: MUG }, { name: '' }])(
  'the change of a product %j is refused',
  async (body) => {
    await using shop = await startTestShop();
    expect((await shop.call('PATCH', `/admin/products/${MUG}`, { as, body })).status).toBe(400);
  },
);

test('a product that does not exist cannot be changed', async () => {
  await using shop = await startTestShop();
  expect((await shop.call('PATCH', '/admin/products/prd_0000000000000000', { as, body: {} })).status).toBe(404);
});
