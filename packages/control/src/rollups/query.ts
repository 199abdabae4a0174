import { cutFor, type GroupName, type RollupMetric, SCOPE_LISTS, type TrafficScope } from '@airside/domain';

import { detailsFor, metricValue } from './metric-value.ts';
import type { RollupRow, RollupStore } from './store.ts';

export interface RollupQuery {
  readonly metric: RollupMetric;
  /** Only refusals with this problem. */
  readonly problem?: string | undefined;
  /** `api`, and one dimension besides; one series for all where empty. */
  readonly groupBy: readonly GroupName[];
  readonly filter: TrafficScope;
  readonly fromMs: number;
  readonly toMs: number;
  /** One point for the whole range where absent. */
  readonly stepMs?: number | undefined;
}

export type Labels = Readonly<Partial<Record<GroupName, string>>>;

export interface RollupPoint {
  readonly startMs: number;
  readonly requests: number;
  /** Null where the metric has no value, such as a share of no requests. */
  readonly value: number | null;
}

export interface RollupSeries {
  readonly labels: Labels;
  /** In the order of time; steps without any request are not there. */
  readonly points: readonly RollupPoint[];
}

/** The rows of a range, added up by what is grouped by. */
export function groupedRows(
  store: Pick<RollupStore, 'read'>,
  query: Pick<RollupQuery, 'groupBy' | 'filter' | 'fromMs' | 'toMs' | 'stepMs'>,
  details: Parameters<RollupStore['read']>[0]['details'],
): readonly (RollupRow & { readonly labels: Labels })[] {
  const { groupBy, filter, fromMs, toMs, stepMs } = query;
  const cut = cutFor(groupBy, filter);
  const values = cut === 'api' ? undefined : filter[SCOPE_LISTS[cut]];
  const rows = store.read({
    cut,
    fromMs,
    toMs,
    details,
    ...(stepMs !== undefined && { stepMs }),
    ...(filter.apis !== undefined && { apis: filter.apis }),
    ...(values !== undefined && { values }),
  });
  const grouped = new Map<string, RollupRow & { readonly labels: Labels }>();
  for (const row of rows) {
    const labels: Labels = Object.fromEntries(groupBy.map((name) => [name, name === 'api' ? row.api : row.value]));
    const key = `${labelKey(labels)} ${row.startMs}`;
    const same = grouped.get(key);
    if (same !== undefined) same.tally.merge(row.tally);
    else grouped.set(key, { ...row, labels });
  }
  return [...grouped.values()];
}

/** Labels as one text, the same for the same labels. */
export function labelKey(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** A metric over time, with a series for each group. Throws a RangeError for what can never be answered. */
export function queryRollups(store: Pick<RollupStore, 'read'>, query: RollupQuery): RollupSeries[] {
  const { metric, problem, fromMs, toMs, stepMs } = query;
  if (metric === 'callers' && !['api', 'operation'].includes(cutFor(query.groupBy, query.filter))) {
    throw new RangeError('callers are counted for APIs and operations only');
  }
  const series = new Map<string, { labels: Labels; points: RollupPoint[] }>();
  for (const { labels, startMs, tally } of groupedRows(store, query, detailsFor(metric, problem))) {
    const key = labelKey(labels);
    const known = series.get(key) ?? { labels, points: [] };
    series.set(key, known);
    const value = metricValue(metric, tally, { spanMs: stepMs ?? toMs - fromMs, problem });
    known.points.push({ startMs, requests: tally.sum('requests'), value: value ?? null });
  }
  return [...series.values()].map(({ labels, points }) => ({ labels, points: points.toSorted((a, b) => a.startMs - b.startMs) }));
}
