import { HAS } from '../fingerprint.ts';
import { byteAt, foldFullWidth, hexByte, isOctal } from './bytes.ts';
import { CONTROL_LETTERS } from './control-letters.ts';
import { AS_IT_IS, decodeMarked, means } from './decode-marked.ts';
import type { Transformation } from './transformation.ts';

/**
 * `t:jsDecode`: decodes the escapes of JavaScript: `\uHHHH` (the low byte; full-width forms become ASCII), `\xHH`, octal up to `\377`, and
 * `\a \b \f \n \r \t \v`. The backslash of any other escape goes; one at the end stays.
 */
export const jsDecode: Transformation = { name: 'jsDecode', changes: HAS.backslash, apply };

const BACKSLASH = 0x5c;

function apply(value: string): string {
  return decodeMarked(value, BACKSLASH, decode);
}

function decode(value: string, index: number): number {
  const kind = byteAt(value, index + 1);
  if (kind < 0) return AS_IT_IS;
  if (kind === 0x75) {
    const high = hexByte(value, index + 2);
    const low = hexByte(value, index + 4);
    if (high >= 0 && low >= 0) return means(foldFullWidth(high, low), 6);
  } else if (kind === 0x78) {
    const byte = hexByte(value, index + 2);
    if (byte >= 0) return means(byte, 4);
  } else if (isOctal(kind)) {
    const limit = kind > 0x33 ? 2 : 3;
    let digits = 1;
    while (digits < limit && isOctal(byteAt(value, index + 1 + digits))) digits++;
    return means(Number.parseInt(value.slice(index + 1, index + 1 + digits), 8), 1 + digits);
  }
  return means(CONTROL_LETTERS.get(kind) ?? kind, 2);
}
