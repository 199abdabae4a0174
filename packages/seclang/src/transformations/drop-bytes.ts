import { byteView } from '../byte-view.ts';
import { scratch, text } from './bytes.ts';

/** Leaves out each byte for which a table of 256 has a 1. Yields the same string where nothing goes. */
export function dropBytes(value: string, table: Uint8Array): string {
  const source = byteView(value);
  let first = 0;
  while (first < value.length && table[source[first] as number] === 0) first++;
  if (first === value.length) return value;
  const bytes = scratch(value.length);
  let length = 0;
  for (let index = 0; index < value.length; index++) {
    const byte = source[index] as number;
    if (table[byte] === 0) bytes[length++] = byte;
  }
  return text(bytes, length);
}
