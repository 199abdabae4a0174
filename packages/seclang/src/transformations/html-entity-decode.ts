import { HAS } from '../fingerprint.ts';
import { byteAt, hexDigit, isAlphanumeric, isDigit } from './bytes.ts';
import { AS_IT_IS, decodeMarked, means } from './decode-marked.ts';
import type { Transformation } from './transformation.ts';

/**
 * `t:htmlEntityDecode`: decodes `&#DDD`, `&#xHHH` (the low byte counts) and, in any case of letters, `&quot` `&amp` `&lt` `&gt` `&nbsp`,
 * each with or without its semicolon.
 */
export const htmlEntityDecode: Transformation = { name: 'htmlEntityDecode', changes: HAS.ampersand, apply };

const NAMED: ReadonlyMap<string, number> = new Map([
  ['quot', 0x22],
  ['amp', 0x26],
  ['lt', 0x3c],
  ['gt', 0x3e],
  ['nbsp', 0xa0],
]);
const LONGEST_NAME = 4;

const AMPERSAND = 0x26;

function apply(value: string): string {
  return decodeMarked(value, AMPERSAND, decode);
}

function decode(value: string, index: number): number {
  const end = endOfEntity(value, index);
  const byte = end > 0 ? byteOf(value, index, end) : -1;
  if (byte < 0) return AS_IT_IS;
  return means(byte, (byteAt(value, end) === 0x3b ? end + 1 : end) - index);
}

/** Behind the digits or letters of the entity that begins at an index; 0 if it has none. */
function endOfEntity(value: string, index: number): number {
  let start = index + 1;
  let belongs: (byte: number) => boolean = isAlphanumeric;
  if (byteAt(value, start) === 0x23) {
    start++;
    belongs = isDigit;
    if ((byteAt(value, start) | 0x20) === 0x78) {
      start++;
      belongs = (byte) => hexDigit(byte) >= 0;
    }
  }
  let end = start;
  while (belongs(byteAt(value, end))) end++;
  return end > start ? end : 0;
}

function byteOf(value: string, index: number, end: number): number {
  if (byteAt(value, index + 1) !== 0x23) {
    return end - index - 1 > LONGEST_NAME ? -1 : (NAMED.get(value.slice(index + 1, end).toLowerCase()) ?? -1);
  }
  const hexadecimal = (byteAt(value, index + 2) | 0x20) === 0x78;
  return lowByte(value, hexadecimal ? index + 3 : index + 2, end, hexadecimal ? 16n : 10n);
}

/** The low byte of a number as C's `strtol` reads it: numbers that do not fit into 63 bits count as the largest one that does. */
function lowByte(value: string, start: number, end: number, base: bigint): number {
  let number = 0n;
  for (let index = start; index < end; index++) {
    number = number * base + BigInt(hexDigit(value.charCodeAt(index)));
    if (number > 0x7fff_ffff_ffff_ffffn) return 0xff;
  }
  return Number(number & 0xffn);
}
