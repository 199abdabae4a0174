import { z } from 'zod';

import type { Call } from '../call/call.ts';
import type { Learning } from '../engine/learning.ts';
import { Baseline } from '../model/baseline.ts';
import { type Book, bookOf } from '../model/book.ts';
import type { Pace } from '../model/callers/caller-state.ts';
import { brief, callerSubject, iso } from '../model/explain.ts';
import type { Facts } from '../model/facts.ts';
import type { Detector, Indicator, Signal } from './indicator.ts';

/** So many calls are looked at, and at every so many calls. */
const WINDOW = 48;
const EVERY = 24;
/** Share of the latest time in the means. */
const WEIGHT = 1 / 12;
/** Regularity that is unusual at all: times between calls that differ by a tenth. */
const FLOOR = 10;
const MOST_REGULAR = 1000;
const LONGEST_PAUSE_MS = 3_600_000;
const LEAST_SAID = 3;
const saved = z.strictObject({ person: z.unknown(), program: z.unknown(), anonymous: z.unknown() });

export const botPace: Indicator = {
  id: 'bot-pace',
  title: 'Calls at the pace of a machine',
  what: 'The times between the calls of somebody who should be a person are nearly the same.',
  how: 'One over the deviation of the logarithms of the times between the last calls, pauses of more than an hour left out; compared with that of other callers of the same class.',
  attack: 'A script acts for a person: it collects, buys, votes or tries.',
  otherwise: 'A client that asks for news in regular intervals.',
  remedy: 'Ask for a proof of being human, or offer what the script wants as an API for programs.',
  owasp: ['API6:2023'],
  cwe: ['CWE-799', 'CWE-837'],
  mitre: ['T1119'],
  severity: 'low',
  create: (learning) => new Paces(learning),
};

class Paces implements Detector {
  readonly #book: Book;
  readonly #usual: Readonly<Record<'person' | 'program' | 'anonymous', Baseline>>;

  constructor(learning: Learning) {
    this.#book = bookOf(learning);
    const { halfLifeDays } = learning.options;
    const baseline = (): Baseline => new Baseline(FLOOR, halfLifeDays);
    this.#usual = { person: baseline(), program: baseline(), anonymous: baseline() };
  }

  judge(call: Call): Signal | undefined {
    if (call.outcome !== 'success') return undefined;
    const facts = this.#book.facts(call);
    const state = this.#book.state(facts);
    if (state.pace === undefined) {
      state.pace = { lastMs: call.timeMs, count: 0, mean: 0, square: 0 };
      return undefined;
    }
    const { pace } = state;
    note(pace, call.timeMs);
    if (pace.count < WINDOW || pace.count % EVERY !== 0 || facts.class === 'program') return undefined;
    const regularity = regularityOf(pace);
    const surprise = this.#usual[facts.class].surprise(regularity);
    return surprise < LEAST_SAID ? undefined : this.#signal(facts, regularity, surprise);
  }

  learn(call: Call): void {
    if (call.outcome !== 'success') return;
    const facts = this.#book.facts(call);
    const { pace } = this.#book.state(facts);
    if (pace === undefined || pace.count < WINDOW || pace.count % EVERY !== 0) return;
    this.#usual[facts.class].learn(regularityOf(pace), call.timeMs);
  }

  save(): unknown {
    const { person, program, anonymous } = this.#usual;
    return { person: person.save(), program: program.save(), anonymous: anonymous.save() };
  }

  merge(value: unknown): void {
    const { person, program, anonymous } = saved.parse(value);
    this.#usual.person.merge(person);
    this.#usual.program.merge(program);
    this.#usual.anonymous.merge(anonymous);
  }

  #signal(facts: Facts, regularity: number, surprise: number): Signal {
    const usual = this.#usual[facts.class];
    return {
      subject: callerSubject(facts.call),
      surprise,
      api: null,
      operation: null,
      count: WINDOW,
      evidence: [
        {
          variable: 'differences of the times between calls, in per cent',
          learned: `at least ${brief(100 / Math.max(0.01, usual.quantile(0.99)))} for 99 % of callers`,
          seen: brief(100 / regularity),
          surprise,
          since: iso(usual.sinceMs),
          observations: usual.observations,
        },
      ],
    };
  }
}

function note(pace: Pace, timeMs: number): void {
  const betweenMs = timeMs - pace.lastMs;
  pace.lastMs = Math.max(pace.lastMs, timeMs);
  if (betweenMs > LONGEST_PAUSE_MS || betweenMs < 0) return;
  pace.count++;
  const weight = Math.max(1 / pace.count, WEIGHT);
  const log = Math.log(betweenMs + 1);
  pace.mean += weight * (log - pace.mean);
  pace.square += weight * (log * log - pace.square);
}

function regularityOf({ mean, square }: Pace): number {
  return Math.min(MOST_REGULAR, 1 / Math.sqrt(Math.max(1e-6, square - mean * mean)));
}
