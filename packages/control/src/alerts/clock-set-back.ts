import type { Memory } from './memory.ts';

/** Clocks are corrected by a little all the time. */
const TOLERANCE_MS = 1000;

/**
 * Where the clock was set back, what is remembered is of the future, and nobody would be told of anything until then: all of it is moved back by as much. Silences end at the time
 * that somebody has named.
 */
export function followClock({ alerts, groups, storms }: Memory, nowMs: number): void {
  let latestMs = 0;
  const seen = (...times: readonly (number | null)[]): void => {
    for (const timeMs of times) latestMs = Math.max(latestMs, timeMs ?? 0);
  };
  for (const { sinceMs, firedMs, clearSinceMs, resolvedMs } of alerts.values()) seen(sinceMs, firedMs, clearSinceMs, resolvedMs);
  for (const { openedMs, lastToldMs } of groups.values()) seen(openedMs, lastToldMs);
  for (const { sinceMs, lastToldMs } of storms.values()) seen(sinceMs, lastToldMs);
  const aheadMs = latestMs - nowMs;
  if (aheadMs <= TOLERANCE_MS) return;
  const back = (timeMs: number | null): number | null => (timeMs === null ? null : timeMs - aheadMs);
  for (const alert of [...alerts.values()]) {
    const { sinceMs, firedMs, clearSinceMs, resolvedMs } = alert;
    alerts.put({
      ...alert,
      sinceMs: sinceMs - aheadMs,
      firedMs: back(firedMs),
      clearSinceMs: back(clearSinceMs),
      resolvedMs: back(resolvedMs),
    });
  }
  for (const group of [...groups.values()]) {
    const { dueMs, openedMs, lastToldMs } = group;
    groups.put({ ...group, dueMs: dueMs - aheadMs, openedMs: back(openedMs), lastToldMs: back(lastToldMs) });
  }
  for (const storm of [...storms.values()]) storms.put({ ...storm, sinceMs: storm.sinceMs - aheadMs, lastToldMs: back(storm.lastToldMs) });
}
