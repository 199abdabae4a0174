import { z } from 'zod';

import { bytesColumn, wordsColumn } from './column.ts';

/** Short lists of hashes, one for each of many rows. */
export const savedLists = z.strictObject({ lengths: bytesColumn, values: wordsColumn });

export type SavedLists = z.infer<typeof savedLists>;

/** Of each list the last 255. */
export function saveLists(lists: readonly (readonly number[])[]): SavedLists {
  const lengths = Uint8Array.from(lists, (list) => Math.min(255, list.length));
  const values = new Uint32Array(lengths.reduce((sum, length) => sum + length, 0));
  let next = 0;
  for (const [row, list] of lists.entries()) {
    for (let index = list.length - (lengths[row] ?? 0); index < list.length; index++) values[next++] = list[index] ?? 0;
  }
  return { lengths, values };
}

/** Throws an Error where there are not as many values as the lengths say, or not so many rows. */
export function loadLists({ lengths, values }: SavedLists, rows: number): number[][] {
  const sum = lengths.reduce((total, length) => total + length, 0);
  if (lengths.length !== rows || values.length !== sum)
    throw new Error(`lists: ${rows} with ${sum} values expected, ${lengths.length} with ${values.length} found`);
  let next = 0;
  return Array.from(lengths, (length) => {
    next += length;
    return Array.from(values.subarray(next - length, next));
  });
}
