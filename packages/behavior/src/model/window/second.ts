const LAST = 0xffff_fffe;

/** Later than any time there is. */
export const NEVER = 0xffff_ffff;

/** The second that a time is in, in 32 bits: from 1970 to 2106. What is before or after counts as the first or the last one. */
export function secondOf(timeMs: number): number {
  const second = Math.floor(timeMs / 1000);
  return second > 0 ? Math.min(LAST, second) : 0;
}
