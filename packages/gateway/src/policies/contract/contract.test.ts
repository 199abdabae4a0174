import { afterEach, describe, expect, test } from 'vitest';

import { type House, KEY, startHouse, startUpstream, type Upstream } from '../../../test/house.ts';
import { ORDERS, ordersYaml } from '../../../test/orders.ts';

const running: (House | Upstream)[] = [];
afterEach(async () => {
  for (const part of running.splice(0).toReversed()) await part.close();
});

async function start(policies = ''): Promise<House & { readonly upstream: Upstream }> {
  const upstream = await startUpstream();
  const house = await startHouse(ordersYaml(upstream.url, { policies, scopes: ['orders:write'] }), { 'orders.yaml': ORDERS });
  running.push(upstream, house);
  return { ...house, upstream };
}

const headers = { 'x-api-key': KEY, 'content-type': 'application/json' };
const post = (body: string, more: Record<string, string> = {}) => ({ method: 'POST', headers: { ...headers, ...more }, body });
const GOOD = '{"items":[{"sku":"ABC-1","quantity":1}]}';

describe('a request that does not fit the definition is refused with 400 and says where', () => {
  const CASES: Readonly<Record<string, readonly [string, object, { in: string; pointer: string }]>> = {
    'wrong type deep in the body': [
      '/orders',
      post('{"items":[{"sku":"ABC-1","quantity":"1"}]}'),
      { in: 'body', pointer: '/items/0/quantity' },
    ],
    'missing property': ['/orders', post('{"items":[{"sku":"ABC-1"}]}'), { in: 'body', pointer: '/items/0/quantity' }],
    'property that is not declared': [
      '/orders',
      post('{"items":[{"sku":"ABC-1","quantity":1}],"total":0}'),
      { in: 'body', pointer: '/total' },
    ],
    'pattern not met': ['/orders', post('{"items":[{"sku":"abc","quantity":1}]}'), { in: 'body', pointer: '/items/0/sku' }],
    'a key twice': ['/orders', post('{"items":[{"sku":"ABC-1","quantity":1,"quantity":2}]}'), { in: 'body', pointer: '/items/0/quantity' }],
    'no JSON': ['/orders', post('{"items":'), { in: 'body', pointer: '' }],
    'no body': ['/orders', { method: 'POST', headers }, { in: 'body', pointer: '' }],
    'query parameter of the wrong type': ['/orders?limit=ten', { headers }, { in: 'query', pointer: '/limit' }],
    'query parameter out of range': ['/orders?limit=101', { headers }, { in: 'query', pointer: '/limit' }],
    'query parameter twice': ['/orders?limit=1&limit=2', { headers }, { in: 'query', pointer: '/limit' }],
    'query parameter that is not declared': ['/orders?admin=true', { headers }, { in: 'query', pointer: '/admin' }],
    'path parameter too long': [`/orders/${'x'.repeat(21)}`, { headers }, { in: 'path', pointer: '/orderId' }],
    'body where none is declared': ['/orders/1', { headers, method: 'GET', body: '{}' }, { in: 'body', pointer: '' }],
  };

  test.each(Object.entries(CASES))('%s', async (_name, [path, options, where]) => {
    const house = await start();
    const reply = await house.call(path, options);
    expect(reply.status).toBe(400);
    const problem = reply.json() as { type: string; errors: readonly object[] };
    expect(problem.type).toBe('urn:airside:problem:contract-violation');
    expect(problem.errors).toContainEqual(expect.objectContaining(where));
    expect(house.upstream.seen).toEqual([]);
  });

  test('a value never comes back in the answer', async () => {
    const house = await start();
    const reply = await house.call('/orders', post('{"items":[{"sku":"secret-value","quantity":"secret-value"}]}'));
    expect(reply.status).toBe(400);
    expect(reply.body.toString()).not.toContain('secret-value');
  });
});

describe('a body that cannot be judged is not let through', () => {
  test('another media type', async () => {
    const house = await start();
    const reply = await house.call('/orders', post(GOOD, { 'content-type': 'text/plain' }));
    expect(reply.status).toBe(415);
    expect(reply.json()).toMatchObject({ detail: expect.stringContaining('application/json') });
  });

  test('a compressed one', async () => {
    expect((await (await start()).call('/orders', post(GOOD, { 'content-encoding': 'gzip' }))).status).toBe(415);
  });

  test('one larger than what is held in memory for it', async () => {
    const house = await start('contract: { maxInspectedBody: 1kB }');
    expect((await house.call('/orders', post(`{"items":[${' '.repeat(2000)}]}`))).status).toBe(413);
  });
});

describe('a body that is too large to be judged', () => {
  const large = `{"items":[${' '.repeat(2000)}]}`;

  test('passes where it may, and the record says so', async () => {
    const house = await start('contract: { maxInspectedBody: 1kB, oversized: pass }');
    const reply = await house.call('/orders', post(large, { 'x-request-id': 'large' }));
    expect(reply.status).toBe(200);
    expect(house.upstream.seen[0]?.body.toString()).toBe(large);
    const { verdicts } = await house.exchange(({ id }) => id === 'large');
    expect(verdicts).toContainEqual(expect.objectContaining({ outcome: 'report', reason: expect.stringContaining('passes unjudged') }));
  });

  test('also where its size is not told before', async () => {
    const house = await start('contract: { maxInspectedBody: 1kB, oversized: pass }');
    const head = `POST /orders HTTP/1.1\r\nHost: a\r\nX-Api-Key: ${KEY}\r\nContent-Type: application/json\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const chunked = (text: string) => `${head}${text.length.toString(16)}\r\n${text}\r\n0\r\n\r\n`;
    expect((await house.raw(chunked(large))).text).toContain('HTTP/1.1 200');
    expect(house.upstream.seen[0]?.body.toString()).toBe(large);
    expect((await house.raw(chunked('{}'))).text).toContain('HTTP/1.1 400');
  });

  test('but a small one is judged', async () => {
    const house = await start('contract: { maxInspectedBody: 1kB, oversized: pass }');
    expect((await house.call('/orders', post('{"items":[]}'))).status).toBe(400);
  });
});

test('calls of unknown operations and methods are told so', async () => {
  const house = await start();
  const unknown = await house.call('/nowhere', { headers });
  expect(unknown.status).toBe(404);
  expect(unknown.json()).toMatchObject({ type: 'urn:airside:problem:operation-unknown' });
  const method = await house.call('/orders', { method: 'DELETE', headers });
  expect(method.status).toBe(405);
  expect(method.headers['allow']).toBe('GET, HEAD, POST');
});

test('a request that fits passes unchanged', async () => {
  const house = await start();
  expect((await house.call('/orders', post(GOOD))).status).toBe(200);
  expect(house.upstream.seen[0]?.body.toString()).toBe(GOOD);
  expect((await house.call('/orders?limit=10', { headers: { 'x-api-key': KEY } })).status).toBe(200);
  expect((await house.call('/orders', { method: 'HEAD', headers: { 'x-api-key': KEY } })).status).toBe(200);
});

test('report lets pass and records what would have been refused', async () => {
  const house = await start('contract: { mode: report, responses: { mode: off } }');
  expect((await house.call('/orders', post('{"items":[]}', { 'x-request-id': 'reported' }))).status).toBe(200);
  const exchange = await house.exchange(({ id }) => id === 'reported');
  expect(exchange.problem).toBeNull();
  const reports = exchange.verdicts.filter(({ outcome }) => outcome === 'report');
  expect(reports).toEqual([expect.objectContaining({ policy: 'contract', reason: expect.stringContaining('/items') })]);
});

test('off does not look', async () => {
  const house = await start('contract: { mode: off }, firewall: { mode: off }');
  expect((await house.call('/orders', post('nonsense'))).status).toBe(200);
});
