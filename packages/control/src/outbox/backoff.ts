const FIRST_MS = 2_000;
const LONGEST_MS = 15 * 60_000;
/** A receiver may ask for more patience than is good for anybody. */
export const LONGEST_ASKED_MS = 60 * 60_000;

/**
 * How long to wait after so many failures in a row (1 for the first): twice as long each time up to a quarter of an hour, a random half of it
 * left out, so that those who failed together do not come back together. Never less than the receiver asks for, up to an hour.
 */
export function backoffMs(failures: number, random: () => number, askedMs = 0): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 20));
  return Math.max(Math.round(longest * (1 - random() / 2)), Math.min(askedMs, LONGEST_ASKED_MS));
}
