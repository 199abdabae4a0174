import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type House, KEY, KEY_SHA256, startHouse, startUpstream, type Upstream } from '../../../test/house.ts';

let upstream: Upstream;
let house: House;
beforeAll(async () => {
  upstream = await startUpstream();
  house = await startHouse('apis: {}\n');
});
afterAll(async () => {
  await house.close();
  await upstream.close();
});

interface Limits {
  readonly key?: string;
  readonly consumer?: string;
  readonly gateway?: string;
}

/** The answer to a call with the test key, on two APIs at `/one` and `/two`. */
async function call(path: string, { key = '', consumer = '', gateway = '' }: Limits, headers: Record<string, string> = {}) {
  await house.apply(`gateway: { listen: [{ address: '127.0.0.1:0' }], ${gateway} }
plans: { gold: {} }
consumers: { acme: { ${consumer} apiKeys: [{ id: k1, sha256: ${KEY_SHA256}, ${key} }] } }
apis:
  one: { path: /one, upstreams: ['${upstream.url}'] }
  two: { path: /two, upstreams: ['${upstream.url}'] }
`);
  const id = `call-${Math.random().toString(36).slice(2)}`;
  const { status } = await house.call(path, { headers: { 'x-api-key': KEY, 'x-request-id': id, ...headers } });
  const { verdicts } = await house.exchange((exchange) => exchange.id === id);
  return { status, reason: verdicts.find(({ outcome }) => outcome === 'refuse')?.reason };
}

describe('a key that is limited', () => {
  test('to an API opens that one alone', async () => {
    expect(await call('/one', { key: 'apis: [one]' })).toEqual({ status: 200, reason: undefined });
    expect(await call('/two', { key: 'apis: [one]' })).toMatchObject({
      status: 401,
      reason: expect.stringContaining('not for the API two') as string,
    });
  });

  test('to environments opens nothing in another one', async () => {
    const key = 'environments: [staging, test]';
    expect(await call('/one', { key, gateway: 'environment: staging' })).toMatchObject({ status: 200 });
    const refused = { status: 401, reason: expect.stringContaining('not for the environment production') as string };
    expect(await call('/one', { key })).toMatchObject(refused);
  });

  test('to addresses opens nothing from another one', async () => {
    expect(await call('/one', { key: 'addresses: [127.0.0.0/8]' })).toMatchObject({ status: 200 });
    for (const addresses of ['[10.0.0.0/8]', '[]', "['::1']"]) {
      expect(await call('/one', { key: `addresses: ${addresses}` })).toMatchObject({
        status: 401,
        reason: expect.stringContaining('is not accepted from 127.0.0.1') as string,
      });
    }
  });

  test('to addresses believes a forwarding header of trusted proxies alone', async () => {
    const key = 'addresses: [203.0.113.7]';
    const forwarded = { 'x-forwarded-for': '203.0.113.7' };
    expect(await call('/one', { key }, forwarded)).toMatchObject({ status: 401 });
    expect(await call('/one', { key, gateway: 'trustedProxies: [127.0.0.1]' }, forwarded)).toMatchObject({ status: 200 });
  });

  test('is not told so: a caller learns no more than that it is refused', async () => {
    await call('/one', { key: 'addresses: [10.0.0.0/8]' });
    const reply = await house.call('/one', { headers: { 'x-api-key': KEY } });
    const text = reply.body.toString() + JSON.stringify(reply.headers);
    for (const telling of ['10.0.0.0', '127.0.0.1', 'k1', 'acme']) expect(text).not.toContain(telling);
  });
});

describe('a key of whom is suspended opens nothing', () => {
  test.each([
    ['a consumer', { consumer: 'suspended: true,' }, 'consumer acme is suspended'],
    [
      'an application',
      { consumer: 'applications: { web: { suspended: true } },', key: 'application: web' },
      'application web of consumer acme',
    ],
  ])('%s', async (_what, limits, reason) => {
    expect(await call('/one', limits)).toMatchObject({ status: 401, reason: expect.stringContaining(reason) as string });
  });
});
