import { z } from 'zod';

import type { Call } from '../call/call.ts';
import type { Learning } from '../engine/learning.ts';
import { type Book, bookOf } from '../model/book.ts';
import type { CallerState } from '../model/callers/caller-state.ts';
import { isMadeAgain } from '../model/change.ts';
import { brief, callerSubject, iso } from '../model/explain.ts';
import type { Facts } from '../model/facts.ts';
import { ObjectSteps, objectOf } from '../model/steps/object-steps.ts';
import { Skips } from '../model/steps/skips.ts';
import { type Skipped, StepRules } from '../model/steps/step-rules.ts';
import { combined } from '../sketch/index.ts';
import type { Detector, Indicator, Signal } from './indicator.ts';
import { isDoneChange, isDoneDeletion } from './when.ts';

/** So many different operations are looked back. */
const LOOK_BACK = 16;
const LEAST_SAID = 1.7;
/** Whoever skips a step once is that much more likely to skip it again. */
const CONTAGION = 2;
/** Sets the second time of an operation apart from the first, and what is done with one object from what is done at all. */
const AGAIN = 0x61676169;
const WITH_OBJECT = 0x6f626a65;
const MOST_TIMES = 30;
const saved = z.strictObject({ rules: z.unknown(), objects: z.unknown() });

export const skippedStep: Indicator = {
  id: 'skipped-step',
  title: 'A step was skipped',
  what: 'An operation succeeded without another one before it that nearly everybody calls first: paying without a basket, confirming without a code.',
  how: 'For each operation that changes or deletes an object it is learned what the same caller had done with that object before; for others, which operations it had called among the last sixteen different ones, and before each further change by the operation, which of these again since the last. Where one of them was there in at least 99 % of the cases (twelve or more), its absence is as surprising as it is rare; that the same caller leaves it out again and again counts together.',
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
  readonly #rules: StepRules;
  readonly #objects: ObjectSteps;
  readonly #skips = new Skips();

  constructor(learning: Learning) {
    this.#book = bookOf(learning);
    this.#rules = new StepRules(learning.options.mostOperations);
    this.#objects = new ObjectSteps(learning.options.mostCallers);
  }

  judge(call: Call): Signal | undefined {
    if (call.outcome !== 'success') return undefined;
    const facts = this.#book.facts(call);
    const key = this.#ruleFor(facts);
    if (key === 0) return undefined;
    const first = key === againKey(facts.operation) ? facts.operation : key;
    const skipped = this.#rules.skipped(key, first, this.#wasCalled(facts, key));
    const before = this.#skips.times(facts.caller, key, call.timeMs);
    if (skipped !== undefined || before > 0) this.#skips.note(facts.caller, key, skipped !== undefined, call.timeMs);
    return skipped === undefined ? undefined : signalOf(facts, skipped, before + 1);
  }

  learn(call: Call): void {
    if (call.outcome !== 'success') return;
    const facts = this.#book.facts(call);
    const state = this.#book.state(facts);
    const { history } = state;
    for (const key of [keyAtAll(facts, state), this.#keyWithObject(facts)]) {
      // Whoever skips a step again and again is one who does.
      if (key !== 0 && this.#skips.times(facts.caller, key, call.timeMs) < 2)
        this.#rules.learn(key, history, this.#wasCalled(facts, key), this.#book.isKnown(facts), call.timeMs);
    }
    this.#rules.name(facts.operation, call.operation);
  }

  follow(call: Call): void {
    if (call.outcome !== 'success') return;
    const facts = this.#book.facts(call);
    this.#objects.note(facts);
    const { history } = this.#book.state(facts);
    const at = history.indexOf(facts.operation);
    if (at >= 0 && at === history.length - 1) return;
    if (at >= 0) history.splice(at, 1);
    history.push(facts.operation);
    if (history.length > LOOK_BACK) history.shift();
  }

  save(): unknown {
    return { rules: this.#rules.save(), objects: this.#objects.save() };
  }

  merge(value: unknown): void {
    // A state of before has rules only.
    if (Array.isArray(value)) {
      this.#rules.merge(value);
      return;
    }
    const { rules, objects } = saved.parse(value);
    this.#rules.merge(rules);
    this.#objects.merge(objects);
  }

  *saveCallers(): Iterable<unknown> {
    yield this.#skips.save();
  }

  mergeCallers(part: unknown): void {
    this.#skips.merge(part);
  }

  /** What is known of the object says more than what was called at all. 0 where there is nothing to judge. */
  #ruleFor(facts: Facts): number {
    const object = changedObject(facts);
    const key = object === 0 ? 0 : combined(facts.operation, WITH_OBJECT);
    if (key === 0 || !this.#rules.isRule(key)) return keyAtAll(facts, this.#book.state(facts));
    return this.#keyWithObject(facts);
  }

  /** 0 where the call changes no object, or does once more what the caller has done with it. */
  #keyWithObject(facts: Facts): number {
    const object = changedObject(facts);
    return object === 0 || this.#objects.has(facts, facts.operation, object) ? 0 : combined(facts.operation, WITH_OBJECT);
  }

  #wasCalled(facts: Facts, key: number): (operation: number) => boolean {
    if (key === combined(facts.operation, WITH_OBJECT)) {
      const object = changedObject(facts);
      return (operation) => this.#objects.has(facts, operation, object);
    }
    const { history } = this.#book.state(facts);
    // What was called since the operation that stands there; all where it does not.
    const from = history.indexOf(facts.operation) + 1;
    return (operation) => history.indexOf(operation, from) >= 0;
  }
}

/** The object that a call changes or deletes; 0 where there is none. */
function changedObject(facts: Facts): number {
  return isDoneChange(facts.call) || isDoneDeletion(facts.call) ? objectOf(facts) : 0;
}

/** 0 for a call that reads what was read before, or makes the very same change again: who sends it twice takes its steps once. */
function keyAtAll(facts: Facts, state: CallerState): number {
  if (!state.history.includes(facts.operation)) return facts.operation;
  return isDoneChange(facts.call) && !isMadeAgain(facts, state) ? againKey(facts.operation) : 0;
}

function againKey(operation: number): number {
  return combined(operation, AGAIN);
}

/** The chance that a caller skips it so many times, by an urn of Pólya: those who do so once do so again. */
function surpriseOf({ without, observations }: Skipped, times: number): number {
  // The caller's own first time was learned.
  const others = times > 1 ? Math.max(0, without - 1) : without;
  let surprise = 0;
  for (let index = 0; index < Math.min(times, MOST_TIMES); index++)
    surprise -= Math.log10(Math.min(1, (others + 0.5 + CONTAGION * index) / (observations + 1 + CONTAGION * index)));
  return surprise;
}

function signalOf({ call }: Facts, skipped: Skipped, times: number): Signal | undefined {
  const { name, share, observations, sinceMs } = skipped;
  const surprise = surpriseOf(skipped, times);
  if (surprise < LEAST_SAID) return undefined;
  return {
    subject: callerSubject(call),
    surprise,
    api: call.api,
    operation: call.operation,
    count: times,
    evidence: [
      {
        variable: 'operations called before',
        learned: `${brief(100 * share)} % had called ${name.slice(0, 150)}`,
        seen: `${call.operation.slice(0, 120)} without it${times > 1 ? `, ${times} times` : ''}`,
        surprise,
        since: iso(sinceMs),
        observations,
      },
    ],
  };
}
