import { byteView } from '../byte-view.ts';
import { scratch, text } from './bytes.ts';

/** Replaces each byte by the one that a table of 256 names. Yields the same string where no byte changes. */
export function mapBytes(value: string, table: Uint8Array): string {
  const source = byteView(value);
  let first = 0;
  while (first < value.length && table[source[first] as number] === source[first]) first++;
  if (first === value.length) return value;
  const bytes = scratch(value.length);
  for (let index = 0; index < value.length; index++) bytes[index] = table[source[index] as number] as number;
  return text(bytes, value.length);
}
