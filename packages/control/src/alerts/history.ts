import { type AlertRule, isRollupMetric, type RollupMetric, SCOPE_LISTS, type TrafficScope } from '@airside/domain';

import { queryRollups, type RollupPoint } from '../rollups/query.ts';
import type { Alert } from './alert.ts';
import { type AlertSources, settledEnd } from './evaluate/evaluation.ts';

const POINTS = 60;
const MINUTE_MS = 60_000;
const LEAST_SPAN_MS = 60 * MINUTE_MS;

/** The metric that an alert is about over time; of a burn rate the share of errors, of an absence the requests. Empty where it is not about traffic. */
export function alertHistory(rule: AlertRule, alert: Alert, rollups: AlertSources['rollups'], nowMs: number): readonly RollupPoint[] {
  const metric = metricOf(rule);
  if (metric === undefined) return [];
  const over = 'over' in rule.condition ? rule.condition.over : LEAST_SPAN_MS;
  const stepMs = Math.max(MINUTE_MS, Math.ceil(Math.max(LEAST_SPAN_MS, over * 12) / POINTS / MINUTE_MS) * MINUTE_MS);
  const toMs = Math.floor(settledEnd(nowMs) / stepMs) * stepMs;
  const problem = 'problem' in rule.condition ? rule.condition.problem : undefined;
  const query = {
    metric,
    problem,
    groupBy: rule.groupBy,
    filter: narrowed(rule.scope, alert),
    fromMs: toMs - POINTS * stepMs,
    toMs,
    stepMs,
  };
  const points = queryRollups(rollups, query)[0]?.points ?? [];
  // A step without a request has no row.
  const byStart = new Map(points.map((point) => [point.startMs, point]));
  return Array.from({ length: POINTS }, (_, index) => {
    const startMs = query.fromMs + index * stepMs;
    return byStart.get(startMs) ?? { startMs, requests: 0, value: null };
  });
}

function metricOf({ condition }: AlertRule): RollupMetric | undefined {
  if (condition.kind === 'burnRate') return condition.fasterThan === undefined ? 'errorShare' : 'duration.p99';
  if (condition.kind === 'absence') return 'requests';
  return 'metric' in condition && isRollupMetric(condition.metric) ? condition.metric : undefined;
}

function narrowed(scope: TrafficScope, { labels }: Alert): TrafficScope {
  const lists = { api: 'apis', ...SCOPE_LISTS } as const;
  const own: TrafficScope = Object.fromEntries(
    Object.entries(lists).flatMap(([name, list]) => {
      const value = labels[name as keyof typeof lists];
      return value === undefined ? [] : [[list, [value]]];
    }),
  );
  return { ...scope, ...own };
}
