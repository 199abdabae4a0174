import { byteView } from '../byte-view.ts';
import { HAS } from '../fingerprint.ts';
import { hexByte, scratch, text } from './bytes.ts';
import type { Transformation } from './transformation.ts';

/** `t:urlDecode`: decodes `%HH`, and `+` as a space. What is no valid encoding stays. */
export const urlDecode: Transformation = { name: 'urlDecode', changes: HAS.percent | HAS.plus, apply };

function apply(value: string): string {
  if (!value.includes('%') && !value.includes('+')) return value;
  const source = byteView(value);
  const bytes = scratch(value.length);
  let length = 0;
  let index = 0;
  while (index < value.length) {
    const byte = source[index] as number;
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
