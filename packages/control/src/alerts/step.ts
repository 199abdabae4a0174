import type { AlertRule } from '@airside/domain';

import { type Alert, alertId } from './alert.ts';
import type { Observation } from './evaluate/evaluation.ts';

const HOUR_MS = 3_600_000;
/** It is the same trouble where it comes back within this time. */
const COMEBACK_MS = HOUR_MS;
const LONGEST_CLEAR_MS = HOUR_MS;
const MOST_DOUBLINGS = 20;

/**
 * The next state of an alert: pending → firing → resolved. Undefined where there is nothing to remember. `observation` is undefined where the series
 * was not seen, which counts as good.
 */
export function stepAlert(
  alert: Alert | undefined,
  observation: Observation | undefined,
  rule: AlertRule,
  nowMs: number,
): Alert | undefined {
  const verdict = observation?.verdict ?? 'good';
  if (alert === undefined || alert.phase === 'resolved') {
    if (observation === undefined || verdict !== 'bad') return alert;
    return fireWhenDue(begun(alert, observation, rule, nowMs), rule, nowMs);
  }
  const seen = observation === undefined ? alert : withSeen(alert, observation, rule);
  if (alert.phase === 'pending') {
    return verdict === 'bad' ? fireWhenDue(seen, rule, nowMs) : undefined;
  }
  if (verdict !== 'good') return { ...seen, clearSinceMs: null };
  const clearSinceMs = alert.clearSinceMs ?? nowMs;
  return nowMs - clearSinceMs >= clearTime(rule, alert.comebacks)
    ? { ...seen, phase: 'resolved', clearSinceMs, resolvedMs: nowMs, acknowledged: null }
    : { ...seen, clearSinceMs };
}

/** What flaps has to be good for longer each time, so that it is told once and not again and again. */
export function clearTime({ clearFor, condition }: AlertRule, comebacks: number): number {
  // These say themselves when they are over.
  if (condition.kind === 'incident' || condition.kind === 'expiry') return 0;
  return Math.max(clearFor, Math.min(LONGEST_CLEAR_MS, clearFor * 2 ** Math.min(comebacks, MOST_DOUBLINGS)));
}

function begun(before: Alert | undefined, observation: Observation, rule: AlertRule, nowMs: number): Alert {
  const cameBack = before?.resolvedMs !== undefined && before.resolvedMs !== null && nowMs - before.resolvedMs <= COMEBACK_MS;
  return withSeen(
    {
      id: alertId(rule.id, observation.labels),
      rule: rule.id,
      labels: observation.labels,
      severity: rule.severity,
      phase: 'pending',
      sinceMs: nowMs,
      firedMs: null,
      resolvedMs: null,
      clearSinceMs: null,
      comebacks: cameBack ? before.comebacks + 1 : 0,
      value: observation.value,
      threshold: observation.threshold,
      unit: observation.unit,
      facts: observation.facts,
      title: null,
      apis: [],
      acknowledged: null,
    },
    observation,
    rule,
  );
}

function withSeen(alert: Alert, observation: Observation, rule: AlertRule): Alert {
  const { value, threshold, unit, facts, severity = rule.severity, title = null } = observation;
  const apis = observation.apis ?? (observation.labels.api === undefined ? [] : [observation.labels.api]);
  return { ...alert, value, threshold, unit, facts, severity, title, apis };
}

function fireWhenDue(alert: Alert, rule: AlertRule, nowMs: number): Alert {
  return nowMs - alert.sinceMs >= rule.for ? { ...alert, phase: 'firing', firedMs: nowMs } : alert;
}
