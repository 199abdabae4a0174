import { powerOfTwo } from '../power-of-two.ts';

/** Rows for so many keys. */
export function mostRows(keys: number): number {
  return powerOfTwo(keys * 1.25);
}
