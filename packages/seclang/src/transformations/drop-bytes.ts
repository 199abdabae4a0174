import { scratch, text } from './bytes.ts';

/** Leaves out each byte for which a table of 256 has a 1. Yields the same string where nothing goes. */
export function dropBytes(value: string, table: Uint8Array): string {
  let first = 0;
  while (first < value.length && table[value.charCodeAt(first)] === 0) first++;
  if (first === value.length) return value;
  const bytes = scratch(value.length);
  let length = 0;
  for (let index = 0; index < value.length; index++) {
    const byte = value.charCodeAt(index);
    if (table[byte] === 0) bytes[length++] = byte;
  }
  return text(bytes, length);
}
