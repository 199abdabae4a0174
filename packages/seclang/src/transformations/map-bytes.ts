import { scratch, text } from './bytes.ts';

/** Replaces each byte by the one that a table of 256 names. Yields the same string where no byte changes. */
export function mapBytes(value: string, table: Uint8Array): string {
  let first = 0;
  while (first < value.length && table[value.charCodeAt(first)] === value.charCodeAt(first)) first++;
  if (first === value.length) return value;
  const bytes = scratch(value.length);
  for (let index = 0; index < value.length; index++) bytes[index] = table[value.charCodeAt(index)] as number;
  return text(bytes, value.length);
}
