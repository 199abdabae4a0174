import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { addressKey, networkKey } from './address-key.ts';

describe('what counts as one address', () => {
  test('is the network of 64 bits for IPv6, however it is written', () => {
    expect(addressKey('2001:db8::1')).toBe('2001:db8:0:0');
    expect(addressKey('2001:0db8:0000:0000:ffff::')).toBe('2001:db8:0:0');
    expect(addressKey('2001:db8:0:1::1')).toBe('2001:db8:0:1');
    expect(addressKey('::1')).toBe('0:0:0:0');
  });

  test('is the address itself for IPv4', () => {
    fc.assert(fc.property(fc.ipV4(), (address) => addressKey(address) === address));
  });

  test('is the same for all addresses of a network', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const key = addressKey(address);
        expect(addressKey(`${key}:1:2:3:4`)).toBe(key);
      }),
    );
  });
});

describe('the network of an address', () => {
  test('has 24 bits for IPv4 and 48 for IPv6', () => {
    expect(networkKey('192.0.2.77')).toBe('192.0.2');
    expect(networkKey('2001:db8:7:1::1')).toBe('2001:db8:7');
    expect(networkKey('2001:db8::1')).toBe('2001:db8:0');
  });

  test('is the same for all addresses of a /24, and another one for those beside it', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(octet, octet, octet, octet, octet, (a, b, c, d, e) => {
        expect(networkKey(`${a}.${b}.${c}.${d}`)).toBe(networkKey(`${a}.${b}.${c}.${e}`));
        expect(networkKey(`${a}.${b}.${c}.${d}`)).not.toBe(networkKey(`${a}.${b}.${(c + 1) % 256}.${d}`));
      }),
    );
  });
});
