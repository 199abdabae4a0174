import type { AlertRule } from '@airside/domain';

import type { RollupRange, RollupStore } from '../rollups/store.ts';
import { type Alert, labelText } from './alert.ts';
import { createEvaluator } from './evaluate/index.ts';
import { groupKey } from './group.ts';
import { stepAlert } from './step.ts';

export interface DryRunOptions {
  readonly fromMs: number;
  readonly toMs: number;
  readonly evaluateEveryMs: number;
}

export interface DryRun {
  readonly firings: readonly { readonly about: string; readonly firedMs: number; readonly overMs: number | null; readonly worst: number }[];
  /** How many groups of alerts would have been opened: pages, as long as nothing was repeated or escalated. */
  readonly messages: number;
  /** Why less could be said than was asked for. */
  readonly note: string | null;
}

const MOST_FIRINGS = 10_000;
const STEP_MS = 60_000;

/** What a rule would have done over traffic that is counted, as if it had been looked at every minute. */
export function dryRunRule(
  rule: AlertRule,
  store: Pick<RollupStore, 'read' | 'span'>,
  { fromMs, toMs, evaluateEveryMs }: DryRunOptions,
): DryRun {
  const { condition } = rule;
  if (condition.kind === 'expiry' || condition.kind === 'incident' || ('metric' in condition && condition.metric.startsWith('airside.'))) {
    return { firings: [], messages: 0, note: 'not about counted traffic' };
  }
  let nowMs = fromMs;
  const span = store.span();
  const sources = {
    rollups: {
      read: (range: RollupRange) => store.read(range),
      // What came later was not known then.
      span: () => span && { fromMs: span.fromMs, toMs: Math.min(span.toMs, nowMs) },
    },
    own: () => undefined,
    expirables: () => [],
    incidents: () => [],
    sinceMs: span?.fromMs ?? fromMs,
  };
  const evaluate = createEvaluator(rule, sources);
  const alerts = new Map<string, Alert>();
  const firings: { about: string; firedMs: number; overMs: number | null; worst: number; id: string }[] = [];
  const openGroups = new Map<string, Set<string>>();
  let messages = 0;
  let note: string | null = null;

  const keep = (id: string, before: Alert | undefined, after: Alert | undefined): void => {
    if (after === undefined) alerts.delete(id);
    else alerts.set(id, after);
    if (after?.phase === 'firing' && before?.phase !== 'firing') {
      if (firings.length < MOST_FIRINGS)
        firings.push({ id, about: labelText(after.labels), firedMs: nowMs, overMs: null, worst: after.value });
      const key = groupKey(rule, after);
      const open = openGroups.get(key) ?? new Set();
      if (open.size === 0) messages++;
      openGroups.set(key, open.add(id));
    }
    if (after?.phase === 'resolved' && before?.phase === 'firing') {
      const firing = firings.findLast((each) => each.id === id);
      if (firing !== undefined) firing.overMs = nowMs;
      openGroups.get(groupKey(rule, after))?.delete(id);
    }
  };

  // A minute counts a little after it has ended.
  for (; nowMs <= toMs + 2 * STEP_MS; nowMs += Math.max(STEP_MS, evaluateEveryMs)) {
    const { observations, note: why = null, complete = true } = evaluate(nowMs);
    note = why;
    const seen = new Set<string>();
    for (const observation of observations) {
      const key = labelText(observation.labels);
      seen.add(key);
      const before = alerts.get(key);
      keep(key, before, stepAlert(before, observation, rule, nowMs));
    }
    if (!complete) continue;
    for (const [key, before] of alerts) if (!seen.has(key)) keep(key, before, stepAlert(before, undefined, rule, nowMs));
  }
  return { firings: firings.map(({ id: _, ...firing }) => firing), messages, note };
}
