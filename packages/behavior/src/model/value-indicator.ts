import { z } from 'zod';

import type { Call } from '../call/call.ts';
import type { Learning } from '../engine/learning.ts';
import type { Detector, Indicator, IndicatorText, Signal } from '../indicators/indicator.ts';
import { savedName } from '../saved/saved-name.ts';
import { combined } from '../sketch/index.ts';
import { Baseline } from './baseline.ts';
import { type Book, bookOf } from './book.ts';
import { brief, callerSubject, iso } from './explain.ts';
import type { Facts } from './facts.ts';
import { Rates } from './rates.ts';
import { MOST_SCOPES } from './window/scope-names.ts';
import { Scopes } from './window/scopes.ts';

const LEAST_SAID = 2;
/** So many calls of an operation are needed to say what is usual there. */
const ENOUGH = 50;
/** The largest share of the values of an operation, of which it is learned how many are of each role. */
const LARGE = 0.01;
/** Roles and operations of which that is known. */
const MOST_OF_ROLES = 8000;
const savedScopes = z.array(z.tuple([savedName, z.array(z.unknown()).length(1)])).max(MOST_SCOPES);
const saved = z.union([
  z.strictObject({ scopes: savedScopes, ofRoles: z.unknown() }),
  // States of before know nothing of roles.
  savedScopes.transform((scopes) => ({ scopes, ofRoles: undefined })),
]);

/**
 * An indicator that compares a number of each call with those of all calls of the same operation, and, where callers of its roles have large ones more often than others, with theirs: staff opens larger lists
 * than customers do. As data.
 */
export interface ValueIndicatorDefinition extends IndicatorText {
  readonly when: (call: Call) => boolean;
  readonly value: (call: Call) => number;
  /** What the number is: `bytes of the answer`. */
  readonly unit: string;
  /** Less than that is never unusual. */
  readonly floor: number;
}

/** An indicator from its description. */
export function defineValueIndicator({ when, value, unit, floor, ...text }: ValueIndicatorDefinition): Indicator {
  return { ...text, create: (learning) => new ValueDetector({ ...text, when, value, unit, floor }, learning) };
}

class ValueDetector implements Detector {
  readonly #definition: ValueIndicatorDefinition;
  readonly #book: Book;
  readonly #scopes: Scopes;
  /** How often calls of an operation by callers of a role are among the largest of all callers. */
  readonly #ofRoles: Rates;

  constructor(definition: ValueIndicatorDefinition, learning: Learning) {
    const { halfLifeDays } = learning.options;
    this.#definition = definition;
    this.#book = bookOf(learning);
    this.#scopes = new Scopes(this.#book.operations, 1, () => new Baseline(definition.floor, halfLifeDays));
    this.#ofRoles = new Rates(MOST_OF_ROLES, halfLifeDays);
  }

  judge(call: Call): Signal | undefined {
    const { when, value, floor } = this.#definition;
    if (!when(call)) return undefined;
    const found = value(call);
    if (found < floor) return undefined;
    const facts = this.#book.facts(call);
    const baseline = this.#baselineOf(facts);
    if (baseline === undefined) return undefined;
    const surprise = baseline.surprise(found) + Math.log10(LARGE / this.#shareOfRoles(facts));
    return surprise < LEAST_SAID ? undefined : this.#signal(call, found, baseline, surprise);
  }

  learn(call: Call): void {
    if (!this.#definition.when(call)) return;
    const facts = this.#book.facts(call);
    const value = this.#definition.value(call);
    if (facts.roles.length > 0) this.#learnRoles(facts, value);
    this.#scopes.learnable(this.#book.operationScope(facts), 0)?.learn(value, call.timeMs);
  }

  save(): unknown {
    return { scopes: this.#scopes.save(), ofRoles: this.#ofRoles.save() };
  }

  merge(value: unknown): void {
    const { scopes, ofRoles } = saved.parse(value);
    this.#scopes.merge(scopes);
    if (ofRoles !== undefined) this.#ofRoles.merge(ofRoles);
  }

  /** Undefined where too little is known of the operation. */
  #baselineOf(facts: Facts): Baseline | undefined {
    const baseline = this.#scopes.baseline(this.#book.operations.known(facts.operationName), 0);
    return baseline === undefined || baseline.observations < ENOUGH ? undefined : baseline;
  }

  /** How many values of callers like this one are as large as only so large a share of all is. */
  #shareOfRoles(facts: Facts): number {
    let share = LARGE;
    for (const role of facts.roles) share = Math.max(share, this.#ofRoles.probabilityWithin(combined(role, facts.operation), LARGE));
    return share;
  }

  #learnRoles(facts: Facts, value: number): void {
    const { floor } = this.#definition;
    const baseline = this.#baselineOf(facts);
    // Where nothing is ever that large there is nothing to learn.
    if (baseline === undefined || baseline.max < floor) return;
    const isLarge = value >= floor && baseline.surprise(value) >= -Math.log10(LARGE);
    for (const role of facts.roles) this.#ofRoles.learn(combined(role, facts.operation), isLarge, facts.call.timeMs);
  }

  #signal(call: Call, found: number, baseline: Baseline, surprise: number): Signal {
    return {
      subject: callerSubject(call),
      surprise,
      api: call.api,
      operation: call.operation,
      evidence: [
        {
          variable: this.#definition.unit,
          learned: `at most ${brief(baseline.quantile(0.99))} in 99 % of calls of the operation`,
          seen: brief(found),
          surprise,
          since: iso(baseline.sinceMs),
          observations: baseline.observations,
        },
      ],
    };
  }
}
