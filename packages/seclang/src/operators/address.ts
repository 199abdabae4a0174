/** An IP address as its bytes: 4 characters for IPv4, 16 for IPv6. */
export type Address = string;

const LONGEST_ADDRESS = 45;
/** What stands before an IPv4 address that is written as IPv6 (RFC 4291, section 2.5.5.2). */
export const MAPPED_IPV4 = `${'\0'.repeat(10)}\xff\xff`;

/**
 * Reads an IPv4 address in four decimal numbers or an IPv6 address (RFC 4291, section 2.2), without zone. An IPv4-mapped IPv6 address is
 * the IPv4 address. Undefined for anything else, also for numbers with leading zeros, which some read as octal.
 */
export function parseAddress(text: string): Address | undefined {
  if (text.length > LONGEST_ADDRESS) return undefined;
  if (!text.includes(':')) return parseIpv4(text);
  const address = parseIpv6(text);
  return address?.startsWith(MAPPED_IPV4) ? address.slice(12) : address;
}

function parseIpv4(text: string): Address | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let address = '';
  for (const part of parts) {
    if (part === '' || part.length > 3 || (part.length > 1 && part.startsWith('0'))) return undefined;
    const number = digits(part, 10);
    if (number < 0 || number > 255) return undefined;
    address += String.fromCharCode(number);
  }
  return address;
}

function parseIpv6(text: string): Address | undefined {
  const gap = text.indexOf('::');
  if (gap < 0) {
    const groups = parseGroups(text, true);
    return groups?.length === 16 ? groups : undefined;
  }
  const head = gap === 0 ? '' : parseGroups(text.slice(0, gap), false);
  const tail = gap + 2 === text.length ? '' : parseGroups(text.slice(gap + 2), true);
  if (head === undefined || tail === undefined || head.length + tail.length > 14) return undefined;
  return head + '\0'.repeat(16 - head.length - tail.length) + tail;
}

/** Groups parted by colons, the last of which may be an IPv4 address where the whole address ends with it. */
function parseGroups(text: string, endsAddress: boolean): string | undefined {
  const groups = text.split(':');
  let address = '';
  for (const [index, group] of groups.entries()) {
    if (endsAddress && index === groups.length - 1 && group.includes('.')) {
      const ipv4 = parseIpv4(group);
      if (ipv4 === undefined) return undefined;
      return address + ipv4;
    }
    const number = group.length >= 1 && group.length <= 4 ? digits(group, 16) : -1;
    if (number < 0) return undefined;
    address += String.fromCharCode(number >> 8, number & 0xff);
  }
  return address;
}

/** A number in the given base; -1 if the text has other characters. */
function digits(text: string, base: number): number {
  let number = 0;
  for (let index = 0; index < text.length; index++) {
    const byte = text.charCodeAt(index);
    const lower = byte | 0x20;
    const digit = byte >= 0x30 && byte <= 0x39 ? byte - 0x30 : lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : base;
    if (digit >= base) return -1;
    number = number * base + digit;
  }
  return number;
}
