import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { compileAddressList, isNetwork } from './address-list.ts';

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
