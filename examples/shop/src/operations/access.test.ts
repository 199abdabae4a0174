import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { ACME, ANA, BEN, type Call, MUG, startTestShop } from '../testing/client.ts';

let shop: Awaited<ReturnType<typeof startTestShop>>;
let call: Call;
beforeAll(async () => {
  shop = await startTestShop();
  call = shop.call;
});
afterAll(() => shop[Symbol.asyncDispose]());

const GUARDED: readonly (readonly [string, string])[] = [
  ['GET', '/products'],
  ['GET', `/products/${MUG}`],
  ['GET', `/customers/${ANA.customer}`],
  ['PATCH', `/customers/${ANA.customer}`],
  ['GET', `/customers/${ANA.customer}/orders`],
  ['POST', '/orders'],
  ['GET', `/orders/${ANA.paid}`],
  ['DELETE', `/orders/${ANA.pending}`],
  ['GET', `/orders/${ANA.paid}/payments`],
  ['POST', `/orders/${ANA.pending}/payments`],
  ['GET', '/admin/orders'],
  ['PATCH', `/admin/orders/${ANA.paid}`],
  ['GET', '/admin/customers'],
  ['PATCH', `/admin/products/${MUG}`],
  ['POST', '/admin/refunds'],
  ['GET', '/admin/reports/revenue?from=2026-08-01&to=2026-08-31'],
];
const ADMINISTRATION = GUARDED.filter(([, path]) => path.startsWith('/admin/'));

describe('nobody', () => {
  test.each(GUARDED)('is refused: %s %s', async (method, path) => {
    const { status, headers } = await call(method, path, method === 'GET' ? {} : { body: {} });
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe('Bearer');
  });
});

describe.each(['ana', 'acme-orders'])('%s, who is not staff,', (as) => {
  test.each(ADMINISTRATION)('is refused: %s %s', async (method, path) => {
    expect((await call(method, path, { as, ...(method === 'GET' ? {} : { body: {} }) })).status).toBe(403);
  });
});

describe('what belongs to others is answered like what does not exist', () => {
  const missing = 'ord_0000000000000000';
  const foreign: readonly (readonly [string, string, string, unknown])[] = [
    ['GET', `/orders/${BEN.paid}`, `/orders/${missing}`, undefined],
    ['DELETE', `/orders/${BEN.pending}`, `/orders/${missing}`, undefined],
    ['GET', `/orders/${BEN.paid}/payments`, `/orders/${missing}/payments`, undefined],
    ['POST', `/orders/${BEN.pending}/payments`, `/orders/${missing}/payments`, { amountCents: 1, method: 'card' }],
    ['GET', `/customers/${BEN.customer}`, '/customers/cus_0000000000000000', undefined],
    ['PATCH', `/customers/${BEN.customer}`, '/customers/cus_0000000000000000', { name: 'Eve' }],
    ['GET', `/customers/${BEN.customer}/orders`, '/customers/cus_0000000000000000/orders', undefined],
  ];
  test.each(foreign)('%s %s', async (method, path, missingPath, body) => {
    for (const as of ['ana', 'acme-orders']) {
      const found = await call(method, path, { as, body });
      const absent = await call(method, missingPath, { as, body });
      expect(found.status).toBe(404);
      expect(found.body).toEqual(absent.body);
    }
  });

  test('nothing of it was changed', async () => {
    expect((await call('GET', `/orders/${BEN.pending}`, { as: 'ben' })).body.status).toBe('pending');
    expect((await call('GET', `/customers/${BEN.customer}`, { as: 'ben' })).body['name']).toBe('Ben Okafor');
  });
});

test('the staff sees what belongs to customers', async () => {
  for (const path of [`/orders/${BEN.paid}`, `/customers/${ACME.customer}`, `/customers/${ACME.customer}/orders`]) {
    expect((await call('GET', path, { as: 'olivia' })).status).toBe(200);
  }
});

test('the staff, which is no customer, cannot order', async () => {
  expect((await call('POST', '/orders', { as: 'olivia', body: { items: [{ productId: MUG, quantity: 1 }] } })).status).toBe(403);
});
