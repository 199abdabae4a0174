import { z } from 'zod';

import type { Call } from '../call/call.ts';
import type { Learning } from '../engine/learning.ts';
import { Baseline } from '../model/baseline.ts';
import { type Book, bookOf } from '../model/book.ts';
import { Repetition, savedRepetitions } from '../model/callers/repetition.ts';
import { ClockMap } from '../model/clock-map.ts';
import { brief, callerSubject, iso } from '../model/explain.ts';
import type { Facts } from '../model/facts.ts';
import { commonLength, wordsColumn } from '../saved/column.ts';
import { combined } from '../sketch/index.ts';
import type { Detector, Indicator, Signal } from './indicator.ts';
import { isDoneChange } from './when.ts';

/** Steps in a row that are unusual at all; how long a run has become is looked at whenever it is so much longer. */
const FLOOR = 48;
const EVERY = 24;
/** A caller that did so at length on former days has to go on for so many times as long. */
const MORE = 2;
const LEAST_SAID = 3;
/** So many runs have to have ended before it is known how long they are. */
const ENOUGH = 1000;
/** A caller with longer runs is worth keeping in memory. */
const WORTH_KEEPING = 8;
/** Of one call; what is more than that is the same. */
const MOST_OBJECTS = 4;
const IN_PART = 2000;
const saved = z.strictObject({ person: z.unknown(), anonymous: z.unknown() });
const savedPart = z.strictObject({ keys: wordsColumn, repetitions: savedRepetitions });

export const botDiversity: Indicator = {
  id: 'bot-diversity',
  title: 'The same steps again and again',
  what: 'Somebody who should be a person asks for the same few things in the same order for far longer than people do.',
  how: 'A call is the same as another one with the same operation and objects, or the same change. After each two calls of a caller it is remembered which one came next. How many calls in a row went on as they did before is compared with the runs of other callers of the same class, and with the longest run that the same caller had on former days.',
  attack: 'A script acts for a person: it collects, watches, buys or tries in a loop.',
  otherwise: 'A client that asks for the same in regular intervals.',
  remedy: 'Ask for a proof of being human, or offer what the script wants as an API for programs.',
  owasp: ['API6:2023'],
  cwe: ['CWE-799', 'CWE-837'],
  mitre: ['T1119'],
  severity: 'low',
  create: (learning) => new Repetitions(learning),
};

class Repetitions implements Detector {
  readonly #book: Book;
  readonly #usual: Readonly<Record<'person' | 'anonymous', Baseline>>;
  readonly #callers: ClockMap<Repetition>;
  /** The call that was noted last, with what it is a step of, and the run that it ended. */
  #noted: Facts | undefined;
  #repetition = new Repetition();
  #ended = -1;

  constructor(learning: Learning) {
    this.#book = bookOf(learning);
    const { halfLifeDays, mostCallers } = learning.options;
    this.#usual = { person: new Baseline(FLOOR, halfLifeDays), anonymous: new Baseline(FLOOR, halfLifeDays) };
    this.#callers = new ClockMap(mostCallers, ({ run, longestBefore }) => run >= WORTH_KEEPING || longestBefore >= WORTH_KEEPING);
  }

  judge(call: Call): Signal | undefined {
    if (!isStep(call)) return undefined;
    const facts = this.#book.facts(call);
    if (facts.class === 'program') return undefined;
    this.#noted = facts;
    this.#repetition = this.#of(facts);
    this.#ended = this.#repetition.note(stepOf(facts), call.timeMs);
    const { run, longestBefore } = this.#repetition;
    if (run < FLOOR || run % EVERY !== 0 || run < MORE * longestBefore) return undefined;
    const usual = this.#usual[facts.class];
    if (usual.observations < ENOUGH) return undefined;
    const surprise = usual.surprise(run + 1);
    return surprise < LEAST_SAID ? undefined : signalOf(call, run, surprise, usual);
  }

  learn(call: Call): void {
    if (!isStep(call)) return;
    const facts = this.#book.facts(call);
    if (facts.class === 'program' || this.#noted !== facts) return;
    const { run } = this.#repetition;
    // A run that never ends tells how long runs are as well.
    if (this.#ended >= 0) this.#usual[facts.class].learn(this.#ended + 1, call.timeMs);
    else if (run % EVERY === 0) this.#usual[facts.class].learn(run + 1, call.timeMs);
  }

  save(): unknown {
    return { person: this.#usual.person.save(), anonymous: this.#usual.anonymous.save() };
  }

  merge(value: unknown): void {
    const { person, anonymous } = saved.parse(value);
    this.#usual.person.merge(person);
    this.#usual.anonymous.merge(anonymous);
  }

  *saveCallers(): Iterable<unknown> {
    const callers = [...this.#callers.entries()];
    for (let from = 0; from < callers.length; from += IN_PART) {
      const part = callers.slice(from, from + IN_PART);
      yield { keys: Uint32Array.from(part, ([key]) => key), repetitions: Repetition.save(part.map(([, each]) => each)) };
    }
  }

  mergeCallers(value: unknown): void {
    const { keys, repetitions } = savedPart.parse(value);
    const loaded = Repetition.load(repetitions);
    commonLength({ keys, repetitions: loaded });
    for (const [index, repetition] of loaded.entries()) {
      const key = keys[index] ?? 0;
      const known = this.#callers.get(key);
      if (known === undefined) this.#callers.set(key, repetition);
      else known.merge(repetition);
    }
  }

  #of({ caller }: Facts): Repetition {
    const known = this.#callers.get(caller);
    if (known !== undefined) return known;
    const made = new Repetition();
    this.#callers.set(caller, made);
    return made;
  }
}

/** Log-ins are all that some addresses send, for many behind them. */
function isStep({ outcome, login }: Call): boolean {
  return outcome === 'success' && login === undefined;
}

/** The same operation with the same objects; the same change. */
function stepOf(facts: Facts): number {
  if (isDoneChange(facts.call)) return facts.change;
  let step = facts.operation;
  for (let index = 0; index < facts.objects.length && index < MOST_OBJECTS; index++) step = combined(step, facts.objects[index] ?? 0);
  return step;
}

function signalOf(call: Call, run: number, surprise: number, usual: Baseline): Signal {
  return {
    subject: callerSubject(call),
    surprise,
    api: null,
    operation: null,
    count: run,
    evidence: [
      {
        variable: 'calls in a row that went on as those before',
        learned: `at most ${brief(usual.quantile(0.99))} in 99 % of runs`,
        seen: String(run),
        surprise,
        since: iso(usual.sinceMs),
        observations: usual.observations,
      },
    ],
  };
}
