/** Less surprising than this is nothing: of some fifty indicators one is, now and then. */
export const LEAST_SURPRISE = 2;

/**
 * One surprise of several that were seen in the same call: the strongest, and of each further one what it is above that which is found by chance when
 * some fifty indicators are asked. That is the product of their p-values, with a correction (Bonferroni's) for each that is picked.
 */
export function combine(surprises: readonly number[]): number {
  let strongest = 0;
  let sum = 0;
  for (const surprise of surprises) {
    if (surprise < LEAST_SURPRISE) continue;
    sum += surprise - LEAST_SURPRISE;
    if (surprise > strongest) strongest = surprise;
  }
  return strongest === 0 ? 0 : sum + LEAST_SURPRISE;
}
