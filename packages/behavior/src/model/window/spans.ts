/** Lengths of windows, in milliseconds. */
export const MINUTE = 60_000;
export const TEN_MINUTES = 10 * MINUTE;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;

/** A length of time in words. */
export function spanText(ms: number): string {
  if (ms === MINUTE) return 'a minute';
  if (ms === HOUR) return 'an hour';
  if (ms === DAY) return 'a day';
  if (ms === WEEK) return 'a week';
  if (ms % DAY === 0) return `${ms / DAY} days`;
  return ms % HOUR === 0 ? `${ms / HOUR} hours` : `${ms / MINUTE} minutes`;
}
