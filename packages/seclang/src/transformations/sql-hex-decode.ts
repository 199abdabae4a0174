import { HAS } from '../fingerprint.ts';
import { hexByte, scratch, text } from './bytes.ts';
import type { Transformation } from './transformation.ts';

/** `t:sqlHexDecode`: decodes SQL's hexadecimal literals, `0x` and pairs of digits, where they stand. */
export const sqlHexDecode: Transformation = { name: 'sqlHexDecode', changes: HAS.digit, apply };

function apply(value: string): string {
  const bytes = scratch(value.length);
  let length = 0;
  let index = 0;
  while (index < value.length) {
    const byte = value.charCodeAt(index);
    const opens = byte === 0x30 && (value.charCodeAt(index + 1) | 0x20) === 0x78;
    let decoded = opens ? hexByte(value, index + 2) : -1;
    if (decoded < 0) {
      bytes[length++] = byte;
      index++;
      continue;
    }
    for (index += 2; decoded >= 0; decoded = hexByte(value, index)) {
      bytes[length++] = decoded;
      index += 2;
    }
  }
  return length === value.length ? value : text(bytes, length);
}
