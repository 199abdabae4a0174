import { copy, scratch, text } from './bytes.ts';

/** What stands at a marker: nothing to decode, so that the marker itself stays. */
export const AS_IT_IS = 0;

const NO_BYTE = 256;
const PER_BYTE_TAKEN = 512;

/** What stands at a marker: `taken` bytes that mean one byte. (One number, so that decoding allocates nothing.) */
export function means(byte: number, taken: number): number {
  return taken * PER_BYTE_TAKEN + byte;
}

/** What stands at a marker: `taken` bytes that mean nothing. */
export function meansNothing(taken: number): number {
  return taken * PER_BYTE_TAKEN + NO_BYTE;
}

/**
 * A value with what `decode` finds at its marker bytes (`\`, `&`) decoded: it gets the index of each marker and says what stands there. The very
 * same string where nothing changes. Results are never longer than the value.
 */
export function decodeMarked(value: string, marker: number, decode: (value: string, index: number) => number): string {
  const first = value.indexOf(String.fromCharCode(marker));
  if (first < 0) return value;
  const bytes = scratch(value.length);
  copy(value, bytes, first);
  let length = first;
  let index = first;
  while (index < value.length) {
    const byte = value.charCodeAt(index);
    const found = byte === marker ? decode(value, index) : AS_IT_IS;
    if (found === AS_IT_IS) {
      bytes[length++] = byte;
      index++;
      continue;
    }
    const meant = found % PER_BYTE_TAKEN;
    if (meant !== NO_BYTE) bytes[length++] = meant;
    index += (found - meant) / PER_BYTE_TAKEN;
  }
  const result = text(bytes, length);
  return result === value ? value : result;
}
