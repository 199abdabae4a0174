import { type Address, MAPPED_IPV4, parseAddress } from './address.ts';

interface Range {
  readonly first: Address;
  readonly last: Address;
}

/** A set of IP addresses and networks; a look-up takes logarithmic time. */
export class AddressSet {
  readonly #ranges: readonly Range[];

  /** Throws an Error that names the entry which is neither an address nor a network. */
  constructor(entries: readonly string[]) {
    this.#ranges = merge(entries.map(parseRange));
  }

  /** Whether a text is an address of the set. */
  has(text: string): boolean {
    const address = parseAddress(text);
    if (address === undefined) return false;
    // An IPv4 address that was written as IPv6 is also in the networks that hold it as such.
    return this.#holds(address) || (address.length === 4 && text.includes(':') && this.#holds(MAPPED_IPV4 + address));
  }

  #holds(address: Address): boolean {
    let low = 0;
    let high = this.#ranges.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const range = this.#ranges[middle] as Range;
      if (compare(address, range.first) < 0) high = middle - 1;
      else if (compare(address, range.last) > 0) low = middle + 1;
      else return true;
    }
    return false;
  }
}

function parseRange(entry: string): Range {
  const slash = entry.indexOf('/');
  const address = parseAddress(slash < 0 ? entry : entry.slice(0, slash));
  if (address === undefined) {
    throw new Error(`“${entry}” is no IP address or network: write one like 192.0.2.1, 192.0.2.0/24 or 2001:db8::/32`);
  }
  const bits = address.length * 8;
  const prefix = slash < 0 ? bits : parsePrefix(entry, slash, bits);
  return { first: fill(address, prefix, 0x00), last: fill(address, prefix, 0xff) };
}

function parsePrefix(entry: string, slash: number, bits: number): number {
  const text = entry.slice(slash + 1);
  const written = /^\d{1,3}$/.test(text) ? Number(text) : -1;
  // An IPv4 network may be written as IPv6, with its prefix counted from there.
  const prefix = bits === 32 && entry.includes(':') ? written - 96 : written;
  if (prefix < 0 || prefix > bits) {
    throw new Error(`The prefix of “${entry}” is not between 0 and ${bits}: correct the number after “/”`);
  }
  return prefix;
}

/** The address with every bit behind the prefix taken from a byte. */
function fill(address: Address, prefix: number, byte: number): Address {
  let filled = '';
  for (let index = 0; index < address.length; index++) {
    const kept = Math.min(8, Math.max(0, prefix - index * 8));
    const mask = (0xff00 >> kept) & 0xff;
    filled += String.fromCharCode((address.charCodeAt(index) & mask) | (byte & ~mask & 0xff));
  }
  return filled;
}

function merge(ranges: Range[]): Range[] {
  const merged: Range[] = [];
  for (const range of ranges.sort((left, right) => compare(left.first, right.first))) {
    const last = merged.at(-1);
    if (last === undefined || compare(range.first, last.last) > 0) merged.push(range);
    else if (compare(range.last, last.last) > 0) merged[merged.length - 1] = { first: last.first, last: range.last };
  }
  return merged;
}

/** Orders IPv4 before IPv6, and each by its bytes. */
function compare(left: Address, right: Address): number {
  if (left.length !== right.length) return left.length - right.length;
  return left < right ? -1 : left > right ? 1 : 0;
}
