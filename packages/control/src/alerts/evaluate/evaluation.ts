import type { AlertRule, GroupName, Incident, OwnMetric, Severity } from '@airside/domain';

import type { RollupStore } from '../../rollups/store.ts';

/** What a series is told apart by: those of traffic, or `name` and `kind` of something that expires, or `incident`. */
export type AlertLabels = Readonly<Partial<Record<GroupName | 'name' | 'kind' | 'incident' | 'metric', string>>>;

/** One series of a rule as it is now. */
export interface Observation {
  readonly labels: AlertLabels;
  /** `bad`: the rule applies. `between`: not any more, and not enough to count as over (hysteresis). */
  readonly verdict: 'bad' | 'between' | 'good';
  readonly value: number;
  readonly threshold: number;
  readonly unit: string;
  /** What else is to be known, names and values. */
  readonly facts: readonly (readonly [string, string])[];
  /** Instead of that of the rule. */
  readonly severity?: Severity;
  /** APIs that it is about, where no label says so. */
  readonly apis?: readonly string[];
  /** What it is about where the rule has no title. */
  readonly title?: string;
}

export interface Evaluation {
  readonly observations: readonly Observation[];
  /** False where too little is known to say of the series that are not here that they are good: they stay as they are. */
  readonly complete?: false;
  /** Why less is known than the rule asks for, such as too short a history. */
  readonly note?: string;
}

/** Something that ends at a known time. */
export interface Expirable {
  readonly kind: 'certificate' | 'key';
  readonly name: string;
  readonly expiresAtMs: number;
  /** Names and values that help to find it. */
  readonly facts: readonly (readonly [string, string])[];
}

/** What rules look at. */
export interface AlertSources {
  readonly rollups: Pick<RollupStore, 'read' | 'span'>;
  /** A metric of Airside itself; undefined where nobody measures it here. */
  own(metric: OwnMetric, nowMs: number): number | undefined;
  expirables(): readonly Expirable[];
  /** Incidents that are open; undefined until the behaviour engine has said so. */
  incidents(): readonly Incident[] | undefined;
  /** Since when this Airside sees traffic without a gap: what was before it says nothing about silence. */
  readonly sinceMs: number;
}

/** Looks at a rule. One is made for each rule and remembers what it has worked out. Throws what the sources throw. */
export type Evaluator = (nowMs: number) => Evaluation;

export type EvaluatorOf<Kind extends AlertRule['condition']['kind']> = (
  rule: AlertRule,
  condition: Extract<AlertRule['condition'], { readonly kind: Kind }>,
  sources: AlertSources,
) => Evaluator;

/** Exchanges are written 20 seconds after they came, so that the last minute is complete a little later than it ends. */
const SETTLE_MS = 25_000;
const MINUTE_MS = 60_000;

/** The end of the last minute that is complete. */
export function settledEnd(nowMs: number): number {
  return Math.floor((nowMs - SETTLE_MS) / MINUTE_MS) * MINUTE_MS;
}
