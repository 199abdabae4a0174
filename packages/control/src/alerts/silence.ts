import { type AlertRule, DIMENSIONS } from '@airside/domain';

import type { Alert } from './alert.ts';
import type { AlertLabels } from './evaluate/evaluation.ts';

/** A label and what it has to be: exactly this, or with `*` for anything. `rule` and `severity` count as labels. */
export interface Matcher {
  readonly label: string;
  readonly value: string;
}

/** Alerts of which nobody is told for a while. Times in milliseconds since 1970. */
export interface Silence {
  readonly id: string;
  /** All of them have to fit. */
  readonly matchers: readonly Matcher[];
  readonly startsMs: number;
  readonly endsMs: number;
  readonly by: string;
  readonly comment: string;
}

const LABELS = ['rule', 'severity', 'id', 'api', ...DIMENSIONS, 'name', 'kind', 'incident', 'metric'] as const satisfies readonly (
  | keyof AlertLabels
  | 'rule'
  | 'severity'
  | 'id'
)[];

/** The labels that alerts of these rules may have: a silence with any other is for none. */
export function labelsOf(rules: Iterable<Pick<AlertRule, 'labels'>>): readonly string[] {
  return [...new Set([...LABELS, ...[...rules].flatMap(({ labels }) => Object.keys(labels))])];
}

/** Whether a silence is for an alert; `labels` are those of its rule. */
export function isSilencedBy(
  { matchers, startsMs, endsMs }: Silence,
  alert: Alert,
  labels: Readonly<Record<string, string>>,
  nowMs: number,
): boolean {
  if (nowMs < startsMs || nowMs >= endsMs) return false;
  const values: Readonly<Record<string, string | undefined>> = {
    ...labels,
    ...alert.labels,
    rule: alert.rule,
    severity: alert.severity,
    id: alert.id,
  };
  return matchers.every(({ label, value }) => {
    const found = Object.hasOwn(values, label) ? values[label] : undefined;
    return found !== undefined && fits(found, value);
  });
}

/** Whether a text is what a pattern says, in which `*` stands for any text. In linear time for each `*`: the first place that fits is the best. */
export function fits(text: string, pattern: string): boolean {
  const parts = pattern.split('*');
  const [first = '', ...rest] = parts;
  if (rest.length === 0) return text === pattern;
  const last = rest.pop() ?? '';
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false;
  let at = first.length;
  const end = text.length - last.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
