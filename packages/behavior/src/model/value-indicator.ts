import { z } from 'zod';

import type { Call } from '../call/call.ts';
import type { Learning } from '../engine/learning.ts';
import type { Detector, Indicator, IndicatorText, Signal } from '../indicators/indicator.ts';
import { Baseline } from './baseline.ts';
import { type Book, bookOf } from './book.ts';
import { brief, callerSubject, iso } from './explain.ts';
import { Scopes } from './window/scopes.ts';

const LEAST_SAID = 2;
/** So many calls of an operation are needed to say what is usual there. */
const ENOUGH = 50;
const saved = z.array(z.tuple([z.string().max(1000), z.array(z.unknown()).length(1)])).max(100_000);

/** An indicator that compares a number of each call with those of all calls of the same operation. As data. */
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

  constructor(definition: ValueIndicatorDefinition, learning: Learning) {
    const { halfLifeDays } = learning.options;
    this.#definition = definition;
    this.#book = bookOf(learning);
    this.#scopes = new Scopes(this.#book.operations, 1, () => new Baseline(definition.floor, halfLifeDays));
  }

  judge(call: Call): Signal | undefined {
    const { when, value, floor } = this.#definition;
    if (!when(call)) return undefined;
    const found = value(call);
    if (found < floor) return undefined;
    const baseline = this.#scopes.baseline(this.#book.operations.known(this.#book.facts(call).operationName), 0);
    if (baseline === undefined || baseline.observations < ENOUGH) return undefined;
    const surprise = baseline.surprise(found);
    return surprise < LEAST_SAID ? undefined : this.#signal(call, found, baseline, surprise);
  }

  learn(call: Call): void {
    if (!this.#definition.when(call)) return;
    this.#scopes.learnable(this.#book.operationScope(this.#book.facts(call)), 0)?.learn(this.#definition.value(call), call.timeMs);
  }

  save(): unknown {
    return this.#scopes.save();
  }

  merge(value: unknown): void {
    this.#scopes.merge(saved.parse(value));
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
