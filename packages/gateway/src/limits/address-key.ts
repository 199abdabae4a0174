import { leadingGroups } from '@airside/domain';

/** What is counted as one caller: an IPv4 address, or an IPv6 network of 64 bits, which is what one customer commonly gets (RFC 6177). */
export function addressKey(address: string): string {
  return address.includes(':') ? leadingGroups(address, 4) : address;
}

/** The neighbourhood in which a caller's address changes without its being another caller: 24 bits of IPv4, 48 of IPv6. */
export function networkKey(address: string): string {
  return address.includes(':') ? leadingGroups(address, 3) : address.slice(0, Math.max(0, address.lastIndexOf('.')));
}
