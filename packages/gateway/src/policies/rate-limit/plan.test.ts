import { createDirectory, hashApiKey, type MutableDirectory } from '@airside/identity';
import { afterEach, describe, expect, test } from 'vitest';

import { type House, KEY, startHouse, startUpstream, type Upstream } from '../../../test/house.ts';
import { ORDERS, ordersYaml } from '../../../test/orders.ts';

const running: (House | Upstream)[] = [];
afterEach(async () => {
  for (const part of running.splice(0).toReversed()) await part.close();
});

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOBODY = { source: 'store', scopes: [], roles: [], groups: [], suspended: false } as const;

const keyOf = (id: string) => `key-of-store-${id}-0123456789`;

function directoryWith(
  keys: readonly { readonly id: string; readonly consumer: string; readonly application?: string; readonly plan?: string }[],
) {
  const directory = createDirectory({
    plan: [
      { id: 'small', source: 'store', rate: { requests: 2, windowMs: HOUR }, quota: { requests: 100, windowMs: DAY } },
      { id: 'bulk', source: 'store', rate: { requests: 100, windowMs: HOUR, burst: 50 }, quota: { requests: 3, windowMs: DAY } },
      { id: 'counted', source: 'store', quota: { requests: 2, windowMs: DAY } },
    ],
    consumer: [
      { ...NOBODY, id: 'plain' },
      { ...NOBODY, id: 'globex', plan: 'small' },
      { ...NOBODY, id: 'initech', plan: 'bulk' },
      { ...NOBODY, id: 'hooli', plan: 'counted' },
      { ...NOBODY, id: 'lost', plan: 'gone' },
    ],
    application: [{ id: 'globex-shop', source: 'store', consumer: 'globex', plan: 'bulk', suspended: false }],
    key: keys.map((key) => ({ ...key, source: 'store', sha256: hashApiKey(keyOf(key.id)) })),
  });
  return { directory, headers: (id: string) => ({ 'x-api-key': keyOf(id) }) };
}

async function start(directory: MutableDirectory, policies = 'rateLimit: { requests: 4, per: 1h }'): Promise<House> {
  const upstream = await startUpstream();
  const yaml = ordersYaml(upstream.url, { policies });
  const house = await startHouse(yaml, { 'orders.yaml': ORDERS }, undefined, directory);
  running.push(upstream, house);
  return house;
}

async function statuses(house: House, headers: Record<string, string>, count: number): Promise<number[]> {
  const all: number[] = [];
  for (let call = 0; call < count; call++) all.push((await house.call('/orders', { headers })).status);
  return all;
}

describe('the rate of a plan', () => {
  test("takes the place of the API's for those who have the plan, and for nobody else", async () => {
    const { directory, headers } = directoryWith([
      { id: 'g', consumer: 'globex' },
      { id: 'p', consumer: 'plain' },
    ]);
    const house = await start(directory);
    expect(await statuses(house, headers('g'), 3)).toEqual([200, 200, 429]);
    expect(await statuses(house, headers('p'), 5)).toEqual([200, 200, 200, 200, 429]);
    expect(await statuses(house, { 'x-api-key': KEY }, 5)).toEqual([200, 200, 200, 200, 429]);
  });

  test('is counted over all keys of the consumer that has the plan', async () => {
    const { directory, headers } = directoryWith([
      { id: 'one', consumer: 'globex' },
      { id: 'two', consumer: 'globex' },
    ]);
    const house = await start(directory, 'rateLimit: { by: credential }');
    expect(await statuses(house, headers('one'), 2)).toEqual([200, 200]);
    expect(await statuses(house, headers('two'), 1)).toEqual([429]);
  });

  test('of an application, or of a key, is counted for it alone', async () => {
    const { directory, headers } = directoryWith([
      { id: 'shop', consumer: 'globex', application: 'globex-shop' },
      { id: 'other', consumer: 'globex' },
      { id: 'k1', consumer: 'plain', plan: 'small' },
      { id: 'k2', consumer: 'plain', plan: 'small' },
    ]);
    const house = await start(directory);
    expect(await statuses(house, headers('shop'), 4)).toEqual([200, 200, 200, 429]);
    expect(await statuses(house, headers('other'), 3)).toEqual([200, 200, 429]);
    expect(await statuses(house, headers('k1'), 3)).toEqual([200, 200, 429]);
    expect(await statuses(house, headers('k2'), 3)).toEqual([200, 200, 429]);
  });

  test('that a consumer names and nobody made leaves it at that of the API', async () => {
    const { directory, headers } = directoryWith([{ id: 'l', consumer: 'lost' }]);
    const house = await start(directory);
    expect(await statuses(house, headers('l'), 5)).toEqual([200, 200, 200, 200, 429]);
  });

  test('counts from the next request on when the plan is changed', async () => {
    const { directory, headers } = directoryWith([{ id: 'h', consumer: 'hooli' }]);
    const house = await start(directory);
    expect(await statuses(house, headers('h'), 3)).toEqual([200, 200, 429]);
    directory.apply([{ kind: 'plan', id: 'counted', record: { id: 'counted', source: 'store', quota: { requests: 3, windowMs: DAY } } }]);
    expect(await statuses(house, headers('h'), 2)).toEqual([200, 429]);
  });
});

describe('the quota of a plan', () => {
  test('is counted beside the rate, and both are told', async () => {
    const { directory, headers } = directoryWith([{ id: 'i', consumer: 'initech' }]);
    const house = await start(directory);
    const first = await house.call('/orders', { headers: headers('i') });
    expect(first.headers['ratelimit-policy']).toBe('"default";q=100;w=3600, "quota";q=3;w=86400');
    expect(String(first.headers['ratelimit'])).toMatch(/^"default";r=49;t=\d+, "quota";r=2;t=86400$/);
    expect(await statuses(house, headers('i'), 2)).toEqual([200, 200]);
    const refused = await house.call('/orders', { headers: { ...headers('i'), 'x-request-id': 'over' } });
    expect(refused.status).toBe(429);
    expect(refused.json()).toMatchObject({ type: 'urn:airside:problem:quota-exceeded', 'violated-policies': ['quota'] });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(86_300);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(86_400);
    expect(String(refused.headers['ratelimit'])).toContain('"quota";r=0;t=');
    const exchange = await house.exchange(({ id }) => id === 'over');
    expect(exchange.reason).toBe('more than the 3 requests in 86400000 ms of plan bulk by consumer initech');
  });

  test('is not used up by requests that the rate refuses', async () => {
    const { directory, headers } = directoryWith([{ id: 'h', consumer: 'hooli' }]);
    const house = await start(directory, 'rateLimit: { requests: 1, per: 1h }');
    expect(await statuses(house, headers('h'), 6)).toEqual([200, 429, 429, 429, 429, 429]);
    const refused = await house.call('/orders', { headers: headers('h') });
    expect(refused.json()).toMatchObject({ type: 'urn:airside:problem:rate-limited', 'violated-policies': ['default'] });
    const upstream = await startUpstream();
    running.push(upstream);
    await house.apply(ordersYaml(upstream.url, { policies: 'rateLimit: { by: address }' }));
    expect(await statuses(house, headers('h'), 2)).toEqual([200, 429]);
  });

  test('is one for all APIs, and a new configuration does not give it back', async () => {
    const { directory, headers } = directoryWith([{ id: 'i', consumer: 'initech' }]);
    const house = await start(directory);
    expect(await statuses(house, headers('i'), 2)).toEqual([200, 200]);
    const upstream = await startUpstream();
    running.push(upstream);
    const [consumers = '', apis = ''] = ordersYaml(upstream.url).split('apis: ');
    await house.apply(`${consumers}apis: ${apis.trim().replace(/ }$/, '')}, more: { upstreams: ['${upstream.url}'], path: /more } }`);
    expect((await house.call('/more/x', { headers: headers('i') })).status).toBe(200);
    expect((await house.call('/more/x', { headers: headers('i') })).status).toBe(429);
    expect((await house.call('/orders', { headers: headers('i') })).status).toBe(429);
  });
});
