import { isDeepStrictEqual } from 'node:util';

import type { AlertRule } from '@airside/domain';

import { type Alert, alertId } from './alert.ts';
import type { AlertSources, Evaluator, Observation } from './evaluate/evaluation.ts';
import { createEvaluator } from './evaluate/index.ts';
import type { Memory } from './memory.ts';
import { stepAlert } from './step.ts';

/** Alerts that a rule, and all rules together, may have at once. */
const MOST_OF_RULE = 10_000;
const MOST = 50_000;

/** How the last look at a rule went. */
export interface RuleState {
  readonly lookedMs: number | null;
  /** Why less is known than the rule asks for. */
  readonly note: string | null;
  /** Why it could not be looked at. */
  readonly error: string | null;
  /** The series that is nearest to firing, or firing most. */
  readonly nearest: Observation | null;
  readonly series: number;
  /** Series that would be alerts, and are too many. */
  readonly overflow: number;
}

const UNSEEN: RuleState = { lookedMs: null, note: null, error: null, nearest: null, series: 0, overflow: 0 };

interface Watched {
  readonly rule: AlertRule;
  readonly evaluate: Evaluator;
  state: RuleState;
}

/** Looks at rules, and takes the alerts of each a step further. */
export class RuleWatch {
  readonly #memory: Memory;
  readonly #sources: AlertSources;
  #watched = new Map<string, Watched>();
  #rules: ReadonlyMap<string, AlertRule> = new Map();

  constructor(memory: Memory, sources: AlertSources) {
    this.#memory = memory;
    this.#sources = sources;
  }

  /** From now on these rules. One that is as before remembers what it has worked out. */
  setRules(rules: readonly AlertRule[]): void {
    const before = this.#watched;
    this.#watched = new Map(
      rules.map((rule) => {
        const known = before.get(rule.id);
        if (known !== undefined && isDeepStrictEqual(known.rule, rule)) return [rule.id, known];
        return [rule.id, { rule, evaluate: createEvaluator(rule, this.#sources), state: UNSEEN }];
      }),
    );
    this.#rules = new Map(rules.map((rule) => [rule.id, rule]));
  }

  get rules(): ReadonlyMap<string, AlertRule> {
    return this.#rules;
  }

  stateOf(rule: string): RuleState {
    return this.#watched.get(rule)?.state ?? UNSEEN;
  }

  /** Looks at all rules; yields the alerts that have begun to fire. Never throws: a rule that cannot be looked at says so, and its alerts stay as they are. */
  look(nowMs: number): Alert[] {
    const alertsOf = Map.groupBy(this.#memory.alerts.values(), ({ rule }) => rule);
    for (const [id, alerts] of alertsOf) if (!this.#isOn(id)) for (const alert of alerts) this.#retire(alert, nowMs);
    const fired: Alert[] = [];
    for (const watched of this.#watched.values()) {
      if (watched.rule.enabled) fired.push(...this.#lookAt(watched, alertsOf.get(watched.rule.id) ?? [], nowMs));
    }
    return fired;
  }

  #isOn(rule: string): boolean {
    return this.#watched.get(rule)?.rule.enabled === true;
  }

  #lookAt(watched: Watched, alerts: readonly Alert[], nowMs: number): Alert[] {
    const { rule, evaluate } = watched;
    let evaluation: ReturnType<Evaluator>;
    try {
      evaluation = evaluate(nowMs);
    } catch (error) {
      watched.state = { ...watched.state, error: (error as Error).message };
      return [];
    }
    const { observations, note = null, complete = true } = evaluation;
    const open = new Map(alerts.map((alert) => [alert.id, alert]));
    const fired: Alert[] = [];
    let overflow = 0;
    let count = alerts.filter(({ phase }) => phase !== 'resolved').length;
    for (const observation of observations) {
      const id = alertId(rule.id, observation.labels);
      const before = open.get(id);
      open.delete(id);
      const isNew = before === undefined || before.phase === 'resolved';
      if (isNew && observation.verdict !== 'bad') continue;
      if (isNew && (count >= MOST_OF_RULE || this.#memory.alerts.size >= MOST)) {
        overflow++;
        continue;
      }
      if (isNew) count++;
      const after = stepAlert(before, observation, rule, nowMs);
      this.#keep(id, before, after);
      if (after?.phase === 'firing' && before?.phase !== 'firing') fired.push(after);
    }
    if (complete) for (const before of open.values()) this.#keep(before.id, before, stepAlert(before, undefined, rule, nowMs));
    watched.state = { lookedMs: nowMs, note, error: null, nearest: nearestOf(observations), series: observations.length, overflow };
    return fired;
  }

  /** Its rule is gone: it is over. */
  #retire(alert: Alert, nowMs: number): void {
    if (alert.phase === 'pending') this.#memory.alerts.remove(alert.id);
    if (alert.phase === 'firing') this.#memory.alerts.put({ ...alert, phase: 'resolved', resolvedMs: nowMs, acknowledged: null });
  }

  #keep(id: string, before: Alert | undefined, after: Alert | undefined): void {
    if (after === before) return;
    if (after === undefined) this.#memory.alerts.remove(id);
    else this.#memory.alerts.put(after, before === undefined || differs(before, after));
  }
}

/** Whether more than the present value is another. */
function differs(before: Alert, after: Alert): boolean {
  return (
    before.phase !== after.phase ||
    before.severity !== after.severity ||
    before.clearSinceMs !== after.clearSinceMs ||
    before.sinceMs !== after.sinceMs
  );
}

function nearestOf(observations: readonly Observation[]): Observation | null {
  const rank = { bad: 2, between: 1, good: 0 } as const;
  let nearest: Observation | null = null;
  for (const observation of observations) {
    if (nearest === null) nearest = observation;
    else if (rank[observation.verdict] > rank[nearest.verdict]) nearest = observation;
    else if (rank[observation.verdict] === rank[nearest.verdict] && distance(observation) < distance(nearest)) nearest = observation;
  }
  return nearest;
}

/** How far a series is from firing; the further beyond, the smaller. */
function distance({ value, threshold, verdict }: Observation): number {
  const off = Math.abs(value - threshold);
  return verdict === 'bad' ? -off : off;
}
