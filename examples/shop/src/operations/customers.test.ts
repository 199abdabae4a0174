import { expect, test } from 'vitest';

import { ANA, startTestShop } from '../testing/client.ts';

const OWN = `/customers/${ANA.customer}`;

test('customers see themselves, without the note of the staff', async () => {
  await using shop = await startTestShop();
  const { body } = await shop.call('GET', OWN, { as: 'ana' });
  expect(body).toEqual({
    id: ANA.customer,
    name: 'Ana Silva',
    email: 'ana@example.org',
    phone: '+351210000001',
    city: 'Lisbon',
    country: 'PT',
    tier: 'standard',
    webhookUrl: null,
    createdAt: '2026-01-12T09:30:00.000Z',
  });
});

test('a change keeps what it does not name', async () => {
  await using shop = await startTestShop();
  const change = { city: 'Porto', phone: null, webhookUrl: 'https://hooks.example.org/shop' };
  const { status, body } = await shop.call('PATCH', OWN, { as: 'ana', body: change });
  expect(status).toBe(200);
  expect(body).toMatchObject({ name: 'Ana Silva', ...change });
  expect((await shop.call('GET', OWN, { as: 'ana' })).body).toEqual(body);
});

test('the orders of a customer come newest first, in pages', async () => {
  await using shop = await startTestShop();
  const first = await shop.call('GET', `${OWN}/orders?limit=2`, { as: 'ana' });
  expect(first.body.items.map(({ id }) => id)).toEqual([ANA.pending, ANA.paid]);
  const second = await shop.call('GET', `${OWN}/orders?limit=2&after=${ANA.paid}`, { as: 'ana' });
  expect(second.body).toMatchObject({ items: [{ status: 'shipped' }], next: null });
});

test.each([
  { tier: 'gold' },
  { role: 'admin' },
  { id: 'cus_0000000000000000' },
  { internalNote: '' },
  { name: '' },
  { name: null },
  { name: 'a\u0000b' },
  { name: 'x'.repeat(101) },
  { email: 'nobody' },
  { country: 'Portugal' },
  { phone: '0049' },
  { webhookUrl: 'http://hooks.example.org/' },
  { webhookUrl: 'https://127.0.0.1/' },
  { webhookUrl: 'https://[::1]/' },
  { webhookUrl: 'https://localhost/' },
  { webhookUrl: 'https://user@hooks.example.org/' },
  { webhookUrl: 'https://hooks.example.org:8443/' },
])('the change %j is refused as a whole', async (change) => {
  await using shop = await startTestShop();
  const { status } = await shop.call('PATCH', OWN, { as: 'ana', body: { city: 'Porto', ...change } });
  expect(status).toBe(400);
  expect((await shop.call('GET', OWN, { as: 'ana' })).body).toMatchObject({ city: 'Lisbon', tier: 'standard' });
});
