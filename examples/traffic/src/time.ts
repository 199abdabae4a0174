export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** A Monday, 00:00 UTC: when every simulation begins. */
export const EPOCH_MS = Date.UTC(2026, 2, 2);

/** Day of the simulation, from 0. */
export function dayOf(timeMs: number): number {
  return Math.floor((timeMs - EPOCH_MS) / DAY_MS);
}

/** `2026-03-02` */
export function dateOf(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10);
}
