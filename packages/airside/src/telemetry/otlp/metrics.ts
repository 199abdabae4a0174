import type { Family, MetricDefinition } from '@airside/gateway';

import { type KeyValue, keyValues, nanoseconds } from './attributes.ts';
import { scope } from './resource.ts';

/** AGGREGATION_TEMPORALITY_CUMULATIVE */
const CUMULATIVE = 2;
const INTEGERS: ReadonlySet<string> = new Set(['http.response.status_code', 'server.port']);
/** In one request: so that none grows beyond what receivers take (4 MiB is usual). */
const MOST_POINTS = 2000;

export interface Period {
  readonly startMs: number;
  readonly nowMs: number;
}

/** A request body of OTLP (`ExportMetricsServiceRequest`), and how many data points it has. */
export interface MetricsRequest {
  readonly body: unknown;
  readonly points: number;
}

/** All series, in as many requests as it takes. Families without a series are left out. */
export function metricsRequests(families: Iterable<Family>, resource: readonly KeyValue[], period: Period): MetricsRequest[] {
  const requests: MetricsRequest[] = [];
  let metrics: unknown[] = [];
  let points = 0;
  const close = (): void => {
    if (points === 0) return;
    requests.push({
      points,
      body: { resourceMetrics: [{ resource: { attributes: resource }, scopeMetrics: [{ scope: scope(), metrics }] }] },
    });
    metrics = [];
    points = 0;
  };
  for (const family of families) {
    for (let first = 0; first < family.size; ) {
      if (points >= MOST_POINTS) close();
      const count = Math.min(family.size - first, MOST_POINTS - points);
      const dataPoints = pointsOf(family, { first, count }, period);
      if (dataPoints.length > 0) metrics.push(metricOf(family.definition, dataPoints));
      points += dataPoints.length;
      first += count;
    }
  }
  close();
  return requests;
}

function metricOf({ name, description, unit, kind }: MetricDefinition, dataPoints: readonly unknown[]): unknown {
  const head = { name, description, unit };
  if (kind === 'gauge') return { ...head, gauge: { dataPoints } };
  if (kind === 'histogram') return { ...head, histogram: { dataPoints, aggregationTemporality: CUMULATIVE } };
  return { ...head, sum: { dataPoints, aggregationTemporality: CUMULATIVE, isMonotonic: kind === 'counter' } };
}

function pointsOf(
  family: Family,
  { first, count }: { readonly first: number; readonly count: number },
  { startMs, nowMs }: Period,
): readonly unknown[] {
  const { definition } = family;
  const times = { startTimeUnixNano: nanoseconds(startMs), timeUnixNano: nanoseconds(nowMs) };
  const points: unknown[] = [];
  for (let series = first; series < first + count; series++) {
    const numbers = family.numbersOf(series);
    // A gauge of which nothing is known at present.
    if (Number.isNaN(numbers[0])) continue;
    const attributes = attributesOf(definition, family.attributesOf(series));
    if (definition.kind !== 'histogram') {
      points.push({ attributes, ...times, asDouble: numbers[0] ?? 0 });
      continue;
    }
    const bounds = definition.buckets ?? [];
    const counts = numbers.subarray(0, bounds.length + 1);
    points.push({
      attributes,
      ...times,
      count: String(counts.reduce((sum, each) => sum + each, 0)),
      sum: numbers[bounds.length + 1] ?? 0,
      bucketCounts: Array.from(counts, String),
      explicitBounds: bounds,
    });
  }
  return points;
}

function attributesOf(definition: MetricDefinition, values: readonly string[]): KeyValue[] {
  const entries = definition.attributes.flatMap((name, index) => {
    const value = values[index] ?? '';
    if (value === '') return [];
    return [[name, INTEGERS.has(name) && /^\d+$/.test(value) ? Number(value) : value] as const];
  });
  return keyValues(Object.fromEntries(entries));
}
