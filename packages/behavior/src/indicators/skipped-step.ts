import { z } from 'zod';

import type { Call } from '../call/call.ts';
import type { Learning } from '../engine/learning.ts';
import { type Book, bookOf } from '../model/book.ts';
import { brief, callerSubject, iso } from '../model/explain.ts';
import type { Facts } from '../model/facts.ts';
import { combined } from '../sketch/index.ts';
import type { Detector, Indicator, Signal } from './indicator.ts';
import { isDoneChange } from './when.ts';

/** So many different operations are looked back. */
const LOOK_BACK = 16;
const MOST_BEFORE = 24;
/** So many calls of an operation are needed, and such a share of them must have had the step before. */
const ENOUGH = 30;
const NEARLY_ALWAYS = 0.98;
/** After so many, one of so many is learned from. */
const WELL_KNOWN = 1000;
const ONE_OF = 8;
const LEAST_SAID = 1.5;
/** Sets the second time of an operation apart from the first. */
const AGAIN = 0x61676169;
const NOTHING: readonly number[] = [];
const LONGEST_NAME = 300;
const savedSteps = z
  .array(
    z.strictObject({
      operation: z.int(),
      sinceMs: z.number(),
      calls: z.number().nonnegative(),
      seen: z.number().nonnegative().optional(),
      name: z.string().max(LONGEST_NAME).optional(),
      before: z.array(z.tuple([z.int(), z.string().max(LONGEST_NAME), z.number().nonnegative()])).max(MOST_BEFORE),
    }),
  )
  .max(1_000_000);

interface Before {
  readonly name: string;
  calls: number;
}

interface Step {
  readonly sinceMs: number;
  calls: number;
  seen: number;
  readonly before: Map<number, Before>;
  /** Those of `before` that are nearly always there. */
  needed: readonly number[];
}

export const skippedStep: Indicator = {
  id: 'skipped-step',
  title: 'A step was skipped',
  what: 'An operation succeeded without another one before it that nearly everybody calls first: paying without a basket, confirming without a code.',
  how: 'For each operation it is learned which others the same caller had called among the last sixteen different ones, and before each further change by the operation, which ones since the last. Where one of them was there in at least 98 % of thirty calls or more, its absence is as surprising as it is rare.',
  attack: 'A business flow is entered in the middle, past a check, a price or a payment.',
  otherwise: 'A new version of a client that goes another way; a program that keeps what it once read.',
  remedy: 'Keep the state of the flow on the server, and refuse what does not follow from it.',
  owasp: ['API6:2023'],
  cwe: ['CWE-841'],
  mitre: ['T1190'],
  severity: 'medium',
  create: (learning) => new SkippedSteps(learning),
};

class SkippedSteps implements Detector {
  readonly #book: Book;
  readonly #most: number;
  readonly #steps = new Map<number, Step>();
  readonly #names = new Map<number, string>();

  constructor(learning: Learning) {
    this.#book = bookOf(learning);
    this.#most = learning.options.mostOperations;
  }

  judge(call: Call): Signal | undefined {
    if (call.outcome !== 'success') return undefined;
    const facts = this.#book.facts(call);
    const { history } = this.#book.state(facts);
    const at = history.indexOf(facts.operation);
    if (at >= 0 && !isDoneChange(call)) return undefined;
    const step = this.#steps.get(keyOf(facts.operation, at));
    // Whoever calls for the first time has no history yet, and may have had one before this engine began.
    if (step === undefined || step.needed.length === 0) return undefined;
    const skipped = mostNeeded(step, since(history, at));
    return skipped === undefined ? undefined : signalOf(facts, step, skipped);
  }

  learn(call: Call): void {
    if (call.outcome !== 'success') return;
    const facts = this.#book.facts(call);
    const { history } = this.#book.state(facts);
    const at = history.indexOf(facts.operation);
    if (at < 0 || isDoneChange(call)) this.#learnStep(facts, keyOf(facts.operation, at), since(history, at));
    if (!this.#names.has(facts.operation) && this.#names.size < this.#most) this.#names.set(facts.operation, call.operation);
  }

  follow(call: Call): void {
    if (call.outcome !== 'success') return;
    const facts = this.#book.facts(call);
    const { history } = this.#book.state(facts);
    const at = history.indexOf(facts.operation);
    if (at >= 0 && at === history.length - 1) return;
    if (at >= 0) history.splice(at, 1);
    history.push(facts.operation);
    if (history.length > LOOK_BACK) history.shift();
  }

  save(): unknown {
    return [...this.#steps].map(([operation, { sinceMs, calls, seen, before }]) => ({
      operation,
      sinceMs,
      calls,
      seen,
      name: this.#names.get(operation)?.slice(0, LONGEST_NAME),
      before: [...before].map(([key, { name, calls: times }]) => [key, name.slice(0, LONGEST_NAME), times]),
    }));
  }

  merge(value: unknown): void {
    for (const { operation, sinceMs, calls, seen = calls, name, before } of savedSteps.parse(value)) {
      const step = this.#stepOf(operation, sinceMs);
      if (step === undefined) continue;
      step.calls += calls;
      step.seen += seen;
      if (name !== undefined && !this.#names.has(operation) && this.#names.size < this.#most) this.#names.set(operation, name);
      for (const [key, nameBefore, times] of before) {
        const known = step.before.get(key);
        if (known !== undefined) known.calls += times;
        else if (step.before.size < MOST_BEFORE) step.before.set(key, { name: nameBefore, calls: times });
      }
      step.needed = neededOf(step);
    }
  }

  #stepOf(operation: number, sinceMs: number): Step | undefined {
    const known = this.#steps.get(operation);
    if (known !== undefined || this.#steps.size >= 2 * this.#most) return known;
    const step: Step = { sinceMs, calls: 0, seen: 0, before: new Map(), needed: NOTHING };
    this.#steps.set(operation, step);
    return step;
  }

  #learnStep(facts: Facts, operation: number, history: readonly number[]): void {
    const step = this.#stepOf(operation, facts.call.timeMs);
    if (step === undefined) return;
    step.seen++;
    if (step.seen > WELL_KNOWN && step.seen % ONE_OF !== 0) return;
    step.calls++;
    for (const key of history) {
      const known = step.before.get(key);
      if (known !== undefined) known.calls++;
      // What was not there among the first calls is not there nearly always.
      else if (step.before.size < MOST_BEFORE && step.calls < ENOUGH / 10)
        step.before.set(key, { name: this.#names.get(key) ?? '', calls: 1 });
    }
    if (step.calls >= ENOUGH) step.needed = neededOf(step);
  }
}

interface Skipped {
  readonly name: string;
  readonly share: number;
  readonly surprise: number;
}

function keyOf(operation: number, at: number): number {
  return at < 0 ? operation : combined(operation, AGAIN);
}

/** What was called since the operation that stands there; all where it does not. */
function since(history: readonly number[], at: number): readonly number[] {
  if (at < 0) return history;
  return at === history.length - 1 ? NOTHING : history.slice(at + 1);
}

function neededOf({ calls, before }: Step): readonly number[] {
  if (calls < ENOUGH) return NOTHING;
  let needed: number[] | undefined;
  for (const [key, { calls: times }] of before) {
    if (times < NEARLY_ALWAYS * calls) continue;
    needed ??= [];
    needed.push(key);
  }
  return needed ?? NOTHING;
}

function mostNeeded({ calls, before, needed }: Step, history: readonly number[]): Skipped | undefined {
  let most: Skipped | undefined;
  for (const key of needed) {
    if (history.includes(key)) continue;
    const { name, calls: times } = before.get(key) ?? NEVER;
    const surprise = -Math.log10((calls - times + 0.5) / (calls + 1));
    if (surprise >= LEAST_SAID && surprise > (most?.surprise ?? 0)) most = { name, share: times / calls, surprise };
  }
  return most;
}

const NEVER: Before = { name: '', calls: 0 };

function signalOf({ call }: Facts, step: Step, { name, share, surprise }: Skipped): Signal {
  return {
    subject: callerSubject(call),
    surprise,
    api: call.api,
    operation: call.operation,
    evidence: [
      {
        variable: 'operations called before',
        learned: `${brief(100 * share)} % had called ${name.slice(0, 150)}`,
        seen: `${call.operation.slice(0, 120)} without it`,
        surprise,
        since: iso(step.sinceMs),
        observations: step.calls,
      },
    ],
  };
}
