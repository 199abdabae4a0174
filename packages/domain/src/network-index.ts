import { isIP } from 'node:net';

import { plainAddress } from './plain-address.ts';

const V4_BITS = 32;
const V6_BITS = 128;

/** Networks that an address may be in, found by the lengths of their prefixes: one look-up for each length that there is. */
export class NetworkIndex<Value> {
  /** By the family and length of a prefix: the prefix, and what is kept under it. */
  readonly #byLength = new Map<string, { readonly family: 4 | 6; readonly bits: number; readonly values: Map<bigint, Value> }>();

  get isEmpty(): boolean {
    return this.#byLength.size === 0;
  }

  get(network: string): Value | undefined {
    const parsed = parseNetwork(network);
    return parsed && this.#byLength.get(parsed.length)?.values.get(parsed.prefix);
  }

  set(network: string, value: Value): void {
    const parsed = parseNetwork(network);
    if (parsed === undefined) return;
    const { family, bits, length, prefix } = parsed;
    const known = this.#byLength.get(length) ?? { family, bits, values: new Map<bigint, Value>() };
    known.values.set(prefix, value);
    this.#byLength.set(length, known);
  }

  delete(network: string): void {
    const parsed = parseNetwork(network);
    const known = parsed && this.#byLength.get(parsed.length);
    if (parsed === undefined || known === undefined) return;
    known.values.delete(parsed.prefix);
    if (known.values.size === 0) this.#byLength.delete(parsed.length);
  }

  /** What is kept under the networks that an address is in. */
  of(address: string): readonly Value[] {
    const found: Value[] = [];
    const number = parseAddress(address);
    if (number === undefined) return found;
    for (const { family, bits, values } of this.#byLength.values()) {
      if (family !== number.family) continue;
      const value = values.get(prefixOf(number.value, family, bits));
      if (value !== undefined) found.push(value);
    }
    return found;
  }
}

/** True for an address or a network in CIDR form; autonomous systems are none. */
export function isPrefix(id: string): boolean {
  return parseNetwork(id) !== undefined;
}

/** True where an address is in a network in CIDR form. */
export function isInNetwork(address: string, network: string): boolean {
  const number = parseAddress(address);
  const parsed = parseNetwork(network);
  if (number === undefined || parsed?.family !== number.family) return false;
  return prefixOf(number.value, parsed.family, parsed.bits) === parsed.prefix;
}

function parseNetwork(text: string) {
  const [address = '', written] = text.split('/');
  const number = parseAddress(address);
  if (number === undefined) return undefined;
  const { family, value } = number;
  const bits = written === undefined ? width(family) : Number(written);
  if (!(Number.isInteger(bits) && bits >= 0 && bits <= width(family))) return undefined;
  return { family, bits, length: `${family}/${bits}`, prefix: prefixOf(value, family, bits) };
}

function parseAddress(text: string): { readonly family: 4 | 6; readonly value: bigint } | undefined {
  const plain = plainAddress(text);
  const family = isIP(plain);
  if (family === 4) return { family, value: BigInt(plain.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)) };
  return family === 6 && !plain.includes('%') ? { family, value: valueOfV6(plain) } : undefined;
}

function valueOfV6(address: string): bigint {
  const [head = '', tail] = address.split('::');
  const left = groupsOf(head);
  const right = tail === undefined ? [] : groupsOf(tail);
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => 0);
  return [...left, ...zeros, ...right].reduce((sum, group) => (sum << 16n) | BigInt(group), 0n);
}

/** The last group may be written as an IPv4 address (RFC 4291 section 2.2). */
function groupsOf(text: string): number[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (!group.includes('.')) return [Number.parseInt(group, 16)];
    const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
    return [a * 256 + b, c * 256 + d];
  });
}

function prefixOf(value: bigint, family: 4 | 6, bits: number): bigint {
  return value >> BigInt(width(family) - bits);
}

function width(family: 4 | 6): number {
  return family === 4 ? V4_BITS : V6_BITS;
}
