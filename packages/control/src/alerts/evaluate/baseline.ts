import type { AlertRule, RollupMetric } from '@airside/domain';

import { detailsFor, metricValue } from '../../rollups/metric-value.ts';
import { groupedRows, type Labels, labelKey } from '../../rollups/query.ts';
import type { Tally } from '../../rollups/tally.ts';
import type { AlertSources } from './evaluation.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;
/** How far a week may be scaled by what has grown since: an attack that lasts a day does not become the measure. */
const MOST_GROWTH = 3;
/** Neighbours on either side of the hour tell how steeply the day rises here. */
const NEIGHBOURS_MS = [-HOUR_MS, 0, HOUR_MS] as const;

/** What a series was at the same hour of earlier weeks. */
export interface Usual {
  readonly labels: Labels;
  /** By week, the last one first; undefined where the metric had no value. Counts are for an hour. */
  readonly weeks: readonly (number | undefined)[];
  /** Half the difference between the hour before and the one after. */
  readonly slope: number;
  /** Requests in that hour, the mean of the weeks. */
  readonly requests: number;
}

export interface Baseline {
  readonly series: ReadonlyMap<string, Usual>;
  /** How many weeks there is a record of. */
  readonly weeksKnown: number;
}

export interface BaselineOptions {
  readonly metric: RollupMetric;
  readonly problem?: string | undefined;
  readonly perCaller: boolean;
  readonly weeks: number;
  /** Counts are scaled by how the day before has changed against that of the week, so that steady growth is followed. */
  readonly scaleByGrowth: boolean;
}

/**
 * What is usual at an hour of the week, for all series of a rule. Made once an hour from a few hours and days of the store: for each week the hour
 * itself and its neighbours, and yesterday against the same day of that week.
 */
export function createBaseline(
  rule: Pick<AlertRule, 'groupBy' | 'scope'>,
  rollups: AlertSources['rollups'],
  options: BaselineOptions,
): (timeMs: number) => Baseline {
  let made: { readonly hourMs: number; readonly baseline: Baseline } | undefined;
  return (timeMs) => {
    const hourMs = Math.floor(timeMs / HOUR_MS) * HOUR_MS;
    if (made?.hourMs !== hourMs) made = { hourMs, baseline: learn(rule, rollups, options, hourMs) };
    return made.baseline;
  };
}

function learn(
  rule: Pick<AlertRule, 'groupBy' | 'scope'>,
  rollups: AlertSources['rollups'],
  options: BaselineOptions,
  hourMs: number,
): Baseline {
  const { metric, problem, perCaller, weeks, scaleByGrowth } = options;
  const first = rollups.span()?.fromMs ?? Number.POSITIVE_INFINITY;
  const details = perCaller ? 'all' : detailsFor(metric, problem);
  const read = (fromMs: number, spanMs: number, wanted = details) =>
    new Map(
      groupedRows(rollups, { groupBy: rule.groupBy, filter: rule.scope, fromMs, toMs: fromMs + spanMs }, wanted).map((row) => [
        labelKey(row.labels),
        row,
      ]),
    );
  const valueIn = (tally: Tally | undefined) => (tally === undefined ? undefined : valueFor(tally, { metric, problem, perCaller }));

  const yesterday = Math.floor(hourMs / DAY_MS) * DAY_MS - DAY_MS;
  const grownTo = scaleByGrowth ? read(yesterday, DAY_MS, 'counts') : undefined;
  const collected = new Map<string, { labels: Labels; weeks: (number | undefined)[]; slopes: number[]; requests: number }>();
  let weeksKnown = 0;
  for (let week = 1; week <= weeks; week++) {
    const then = hourMs - week * WEEK_MS;
    if (then < first) break;
    weeksKnown = week;
    const [before, at, after] = NEIGHBOURS_MS.map((distance) => read(then + distance, HOUR_MS));
    const grownFrom = grownTo === undefined ? undefined : read(yesterday - week * WEEK_MS, DAY_MS, 'counts');
    for (const [key, { labels, tally }] of at ?? []) {
      const known = collected.get(key) ?? { labels, weeks: [], slopes: [], requests: 0 };
      collected.set(key, known);
      const factor = growth(grownTo?.get(key)?.tally, grownFrom?.get(key)?.tally);
      const value = valueIn(tally);
      known.weeks[week - 1] = value === undefined ? undefined : value * factor;
      known.requests += tally.sum('requests') * factor;
      const [earlier, later] = [valueIn(before?.get(key)?.tally), valueIn(after?.get(key)?.tally)];
      if (earlier !== undefined && later !== undefined) known.slopes.push((Math.abs(later - earlier) * factor) / 2);
    }
  }
  const series = new Map<string, Usual>();
  const counts = isCount(metric) && !perCaller;
  for (const [key, known] of collected) {
    // A week in which a count has no row is one in which nothing came.
    const values = Array.from({ length: weeksKnown }, (_, index) => known.weeks[index] ?? (counts ? 0 : undefined));
    series.set(key, {
      labels: known.labels,
      weeks: values,
      slope: median(known.slopes) ?? 0,
      requests: known.requests / Math.max(1, weeksKnown),
    });
  }
  return { series, weeksKnown };
}

/** The value of a metric in an hour; per caller where that is asked for. */
export function valueFor(
  tally: Tally,
  {
    metric,
    problem,
    perCaller,
    spanMs = HOUR_MS,
  }: { metric: RollupMetric; problem?: string | undefined; perCaller: boolean; spanMs?: number },
): number | undefined {
  const value = metricValue(metric, tally, { spanMs, problem });
  if (!perCaller || value === undefined) return value;
  const callers = tally.callers?.estimate() ?? 0;
  return callers === 0 ? undefined : value / callers;
}

/** Counts add up with time; shares, rates and percentiles do not. */
export function isCount(metric: RollupMetric): boolean {
  return COUNTS.has(metric);
}

const COUNTS: ReadonlySet<RollupMetric> = new Set([
  'requests',
  'errors',
  'clientErrors',
  'refusals',
  'gone',
  'requestBytes',
  'responseBytes',
]);

function growth(now: Tally | undefined, then: Tally | undefined): number {
  const [grown, base] = [now?.sum('requests') ?? 0, then?.sum('requests') ?? 0];
  if (grown === 0 || base === 0) return 1;
  return Math.min(MOST_GROWTH, Math.max(1 / MOST_GROWTH, grown / base));
}

export function median(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
