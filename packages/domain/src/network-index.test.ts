import fc from 'fast-check';
import { expect, test } from 'vitest';

import { compileAddressList } from './address-list.ts';
import { isInNetwork, NetworkIndex } from './network-index.ts';

const address = fc.oneof(fc.ipV4(), fc.ipV6());
const network = fc.oneof(
  fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })).map(([ip, bits]) => `${ip}/${bits}`),
  fc.tuple(fc.ipV6(), fc.integer({ min: 0, max: 128 })).map(([ip, bits]) => `${ip}/${bits}`),
  address,
);

test('an address is in a network exactly when the address lists of the platform say so', () => {
  fc.assert(
    fc.property(network, address, (cidr, ip) => {
      // For the platform, IPv4 addresses are a part of IPv6; here networks are of one family.
      const expected = cidr.includes(':') === ip.includes(':') && compileAddressList([cidr])(ip);
      const index = new NetworkIndex<string>();
      index.set(cidr, 'x');
      expect(index.of(ip)).toEqual(expected ? ['x'] : []);
      expect(isInNetwork(ip, cidr)).toBe(expected);
      index.delete(cidr);
      expect(index.isEmpty).toBe(true);
    }),
  );
});

test.each(['', 'AS64500', '192.0.2.0/33', '192.0.2.0/x', '192.0.2/24', '::/129', 'fe80::1%eth0'])('%j is no network', (text) => {
  const index = new NetworkIndex<string>();
  index.set(text, 'x');
  expect(index.isEmpty).toBe(true);
  expect(index.get(text)).toBeUndefined();
});
