import type { MetricView } from '@airside/control';

/** What requests are put together by. */
export const GROUPS = {
  api: ['airside.api'],
  operation: ['airside.api', 'airside.operation'],
  status: ['airside.api', 'http.response.status_code'],
  consumer: ['airside.consumer'],
  country: ['geo.country.iso_code'],
} as const;

export type Group = keyof typeof GROUPS;

/** Numbers of requests that belong together. Durations are in seconds; undefined where nothing is known. */
export interface Summary {
  readonly of: readonly string[];
  readonly requests: number;
  /** Answered with 5xx. */
  readonly errors: number;
  /** Answered with 4xx. */
  readonly failures: number;
  readonly p50: number | undefined;
  readonly p95: number | undefined;
  readonly p99: number | undefined;
}

const SOURCES: Readonly<Record<Group, string>> = {
  api: 'http.server.request.duration',
  operation: 'http.server.request.duration',
  status: 'http.server.request.duration',
  consumer: 'airside.consumer.request.duration',
  country: 'airside.country.request.duration',
};

/** Requests by a group, most requests first; of one API only where `api` is given. */
export function summarize(metrics: readonly MetricView[], group: Group, api?: string): readonly Summary[] {
  const metric = metrics.find(({ name }) => name === SOURCES[group]);
  const bounds = metric?.bounds ?? [];
  const sums = new Map<string, { of: readonly string[]; errors: number; failures: number; buckets: number[] }>();
  for (const series of metric?.series ?? []) {
    const { attributes } = series;
    if (!('buckets' in series) || (api !== undefined && attributes['airside.api'] !== api)) continue;
    const of = GROUPS[group].map((name) => attributes[name] ?? '');
    const key = JSON.stringify(of);
    const known = sums.get(key) ?? { of, errors: 0, failures: 0, buckets: series.buckets.map(() => 0) };
    sums.set(key, known);
    for (const [index, count] of series.buckets.entries()) known.buckets[index] = (known.buckets[index] ?? 0) + count;
    const status = attributes['http.response.status_code'] ?? attributes['airside.response.class'] ?? '';
    if (status.startsWith('5')) known.errors += series.count;
    if (status.startsWith('4')) known.failures += series.count;
  }
  return [...sums.values()]
    .map(({ of, errors, failures, buckets }) => {
      const at = (share: number) => quantile(share, buckets, bounds);
      const requests = buckets.reduce((sum, each) => sum + each, 0);
      return { of, requests, errors, failures, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
    })
    .toSorted((a, b) => b.requests - a.requests);
}

/**
 * A quantile out of buckets, as Prometheus's `histogram_quantile` reckons: evenly spread within a bucket, and the last bound for what lies beyond.
 * Undefined where nothing was counted.
 */
export function quantile(share: number, buckets: readonly number[], bounds: readonly number[]): number | undefined {
  const count = buckets.reduce((sum, each) => sum + each, 0);
  if (count === 0) return undefined;
  const rank = share * count;
  let before = 0;
  for (const [index, inBucket] of buckets.entries()) {
    const bound = bounds[index];
    if (bound === undefined) return bounds.at(-1);
    if (before + inBucket >= rank && inBucket > 0) {
      const lower = index === 0 ? 0 : (bounds[index - 1] ?? 0);
      return lower + ((bound - lower) * (rank - before)) / inBucket;
    }
    before += inBucket;
  }
  return bounds.at(-1);
}
