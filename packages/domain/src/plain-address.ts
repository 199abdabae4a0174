/** An address in lower case; an IPv4 address written as IPv6 (RFC 4291 section 2.5.5.2) as the IPv4 address it is. */
export function plainAddress(address: string): string {
  const plain = address.toLowerCase();
  return plain.startsWith('::ffff:') && plain.includes('.') ? plain.slice(7) : plain;
}
