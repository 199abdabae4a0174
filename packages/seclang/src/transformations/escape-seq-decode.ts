import { HAS } from '../fingerprint.ts';
import { byteAt, hexByte, isOctal } from './bytes.ts';
import { CONTROL_LETTERS } from './control-letters.ts';
import { AS_IT_IS, decodeMarked, means } from './decode-marked.ts';
import type { Transformation } from './transformation.ts';

/**
 * `t:escapeSeqDecode`: decodes the escapes of ANSI C: `\a \b \f \n \r \t \v \\ \? \' \"`, `\xHH` and one to three octal digits (modulo
 * 256). The backslash of any other escape goes; one at the end stays.
 */
export const escapeSeqDecode: Transformation = { name: 'escapeSeqDecode', changes: HAS.backslash, apply };

const BACKSLASH = 0x5c;

function apply(value: string): string {
  return decodeMarked(value, BACKSLASH, decode);
}

function decode(value: string, index: number): number {
  const kind = byteAt(value, index + 1);
  if (kind < 0) return AS_IT_IS;
  const hexadecimal = (kind | 0x20) === 0x78 ? hexByte(value, index + 2) : -1;
  if (hexadecimal >= 0) return means(hexadecimal, 4);
  if (isOctal(kind)) {
    const digits = countOctal(value, index + 1);
    return means(Number.parseInt(value.slice(index + 1, index + 1 + digits), 8) & 0xff, 1 + digits);
  }
  return means(CONTROL_LETTERS.get(kind) ?? kind, 2);
}

function countOctal(value: string, start: number): number {
  let count = 1;
  while (count < 3 && isOctal(byteAt(value, start + count))) count++;
  return count;
}
