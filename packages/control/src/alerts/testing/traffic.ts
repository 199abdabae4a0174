import { binOf } from '../../rollups/bins.ts';
import type { Delta, Series } from '../../rollups/series.ts';
import type { RollupStore } from '../../rollups/store.ts';
import { DISTRIBUTION_NAMES, newCallers, SUMS, Tally } from '../../rollups/tally.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;
/** A Monday, in the middle of the day. */
export const NOON = Date.parse('2026-11-16T12:00:00Z');

export interface Stretch {
  readonly requests: number;
  readonly errors?: number;
  readonly durationMs?: number;
  readonly callers?: number;
  readonly refusals?: Readonly<Record<string, number>>;
}

/** Traffic of a series: what came in each stretch of `everyMs`, all of it in the first minute of the stretch. Nothing where `at` says undefined. */
export function bring(
  store: RollupStore,
  { fromMs, toMs, everyMs = MINUTE, series = {} }: { fromMs: number; toMs: number; everyMs?: number; series?: Partial<Series> },
  at: (timeMs: number) => Stretch | undefined,
): void {
  const deltas: Delta[] = [];
  for (let startMs = fromMs; startMs < toMs; startMs += everyMs) {
    const stretch = at(startMs);
    if (stretch === undefined || stretch.requests === 0) continue;
    deltas.push({ cut: 'api', api: 'orders', value: '', ...series, startMs, tally: tallyOf(stretch) });
  }
  store.append(deltas);
}

function tallyOf({ requests, errors = 0, durationMs = 10, callers = 0, refusals = {} }: Stretch): Tally {
  const tally = new Tally();
  const refused = Object.values(refusals).reduce((sum, count) => sum + count, 0);
  const sums: Readonly<Record<string, number>> = {
    requests,
    status5xx: errors,
    status2xx: requests - errors - refused,
    status4xx: refused,
    refused,
    durationUs: requests * durationMs * 1000,
  };
  for (const [place, name] of SUMS.entries()) tally.sums[place] = sums[name] ?? 0;
  for (const [problem, count] of Object.entries(refusals)) tally.problems.set(problem, count);
  tally.maxima[2] = durationMs * 1000;
  tally.distributions[DISTRIBUTION_NAMES.indexOf('duration')]?.add(binOf(durationMs), requests);
  tally.callers = newCallers();
  for (let caller = 0; caller < callers; caller++) tally.callers.add(`caller ${caller}`);
  return tally;
}
