import { BlockList, isIP } from 'node:net';

/** True for an address or a network in CIDR form, IPv4 or IPv6. */
export function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0 || address.includes('%')) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128));
}

/**
 * Membership of an address in a list of addresses and networks that `isNetwork` accepts. IPv4 addresses written as IPv6
 * (`::ffff:192.0.2.1`, RFC 4291 section 2.5.5.2) count as the IPv4 addresses they are. What is no address is in no list.
 */
export function compileAddressList(networks: readonly string[]): (address: string) => boolean {
  if (networks.length === 0) return () => false;
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    const family = isIP(address);
    list.addSubnet(address, prefix === undefined ? (family === 4 ? 32 : 128) : Number(prefix), family === 4 ? 'ipv4' : 'ipv6');
  }
  return (address) => {
    const family = isIP(address);
    return family !== 0 && list.check(address, family === 4 ? 'ipv4' : 'ipv6');
  };
}

/** What a line of a file with addresses and networks holds, one a line; nothing where it is empty or a comment (`#`). */
export function entryOfLine(line: string): string {
  return line.split('#', 1)[0]?.trim() ?? '';
}
