import { isIP } from 'node:net';

import { plainAddress } from './plain-address.ts';

const MAPPED = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/;

/**
 * An address as it is written in one way only (RFC 5952): `2001:DB8:0::1` is `2001:db8::1`, and an IPv4 address that is written as IPv6, in either of its forms, the IPv4
 * address that it is. What is no address stays as it is, in lower case; so does one with a zone.
 */
export function canonicalAddress(address: string): string {
  const plain = plainAddress(address);
  if (isIP(plain) !== 6 || plain.includes('%')) return plain;
  const canonical = new URL(`http://[${plain}]`).hostname.slice(1, -1);
  const [, high, low] = MAPPED.exec(canonical) ?? [];
  if (high === undefined || low === undefined) return canonical;
  const [upper, lower] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return `${upper >> 8}.${upper & 255}.${lower >> 8}.${lower & 255}`;
}
