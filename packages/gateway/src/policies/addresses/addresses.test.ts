import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';

import { type House, startHouse, startUpstream, type Upstream } from '../../../test/house.ts';
import { compileAddressList, isNetwork } from '../../listen/address-list.ts';

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

describe('membership in a list of networks', () => {
  const octet = fc.integer({ min: 0, max: 255 });
  const address = fc.tuple(octet, octet, octet, octet);
  const toNumber = (parts: readonly number[]) => parts.reduce((sum, part) => sum * 256 + part, 0);

  test('agrees with arithmetic for every IPv4 network', () => {
    fc.assert(
      fc.property(address, address, fc.integer({ min: 0, max: 32 }), (network, candidate, prefix) => {
        const size = 2 ** (32 - prefix);
        const expected = Math.floor(toNumber(network) / size) === Math.floor(toNumber(candidate) / size);
        expect(compileAddressList([`${network.join('.')}/${prefix}`])(candidate.join('.'))).toBe(expected);
      }),
    );
  });

  test('knows IPv4 addresses in IPv6 form', () => {
    expect(compileAddressList(['192.0.2.0/24'])('::ffff:192.0.2.9')).toBe(true);
    expect(compileAddressList(['192.0.2.0/24'])('::ffff:192.0.3.9')).toBe(false);
  });

  test('never holds for what is no address', () => {
    const all = compileAddressList(['0.0.0.0/0', '::/0']);
    fc.assert(fc.property(fc.string(), (text) => isNetwork(text) || !all(text)));
  });

  test.each(['10.0.0.0/33', '10.0.0', '10.0.0.0/', '10.0.0.0/8/8', '::/129', 'fe80::1%eth0', '', 'localhost', '10.0.0.0/-1', '010.0.0.1'])(
    '%j is refused as a network',
    (text) => expect(isNetwork(text)).toBe(false),
  );
});
