import { HAS } from '../fingerprint.ts';
import { byteAt, foldFullWidth, hexDigit, isSpace } from './bytes.ts';
import { decodeMarked, means, meansNothing } from './decode-marked.ts';
import type { Transformation } from './transformation.ts';

/**
 * `t:cssDecode`: decodes escapes of CSS 2 (`\` and one to six hexadecimal digits, the last two count; then one white space is skipped). A
 * backslash before anything else goes, and so does an escaped line feed. Full-width forms become ASCII.
 */
export const cssDecode: Transformation = { name: 'cssDecode', changes: HAS.backslash, apply };

const BACKSLASH = 0x5c;
const LINE_FEED = 0x0a;

function apply(value: string): string {
  return decodeMarked(value, BACKSLASH, decode);
}

function decode(value: string, index: number): number {
  const digits = countDigits(value, index + 1);
  if (digits > 0) {
    const end = index + 1 + digits;
    return means(byteOf(value, index + 1, digits), (isSpace(byteAt(value, end)) ? end + 1 : end) - index);
  }
  const escaped = byteAt(value, index + 1);
  if (escaped < 0) return meansNothing(1);
  return escaped === LINE_FEED ? meansNothing(2) : means(escaped, 2);
}

function countDigits(value: string, start: number): number {
  let count = 0;
  while (count < 6 && hexDigit(byteAt(value, start + count)) >= 0) count++;
  return count;
}

function byteOf(value: string, start: number, digits: number): number {
  let code = 0;
  for (let index = start; index < start + digits; index++) code = code * 16 + hexDigit(value.charCodeAt(index));
  return foldFullWidth(code >> 8, code & 0xff);
}
