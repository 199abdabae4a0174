import { isIP } from 'node:net';

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { canonicalAddress } from './canonical-address.ts';

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
  ['2001:0db8::0001', '2001:db8::1'],
  ['2001:db8::1:0:0:1', '2001:db8::1:0:0:1'],
  ['::FFFF:192.0.2.1', '192.0.2.1'],
  ['0:0:0:0:0:ffff:c000:0201', '192.0.2.1'],
  ['::ffff:0:1', '0.0.0.1'],
  ['::1', '::1'],
  ['::', '::'],
  ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
  ['fe80::1%eth0', 'fe80::1%eth0'],
  ['not an address', 'not an address'],
  ['[::1]', '[::1]'],
  ['', ''],
])('%s is %s', (address, canonical) => expect(canonicalAddress(address)).toBe(canonical));

test('is written in one way: once more changes nothing', () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV6(), fc.ipV4(), fc.string()), (address) => {
      const once = canonicalAddress(address);
      expect(canonicalAddress(once)).toBe(once);
      if (isIP(address) !== 0) expect(isIP(once)).not.toBe(0);
    }),
  );
});
