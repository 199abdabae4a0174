import type { AlertRule, Severity } from '@airside/domain';

import { type Alert, shortHash, sortedLabels } from './alert.ts';
import type { AlertLabels } from './evaluate/evaluation.ts';

/** A message that went to a channel. */
export interface Told {
  readonly channel: string;
  readonly atMs: number;
  readonly what: 'opened' | 'changed' | 'repeated' | 'escalated' | 'acknowledged' | 'resolved';
}

/** Alerts of one rule of which people are told together: one page. Times in milliseconds since 1970. */
export interface Group {
  /** The same for all messages about it. */
  readonly key: string;
  readonly rule: string;
  readonly labels: AlertLabels;
  /** When the first message is due: others may join until then. */
  readonly dueMs: number;
  /** When the first message went out; null where none has. */
  readonly openedMs: number | null;
  readonly lastToldMs: number | null;
  /** How many alerts the last message was about, and the ids of the first of them. */
  readonly toldCount: number;
  readonly members: readonly string[];
  readonly toldSeverity: Severity | null;
  readonly escalations: number;
  /** Whoever was told was told that somebody has taken over all of it. */
  readonly isTakenOver?: boolean;
  /** Channels that were told, which will be told that it is over. */
  readonly channels: readonly string[];
  /** Channels for which it is a part of a storm: they are told of the storm, not of this. */
  readonly storms: readonly string[];
  /** The last messages, oldest first. */
  readonly told: readonly Told[];
}

export const MOST_TOLD = 50;

export function groupKey(rule: AlertRule, alert: Alert): string {
  return `alert:${rule.id}:${shortHash(sortedLabels(groupLabels(rule, alert)))}`;
}

function groupLabels({ notifyBy }: AlertRule, { labels }: Alert): AlertLabels {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => notifyBy.includes(name)));
}

export function newGroup(rule: AlertRule, alert: Alert, dueMs: number): Group {
  return {
    key: groupKey(rule, alert),
    rule: rule.id,
    labels: groupLabels(rule, alert),
    dueMs,
    openedMs: null,
    lastToldMs: null,
    toldCount: 0,
    members: [],
    toldSeverity: null,
    escalations: 0,
    channels: [],
    storms: [],
    told: [],
  };
}
