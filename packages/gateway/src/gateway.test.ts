import { afterEach, describe, expect, test } from 'vitest';

import { consumerYaml, type House, KEY, KEY_SHA256, startHouse, startUpstream, type Upstream } from '../test/house.ts';
import { settledMemory } from '../test/memory.ts';
import { ORDERS, ordersYaml } from '../test/orders.ts';

const running: (House | Upstream)[] = [];
afterEach(async () => {
  for (const part of running.splice(0).toReversed()) await part.close();
});

const headers = { 'x-api-key': KEY };

describe('a new configuration', () => {
  test('applied 1,000 times under load fails no request and leaves the heap as it was', async () => {
    const upstream = await startUpstream();
    const yaml = (revision: number) => ordersYaml(upstream.url, { policies: `rateLimit: { requests: ${1_000_000 + revision}, per: 1s }` });
    const house = await startHouse(yaml(0), { 'orders.yaml': ORDERS });
    running.push(upstream, house);

    const statuses = new Map<number, number>();
    /** Reloads so many times while calls go on all the time, then waits until nothing is under way any more. */
    const reloadUnderLoad = async (count: number): Promise<number> => {
      let stopped = false;
      const load = Array.from({ length: 4 }, async () => {
        while (!stopped) {
          const { status } = await house.call('/orders?limit=5', { headers });
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
        }
      });
      for (let revision = 1; revision <= count; revision++) await house.apply(yaml(revision));
      stopped = true;
      await Promise.all(load);
      // The last configuration that a call was on is let go when the next one comes.
      await house.apply(yaml(0));
      house.exchanges.length = 0;
      upstream.seen.length = 0;
      return settledMemory();
    };
    // Until then the engine still compiles, and drops what it has compiled.
    const before = await reloadUnderLoad(900);
    const after = await reloadUnderLoad(1000);

    expect([...statuses.keys()]).toEqual([200]);
    expect(statuses.get(200)).toBeGreaterThan(1000);
    expect(after / before).toBeLessThan(1.05);
  }, 300_000);

  test('with an error changes nothing', async () => {
    const upstream = await startUpstream();
    const house = await startHouse(ordersYaml(upstream.url), { 'orders.yaml': ORDERS });
    running.push(upstream, house);
    await expect(house.apply(ordersYaml(upstream.url, { policies: 'ratelimit: {}' }))).rejects.toThrow('did you mean "rateLimit"');
    expect((await house.call('/orders', { headers })).status).toBe(200);
  });

  test('lets a request under way finish on the one it began with', async () => {
    let finish: () => void = () => undefined;
    const started = new Promise<void>((resolve) => {
      void startUpstream((_request, response) => {
        finish = () => response.end('old');
        resolve();
      }).then((old) => running.push(old));
    });
    const fresh = await startUpstream((_request, response) => response.end('new'));
    running.push(fresh);
    const old = running.find((part): part is Upstream => 'seen' in part && part !== fresh) as Upstream;
    const house = await startHouse(`${consumerYaml(KEY_SHA256)}apis: { a: { upstreams: ['${old.url}'] } }\n`);
    running.push(house);
    const pending = house.call('/', { headers });
    await started;
    await house.apply(`${consumerYaml(KEY_SHA256)}apis: { a: { upstreams: ['${fresh.url}'] } }\n`);
    expect((await house.call('/', { headers })).body.toString()).toBe('new');
    finish();
    expect((await pending).body.toString()).toBe('old');
  });

  test('without an API that was there takes it away', async () => {
    const upstream = await startUpstream();
    const house = await startHouse(`${consumerYaml(KEY_SHA256)}apis: { a: { upstreams: ['${upstream.url}'] } }\n`);
    running.push(upstream, house);
    await house.apply(`${consumerYaml(KEY_SHA256)}apis: {}\n`);
    const reply = await house.call('/', { headers });
    expect(reply.status).toBe(404);
    expect(reply.json()).toMatchObject({ type: 'urn:airside:problem:api-unknown' });
  });
});

describe('by default an API', () => {
  test('is closed to callers without a credential, bounded in size and in rate', async () => {
    const upstream = await startUpstream();
    const house = await startHouse(`${consumerYaml(KEY_SHA256)}apis: { a: { upstreams: ['${upstream.url}'] } }\n`);
    running.push(upstream, house);
    expect((await house.call('/')).status).toBe(401);
    expect((await house.call('/', { headers, method: 'POST', body: Buffer.alloc(1024 * 1024 + 1) })).status).toBe(413);
    expect((await house.call('/', { headers })).headers['ratelimit-policy']).toBe('"default";q=600;w=60');
  });
});

describe('the gateway about itself', () => {
  test('is live and ready once it serves, and says nothing else below its prefix', async () => {
    const house = await startHouse('apis: {}');
    running.push(house);
    expect((await house.call('/.airside/health/live')).json()).toEqual({ status: 'live' });
    expect((await house.call('/.airside/health/ready')).json()).toEqual({ status: 'ready' });
    expect((await house.call('/.airside/')).status).toBe(404);
    expect((await house.call('/.airside/health/ready', { method: 'POST' })).status).toBe(404);
  });

  test('an API cannot be published in the place of its endpoints', async () => {
    await expect(startHouse("apis: { a: { path: /.airside/x, upstreams: ['http://127.0.0.1:1'] } }")).rejects.toThrow('/.airside');
  });
});

test('every request leaves one exchange with the verdict and the time of each policy', async () => {
  const upstream = await startUpstream();
  const house = await startHouse(ordersYaml(upstream.url), { 'orders.yaml': ORDERS });
  running.push(upstream, house);
  await house.call('/orders/7?', { headers: { ...headers, 'user-agent': 'test', 'x-request-id': 'one' } });
  const exchange = await house.exchange(({ id }) => id === 'one');
  expect(exchange).toMatchObject({
    api: 'orders',
    operation: 'getOrder',
    method: 'GET',
    path: '/orders/7',
    template: '/orders/{orderId}',
    client: { address: '127.0.0.1', userAgent: 'test' },
    problem: null,
    status: 200,
    upstream: { origin: upstream.url, status: 200 },
    requestBytes: 0,
    responseBytes: 11,
  });
  expect(exchange.verdicts.map(({ policy, outcome }) => `${policy} ${outcome}`)).toEqual([
    'authentication pass',
    'size pass',
    'rateLimit pass',
    'contract pass',
    'firewall pass',
    // Of the answer: its head, then its body.
    'contract pass',
    'contract pass',
  ]);
  for (const { durationUs } of exchange.verdicts) expect(durationUs).toBeGreaterThanOrEqual(0);
  expect(house.exchanges.filter(({ id }) => id === 'one')).toHaveLength(1);
});

test.each([
  ['/a/../b', 'ambiguous-path', /dot segment/],
  ['/orders/1?x=%', 'malformed-request', /query/],
])('a refusal before any policy (%s) leaves its reason in the record', async (target, problem, reason) => {
  const house = await startHouse('apis: {}');
  running.push(house);
  await house.raw(`GET ${target} HTTP/1.1\r\nHost: a\r\nUser-Agent: test\r\n\r\n`);
  const exchange = await house.exchange((candidate) => candidate.problem === problem);
  expect(exchange.reason).toMatch(reason);
  expect(exchange.client.userAgent).toBe('test');
});

test('a failure of the upstream leaves its cause in the record, and nothing of it in the answer', async () => {
  const upstream = await startUpstream();
  await upstream.close();
  const house = await startHouse(`${consumerYaml(KEY_SHA256)}apis: { a: { upstreams: ['${upstream.url}'] } }\n`);
  running.push(house);
  const reply = await house.call('/', { headers });
  expect(reply.body.toString()).not.toContain('ECONNREFUSED');
  expect((await house.exchange(({ problem }) => problem === 'upstream-unreachable')).reason).toBe(`${upstream.url}: ECONNREFUSED`);
});
