import { scratch, text } from './bytes.ts';
import type { Transformation } from './transformation.ts';

/**
 * `t:hexDecode`: one byte for each two digits; an odd byte at the end is dropped. As in ModSecurity, bytes that are no hexadecimal digits
 * go through the same arithmetic instead of being refused.
 */
export const hexDecode: Transformation = { name: 'hexDecode', changes: 'any', apply };

function apply(value: string): string {
  const length = value.length >> 1;
  const bytes = scratch(length);
  for (let index = 0; index < length; index++) {
    bytes[index] = digit(value.charCodeAt(index * 2)) * 16 + digit(value.charCodeAt(index * 2 + 1));
  }
  return text(bytes, length);
}

function digit(byte: number): number {
  return byte >= 0x41 ? (byte & 0xdf) - 0x41 + 10 : byte - 0x30;
}
