import { afterEach, describe, expect, test } from 'vitest';

import { type House, KEY, startHouse, startUpstream, type Upstream } from '../../../test/house.ts';
import { ORDERS, ordersYaml } from '../../../test/orders.ts';

const running: (House | Upstream)[] = [];
afterEach(async () => {
  for (const part of running.splice(0).toReversed()) await part.close();
});

async function start(policies: string): Promise<House> {
  const upstream = await startUpstream();
  const house = await startHouse(ordersYaml(upstream.url, { policies }), { 'orders.yaml': ORDERS });
  running.push(upstream, house);
  return house;
}

const headers = { 'x-api-key': KEY };

describe('over a socket', () => {
  test('calls over the limit get 429 with Retry-After and the RateLimit fields, the ones before get a falling remainder', async () => {
    const house = await start('rateLimit: { requests: 60, per: 1h, burst: 3 }');
    const remaining: string[] = [];
    for (let count = 0; count < 3; count++) {
      const reply = await house.call('/orders', { headers });
      expect(reply.status).toBe(200);
      expect(reply.headers['ratelimit-policy']).toBe('"default";q=60;w=3600');
      remaining.push(String(reply.headers['ratelimit']).replace(/;t=\d+$/, ''));
    }
    expect(remaining).toEqual(['"default";r=2', '"default";r=1', '"default";r=0']);
    const refused = await house.call('/orders', { headers });
    expect(refused.status).toBe(429);
    expect(refused.json()).toMatchObject({ type: 'urn:airside:problem:rate-limited' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThanOrEqual(59);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect(String(refused.headers['ratelimit'])).toMatch(/^"default";r=0;t=1\d\d$/);
  });

  test('many at once are counted one by one', async () => {
    const house = await start('rateLimit: { requests: 10, per: 1h }');
    const replies = await Promise.all(Array.from({ length: 40 }, () => house.call('/orders', { headers })));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(10);
    expect(replies.filter(({ status }) => status === 429)).toHaveLength(30);
  });

  test('a new configuration does not give the allowance back', async () => {
    const house = await start('rateLimit: { requests: 2, per: 1h }');
    for (let count = 0; count < 2; count++) await house.call('/orders', { headers });
    const upstream = await startUpstream();
    running.push(upstream);
    await house.apply(ordersYaml(upstream.url, { policies: 'rateLimit: { requests: 2, per: 1h }' }));
    expect((await house.call('/orders', { headers })).status).toBe(429);
  });

  test('calls of operations that do not exist count as well', async () => {
    const house = await start('rateLimit: { requests: 2, per: 1h }');
    expect((await house.call('/a', { headers })).status).toBe(404);
    expect((await house.call('/b', { headers })).status).toBe(404);
    expect((await house.call('/c', { headers })).status).toBe(429);
  });

  test('anonymous callers are counted by address', async () => {
    const house = await start('rateLimit: { requests: 1, per: 1h }, authentication: { anonymous: always }');
    expect((await house.call('/open')).status).toBe(200);
    expect((await house.call('/open')).status).toBe(429);
    expect((await house.call('/open', { headers })).status).toBe(200);
  });
});
