import { createHash } from 'node:crypto';

import type { Severity } from '@airside/domain';

import type { AlertLabels } from './evaluate/evaluation.ts';

/** `pending`: bad, and not yet for as long as the rule asks for. `resolved`: it was firing, and is over. */
export const ALERT_PHASES = ['pending', 'firing', 'resolved'] as const;

export type AlertPhase = (typeof ALERT_PHASES)[number];

export interface Acknowledgement {
  readonly by: string;
  readonly atMs: number;
  readonly note: string | null;
}

/** One series to which one rule applies, or did. Times in milliseconds since 1970. */
export interface Alert {
  /** The same whenever the same series of the same rule fires. */
  readonly id: string;
  readonly rule: string;
  readonly labels: AlertLabels;
  readonly severity: Severity;
  readonly phase: AlertPhase;
  /** Since when it is bad. */
  readonly sinceMs: number;
  readonly firedMs: number | null;
  readonly resolvedMs: number | null;
  /** Since when it is good while it still counts as firing. */
  readonly clearSinceMs: number | null;
  /** How often it came back within an hour of being over; its time to clear doubles with each. */
  readonly comebacks: number;
  readonly value: number;
  readonly threshold: number;
  readonly unit: string;
  readonly facts: readonly (readonly [string, string])[];
  readonly title: string | null;
  readonly apis: readonly string[];
  readonly acknowledged: Acknowledgement | null;
}

/** The id of the alert of a series: what people type, short, and the same after a restart. */
export function alertId(rule: string, labels: AlertLabels): string {
  return `a-${shortHash(`${rule}\n${sortedLabels(labels)}`)}`;
}

/** Labels as one text, the same for the same labels. */
export function sortedLabels(labels: AlertLabels): string {
  return JSON.stringify(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The same texts are hashed at each look at the rules: what is known is not worked out again. */
const known = new Map<string, string>();
const MOST_KNOWN = 100_000;

export function shortHash(text: string): string {
  const before = known.get(text);
  if (before !== undefined) return before;
  if (known.size >= MOST_KNOWN) known.clear();
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 10);
  known.set(text, hash);
  return hash;
}

/** Labels as people read them: `api=orders operation=getOrder`. */
export function labelText(labels: AlertLabels): string {
  const text = Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
  return text === '' ? 'all' : text;
}
