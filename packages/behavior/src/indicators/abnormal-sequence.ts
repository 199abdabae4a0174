import { z } from 'zod';

import type { Call } from '../call/call.ts';
import type { Learning } from '../engine/learning.ts';
import { Baseline } from '../model/baseline.ts';
import { type Book, bookOf } from '../model/book.ts';
import { brief, callerSubject, iso } from '../model/explain.ts';
import type { Facts } from '../model/facts.ts';
import { CountMin, combined } from '../sketch/index.ts';
import type { Detector, Indicator, Signal } from './indicator.ts';

/** Share of the latest step in the mean of a caller. */
const WEIGHT = 1 / 8;
const EVERY = 8;
/** One over the probability of a step, as a geometric mean, that is unusual. */
const FLOOR = 30;
/** An operation that was used less often is not judged. */
const FAMILIAR = 200;
/** A step of probability p comes about p of the times (Markov's inequality); the last steps of a caller hang together. */
const STEEPEST = 1.5;
const LEAST_LEARNED = 2000;
const LEAST_SAID = 3;
const ANY = 0x616e79;
const ONE = 0x6f6e65;
const DAY_MS = 86_400_000;
const saved = z.strictObject({
  steps: z.unknown(),
  usual: z.unknown(),
  learned: z.number().nonnegative(),
  fadedMs: z.number().nonnegative().default(0),
});

export const abnormalSequence: Indicator = {
  id: 'abnormal-sequence',
  title: 'Abnormal order of calls',
  what: 'The order in which a caller calls operations is one that others hardly ever have.',
  how: 'How often each operation follows the one and the two before it is learned over all callers; what is seldom falls back on shorter contexts. The mean improbability of the last steps of a caller is compared with that of all callers.',
  attack: 'A script that was written by somebody who does not know the client: business logic is explored or misused, checks are left out.',
  otherwise: 'A new version of a client, a program of a partner.',
  remedy: 'Look at what was called, and whether the API should have allowed it.',
  owasp: ['API6:2023'],
  cwe: ['CWE-841', 'CWE-799'],
  mitre: ['T1190'],
  severity: 'low',
  create: (learning) => new Sequences(learning),
};

class Sequences implements Detector {
  readonly #book: Book;
  /** Times of contexts of no, one and two operations, and of what followed them. */
  readonly #steps = new CountMin(2 ** 15);
  readonly #usual: Baseline;
  readonly #halfLifeDays: number;
  #learned = 0;
  #fadedMs = 0;

  constructor(learning: Learning) {
    this.#book = bookOf(learning);
    this.#halfLifeDays = learning.options.halfLifeDays;
    this.#usual = new Baseline(FLOOR, this.#halfLifeDays, STEEPEST);
  }

  judge(call: Call): Signal | undefined {
    if (call.outcome !== 'success') return undefined;
    const facts = this.#book.facts(call);
    const state = this.#book.state(facts);
    const [before, last] = [state.beforeLast, state.last];
    // What is new, as after a release, has no usual order yet.
    if (last === 0 || this.#times(last) < FAMILIAR || this.#times(facts.operation) < FAMILIAR) return undefined;
    state.oddity += WEIGHT * (-Math.log10(this.#probability(facts.operation, before, last)) - state.oddity);
    state.transitions++;
    if (state.transitions < EVERY || state.transitions % EVERY !== 0 || this.#learned < LEAST_LEARNED) return undefined;
    const surprise = this.#usual.surprise(10 ** state.oddity);
    return surprise < LEAST_SAID ? undefined : this.#signal(facts, state.oddity, surprise);
  }

  learn(call: Call): void {
    if (call.outcome !== 'success') return;
    const facts = this.#book.facts(call);
    const state = this.#book.state(facts);
    const { operation } = facts;
    const [before, last] = [state.beforeLast, state.last];
    this.#fade(call.timeMs);
    this.#learned++;
    this.#note(ANY, operation);
    if (last !== 0) this.#note(combined(last, ONE), operation);
    if (before !== 0) this.#note(combined(before, last), operation);
    if (state.transitions >= EVERY && state.transitions % EVERY === 0) this.#usual.learn(10 ** state.oddity, call.timeMs);
  }

  follow(call: Call): void {
    if (call.outcome !== 'success') return;
    const facts = this.#book.facts(call);
    const state = this.#book.state(facts);
    state.beforeLast = state.last;
    state.last = facts.operation;
  }

  save(): unknown {
    return { steps: this.#steps.save(), usual: this.#usual.save(), learned: this.#learned, fadedMs: this.#fadedMs };
  }

  merge(value: unknown): void {
    const { steps, usual, learned, fadedMs } = saved.parse(value);
    if (this.#fadedMs === 0) this.#fadedMs = fadedMs;
    this.#steps.merge(CountMin.load(steps));
    this.#usual.merge(usual);
    this.#learned += learned;
  }

  #times(operation: number): number {
    return this.#steps.estimate(combined(ANY, operation));
  }

  #note(context: number, next: number): void {
    this.#steps.add(context);
    this.#steps.add(combined(context, next));
  }

  /** From the longest context that was seen, with the shorter one as what is expected before (Dirichlet). */
  #probability(next: number, before: number, last: number): number {
    const any = (this.#steps.estimate(combined(ANY, next)) + 0.5) / (this.#steps.estimate(ANY) + 1);
    const one = combined(last, ONE);
    const afterOne = (this.#steps.estimate(combined(one, next)) + any) / (this.#steps.estimate(one) + 1);
    if (before === 0) return afterOne;
    const two = combined(before, last);
    return (this.#steps.estimate(combined(two, next)) + afterOne) / (this.#steps.estimate(two) + 1);
  }

  #fade(timeMs: number): void {
    if (this.#fadedMs === 0) this.#fadedMs = timeMs;
    const elapsedMs = timeMs - this.#fadedMs;
    if (elapsedMs < DAY_MS) return;
    this.#fadedMs = timeMs;
    this.#steps.decay(2 ** (-elapsedMs / DAY_MS / this.#halfLifeDays));
  }

  #signal({ call }: Facts, oddity: number, surprise: number): Signal {
    return {
      subject: callerSubject(call),
      surprise,
      api: call.api,
      operation: null,
      count: EVERY,
      evidence: [
        {
          variable: 'one over the mean probability of the last steps',
          learned: `at most ${brief(this.#usual.quantile(0.99))} in 99 % of cases`,
          seen: brief(10 ** oddity),
          surprise,
          since: iso(this.#usual.sinceMs),
          observations: this.#usual.observations,
        },
      ],
    };
  }
}
