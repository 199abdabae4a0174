import { byteView } from '../byte-view.ts';
import type { BestFit } from './best-fit.ts';
import { byteAt, foldFullWidth, hexByte, scratch, text } from './bytes.ts';

const PERCENT = 0x25;
const PLUS = 0x2b;
const LOWER_U = 0x75;

/**
 * A value with `%HH` decoded, `+` as a space, and with `fit` also `%uHHHH`, by the byte that `fit` has for the character, else by its low byte
 * (full-width forms become ASCII). What is no valid encoding stays. The very same string where nothing changes.
 */
export function decodeUrl(value: string, fit?: BestFit): string {
  if (!value.includes('%') && !value.includes('+')) return value;
  const source = byteView(value);
  const bytes = scratch(value.length);
  let length = 0;
  let index = 0;
  while (index < value.length) {
    const byte = source[index] as number;
    if (byte !== PERCENT) {
      bytes[length++] = byte === PLUS ? 0x20 : byte;
      index++;
      continue;
    }
    const isCharacter = fit !== undefined && (byteAt(value, index + 1) | 0x20) === LOWER_U;
    const decoded = isCharacter ? character(value, index + 2, fit) : hexByte(value, index + 1);
    if (decoded < 0) {
      bytes[length++] = byte;
      index++;
    } else {
      bytes[length++] = decoded;
      index += isCharacter ? 6 : 3;
    }
  }
  const result = text(bytes, length);
  return result === value ? value : result;
}

/** The byte for the four hexadecimal digits at an index; -1 if they are not all there. */
function character(value: string, index: number, fit: BestFit): number {
  const high = hexByte(value, index);
  const low = hexByte(value, index + 2);
  if (high < 0 || low < 0) return -1;
  return fit(high * 256 + low) ?? foldFullWidth(high, low);
}
