import { z } from 'zod';

/** Many numbers of one kind, which are saved as they lie in memory. */
export type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

/** The kinds of columns; what is saved names a kind by its place here, so that new ones go to the end. */
export const COLUMN_KINDS = [Uint8Array, Uint16Array, Uint32Array, Int32Array, Float32Array, Float64Array] as const;

export const bytesColumn = z.instanceof(Uint8Array);
export const wordsColumn = z.instanceof(Uint32Array);
export const signedColumn = z.instanceof(Int32Array);
export const floatsColumn = z.instanceof(Float32Array).refine(isFinite32, { error: 'expected numbers, found one that is none' });
export const numbersColumn = z.instanceof(Float64Array).refine(isFinite64, { error: 'expected numbers, found one that is none' });

/** Throws an Error where columns of one table have not the same length. Returns how long they are. */
export function commonLength(columns: Readonly<Record<string, { readonly length: number }>>): number {
  const [first, ...others] = Object.entries(columns);
  const length = first?.[1].length ?? 0;
  for (const [name, column] of others)
    if (column.length !== length) throw new Error(`${name}: ${length} numbers expected, ${column.length} found`);
  return length;
}

function isFinite32(column: Float32Array): boolean {
  return column.every(Number.isFinite);
}

function isFinite64(column: Float64Array): boolean {
  return column.every(Number.isFinite);
}
