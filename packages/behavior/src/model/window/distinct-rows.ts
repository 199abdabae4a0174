import { z } from 'zod';

import { bytesColumn, numbersColumn, signedColumn } from '../../saved/column.ts';
import { DistinctCounter } from '../../sketch/index.ts';

const ESTIMATED = 255;
const REGISTERS = 256;

/** Counters of rows: how many hashes each has, 255 where it has registers instead; all hashes, all registers, and what those with registers have counted. */
export const savedDistinct = z.strictObject({ sizes: bytesColumn, hashes: signedColumn, registers: bytesColumn, counts: numbersColumn });

export type SavedDistinct = z.infer<typeof savedDistinct>;

/** Null where there is none. */
export function saveDistinct(counters: readonly (DistinctCounter | undefined)[]): SavedDistinct | null {
  if (counters.every((counter) => counter === undefined)) return null;
  const estimated = counters.filter((counter) => counter?.registers !== undefined);
  const sizes = Uint8Array.from(counters, (counter) => (counter?.registers === undefined ? (counter?.hashes.length ?? 0) : ESTIMATED));
  const hashes = new Int32Array(sizes.reduce((sum, size) => sum + (size === ESTIMATED ? 0 : size), 0));
  let next = 0;
  for (const counter of counters) for (const hash of counter?.hashes ?? []) hashes[next++] = hash;
  const registers = new Uint8Array(estimated.length * REGISTERS);
  for (const [index, counter] of estimated.entries()) registers.set(counter?.registers ?? [], index * REGISTERS);
  return { sizes, hashes, registers, counts: Float64Array.from(estimated, (counter) => counter?.count ?? 0) };
}

/** One for each row; undefined for none. Throws an Error where that is not what was saved of so many rows. */
export function loadDistinct({ sizes, hashes, registers, counts }: SavedDistinct, rows: number): readonly (DistinctCounter | undefined)[] {
  const exact = sizes.reduce((sum, size) => sum + (size === ESTIMATED ? 0 : size), 0);
  const estimated = sizes.reduce((sum, size) => sum + (size === ESTIMATED ? 1 : 0), 0);
  const isWhole =
    sizes.length === rows && hashes.length === exact && registers.length === REGISTERS * estimated && counts.length === estimated;
  if (!isWhole) throw new Error(`distinct: ${rows} counters with ${exact} hashes and ${estimated} estimates expected`);
  let nextHash = 0;
  let nextEstimate = 0;
  return Array.from(sizes, (size) => {
    if (size === 0) return undefined;
    if (size === ESTIMATED) {
      const index = nextEstimate++;
      return DistinctCounter.ofRegisters(registers.subarray(index * REGISTERS, (index + 1) * REGISTERS), counts[index] ?? 0);
    }
    nextHash += size;
    return DistinctCounter.ofHashes(hashes.subarray(nextHash - size, nextHash));
  });
}
