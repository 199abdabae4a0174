import { afterEach, describe, expect, test } from 'vitest';

import { type House, startHouse, startUpstream, type Upstream } from '../../../test/house.ts';

const running: (House | Upstream)[] = [];
afterEach(async () => {
  for (const part of running.splice(0).toReversed()) await part.close();
});

async function start(addresses: string, gateway = ''): Promise<House> {
  const upstream = await startUpstream();
  const house = await startHouse(
    `apis: { a: { upstreams: ['${upstream.url}'], policies: { authentication: { anonymous: always }, addresses: ${addresses} } } }\n`,
  );
  if (gateway !== '') {
    await house.apply(
      `gateway: { listen: [{ address: '127.0.0.1:0' }], ${gateway} }\napis: { a: { upstreams: ['${upstream.url}'], policies: { authentication: { anonymous: always }, addresses: ${addresses} } } }\n`,
    );
  }
  running.push(upstream, house);
  return house;
}

describe('over a socket', () => {
  test('an address that is not allowed is refused', async () => {
    const house = await start('{ allow: [10.0.0.0/8] }');
    const reply = await house.call('/');
    expect(reply.status).toBe(403);
    expect(reply.json()).toMatchObject({ type: 'urn:airside:problem:address-refused' });
  });

  test('an empty list of allowed addresses refuses everybody', async () => {
    expect((await (await start('{ allow: [] }')).call('/')).status).toBe(403);
  });

  test('a denied address is refused although it is allowed', async () => {
    expect((await (await start('{ allow: [127.0.0.0/8], deny: [127.0.0.1] }')).call('/')).status).toBe(403);
  });

  test('an allowed address passes', async () => {
    expect((await (await start('{ allow: [127.0.0.0/8] }')).call('/')).status).toBe(200);
  });

  test('a caller cannot claim another address', async () => {
    const house = await start('{ allow: [203.0.113.7] }');
    for (const headers of [{ 'x-forwarded-for': '203.0.113.7' }, { forwarded: 'for=203.0.113.7' }, { 'x-real-ip': '203.0.113.7' }]) {
      expect((await house.call('/', { headers })).status).toBe(403);
    }
  });

  test('behind a trusted proxy the caller it names counts, and only in the header that is configured', async () => {
    const house = await start('{ allow: [203.0.113.7] }', 'trustedProxies: [127.0.0.1]');
    expect((await house.call('/', { headers: { 'x-forwarded-for': '203.0.113.7' } })).status).toBe(200);
    expect((await house.call('/', { headers: { 'x-forwarded-for': '203.0.113.7, 198.51.100.1' } })).status).toBe(403);
    expect((await house.call('/', { headers: { forwarded: 'for=203.0.113.7' } })).status).toBe(403);
  });
});
