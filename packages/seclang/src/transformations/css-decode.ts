import { HAS } from '../fingerprint.ts';
import { byteAt, copy, foldFullWidth, hexDigit, isSpace, scratch, text } from './bytes.ts';
import type { Transformation } from './transformation.ts';

/**
 * `t:cssDecode`: decodes escapes of CSS 2 (`\` and one to six hexadecimal digits, the last two count; then one white space is skipped). A
 * backslash before anything else goes, and so does an escaped line feed. Full-width forms become ASCII.
 */
export const cssDecode: Transformation = { name: 'cssDecode', changes: HAS.backslash, apply };

function apply(value: string): string {
  const first = value.indexOf('\\');
  if (first < 0) return value;
  const bytes = scratch(value.length);
  copy(value, bytes, first);
  let length = first;
  let index = first;
  while (index < value.length) {
    const byte = value.charCodeAt(index++);
    if (byte !== 0x5c) {
      bytes[length++] = byte;
      continue;
    }
    const digits = countDigits(value, index);
    if (digits > 0) {
      bytes[length++] = decode(value, index, digits);
      index += digits;
      if (isSpace(byteAt(value, index))) index++;
    } else if (index < value.length) {
      const escaped = value.charCodeAt(index++);
      if (escaped !== 0x0a) bytes[length++] = escaped;
    }
  }
  return text(bytes, length);
}

function countDigits(value: string, start: number): number {
  let count = 0;
  while (count < 6 && hexDigit(byteAt(value, start + count)) >= 0) count++;
  return count;
}

function decode(value: string, start: number, digits: number): number {
  let code = 0;
  for (let index = start; index < start + digits; index++) code = code * 16 + hexDigit(value.charCodeAt(index));
  return foldFullWidth(code >> 8, code & 0xff);
}
