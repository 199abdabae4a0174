import { afterEach, describe, expect, test } from 'vitest';

import { type House, KEY, startHouse, startUpstream, type Upstream } from '../../../test/house.ts';
import { ORDERS, ordersYaml } from '../../../test/orders.ts';

const running: (House | Upstream)[] = [];
afterEach(async () => {
  for (const part of running.splice(0).toReversed()) await part.close();
});

async function start(options: Parameters<typeof ordersYaml>[1]): Promise<House> {
  const upstream = await startUpstream();
  const house = await startHouse(ordersYaml(upstream.url, options), { 'orders.yaml': ORDERS });
  running.push(upstream, house);
  return house;
}

const ORDER = {
  method: 'POST',
  headers: { 'x-api-key': KEY, 'content-type': 'application/json' },
  body: '{"items":[{"sku":"ABC-1","quantity":1}]}',
};

describe('scopes that the definition asks for', () => {
  test('refuse a caller that lacks them, and name them', async () => {
    const house = await start({ scopes: ['orders:read', 'orders:writeall'] });
    const reply = await house.call('/orders', ORDER);
    expect(reply.status).toBe(403);
    expect(reply.json()).toMatchObject({ type: 'urn:airside:problem:scope-missing', detail: expect.stringContaining('orders:write') });
    expect(reply.headers['www-authenticate']).toContain('error="insufficient_scope"');
  });

  test('let a caller pass that has them', async () => {
    const house = await start({ scopes: ['orders:write'] });
    expect((await house.call('/orders', ORDER)).status).toBe(200);
  });

  test('can be ignored on purpose', async () => {
    const house = await start({ policies: 'access: { scopes: ignored }' });
    expect((await house.call('/orders', ORDER)).status).toBe(200);
  });
});

describe('a list of consumers', () => {
  test('refuses a consumer that is not on it, on every path', async () => {
    const house = await start({ policies: 'access: { consumers: [] }' });
    expect((await house.call('/orders', { headers: { 'x-api-key': KEY } })).status).toBe(403);
    expect((await house.call('/nowhere', { headers: { 'x-api-key': KEY } })).status).toBe(403);
  });

  test('refuses anonymous callers of open operations too', async () => {
    const house = await start({ policies: 'access: { consumers: [acme] }, authentication: { anonymous: always }' });
    expect((await house.call('/open')).status).toBe(403);
    expect((await house.call('/open', { headers: { 'x-api-key': KEY } })).status).toBe(200);
  });

  test('that names nobody of the configuration lets nobody in whom the store does not have', async () => {
    const house = await start({ policies: 'access: { consumers: [acmee] }' });
    expect((await house.call('/orders', { headers: { 'x-api-key': KEY } })).status).toBe(403);
  });
});
