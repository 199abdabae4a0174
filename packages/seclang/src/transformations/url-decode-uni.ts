import { HAS } from '../fingerprint.ts';
import { bestFit } from './best-fit.ts';
import { byteAt, copy, foldFullWidth, hexByte, scratch, text } from './bytes.ts';
import type { Transformation } from './transformation.ts';

/**
 * `t:urlDecodeUni`: like `t:urlDecode`, and `%uHHHH` as Microsoft's servers read it: by the best fit of code page 20127 (the map of
 * ModSecurity's recommended configuration); a character that it does not know yields its low byte, and full-width forms become ASCII.
 */
export const urlDecodeUni: Transformation = { name: 'urlDecodeUni', changes: HAS.percent | HAS.plus, apply };

function apply(value: string): string {
  let first = 0;
  while (first < value.length && value.charCodeAt(first) !== 0x25 && value.charCodeAt(first) !== 0x2b) first++;
  if (first === value.length) return value;
  const bytes = scratch(value.length);
  copy(value, bytes, first);
  let length = first;
  let index = first;
  while (index < value.length) {
    const byte = value.charCodeAt(index);
    if (byte !== 0x25) {
      bytes[length++] = byte === 0x2b ? 0x20 : byte;
      index++;
      continue;
    }
    const isUnicode = (byteAt(value, index + 1) | 0x20) === 0x75;
    const decoded = isUnicode ? character(value, index + 2) : hexByte(value, index + 1);
    if (decoded >= 0) {
      bytes[length++] = decoded;
      index += isUnicode ? 6 : 3;
    } else {
      bytes[length++] = byte;
      index++;
    }
  }
  const result = text(bytes, length);
  return result === value ? value : result;
}

/** The byte for the four hexadecimal digits at an index; -1 if they are not all there. */
function character(value: string, index: number): number {
  const high = hexByte(value, index);
  const low = hexByte(value, index + 2);
  if (high < 0 || low < 0) return -1;
  return bestFit(high * 256 + low) ?? foldFullWidth(high, low);
}
