import { HAS } from '../fingerprint.ts';
import { byteAt, copy, hexByte, isOctal, scratch, text } from './bytes.ts';
import type { Transformation } from './transformation.ts';

/**
 * `t:escapeSeqDecode`: decodes the escapes of ANSI C: `\a \b \f \n \r \t \v \\ \? \' \"`, `\xHH` and one to three octal digits (modulo
 * 256). The backslash of any other escape goes; one at the end stays.
 */
export const escapeSeqDecode: Transformation = { name: 'escapeSeqDecode', changes: HAS.backslash, apply };

const CONTROL: ReadonlyMap<number, number> = new Map(
  Array.from('abfnrtv').map((letter, index) => [letter.charCodeAt(0), '\x07\b\f\n\r\t\v'.charCodeAt(index)]),
);

function apply(value: string): string {
  const first = value.indexOf('\\');
  if (first < 0) return value;
  const bytes = scratch(value.length);
  copy(value, bytes, first);
  let length = first;
  let index = first;
  while (index < value.length) {
    const byte = value.charCodeAt(index);
    const next = byteAt(value, index + 1);
    if (byte !== 0x5c || next < 0) {
      bytes[length++] = byte;
      index++;
      continue;
    }
    const hexadecimal = (next | 0x20) === 0x78 ? hexByte(value, index + 2) : -1;
    if (hexadecimal >= 0) {
      bytes[length++] = hexadecimal;
      index += 4;
    } else if (isOctal(next)) {
      const digits = countOctal(value, index + 1);
      bytes[length++] = Number.parseInt(value.slice(index + 1, index + 1 + digits), 8);
      index += 1 + digits;
    } else {
      bytes[length++] = CONTROL.get(next) ?? next;
      index += 2;
    }
  }
  const result = text(bytes, length);
  return result === value ? value : result;
}

function countOctal(value: string, start: number): number {
  let count = 1;
  while (count < 3 && isOctal(byteAt(value, start + count))) count++;
  return count;
}
