import { HAS } from '../fingerprint.ts';
import { copy, hexByte, scratch, text } from './bytes.ts';
import type { Transformation } from './transformation.ts';

/** `t:urlDecode`: decodes `%HH`, and `+` as a space. What is no valid encoding stays. */
export const urlDecode: Transformation = { name: 'urlDecode', changes: HAS.percent | HAS.plus, apply };

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
    const decoded = byte === 0x25 ? hexByte(value, index + 1) : -1;
    if (decoded >= 0) {
      bytes[length++] = decoded;
      index += 3;
    } else {
      bytes[length++] = byte === 0x2b ? 0x20 : byte;
      index++;
    }
  }
  const result = text(bytes, length);
  return result === value ? value : result;
}
