import { hash } from 'node:crypto';

import type { Evidence } from '@airside/domain';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';

import type { Call } from '../call/call.ts';
import { bookOf } from '../model/book.ts';
import type { Learning } from './learning.ts';
import type { Sighting } from './sighting.ts';
import { valueForm } from './value-form.ts';

/** What is less surprising is learned at once. */
const SURPRISING = 2.5;
/** So many callers who are known make something usual, or so many days on which it is seen. */
const ENOUGH = 3;
/** So many known callers who each send another odd value make it usual that such are sent. */
const MANY = 20;
const MOST = 20_000;
const DAY_MS = 24 * 60 * 60 * 1000;
/** What is not seen for so long is new again. */
const MEMORY_MS = 7 * DAY_MS;

const LONGEST_SAVED_KEY = 1000;
/** Characters of a key: whoever makes up long names must not fill the memory with them. */
const DIGEST = 22;
const savedSchema = z
  .array(z.tuple([z.string().max(LONGEST_SAVED_KEY), z.array(z.int()).max(MANY), z.int().nonnegative(), z.int().nonnegative(), z.number()]))
  .max(MOST);

interface Novelty {
  readonly callers: number[];
  days: number;
  day: number;
  lastMs: number;
}

/**
 * What is new to all callers is learned when it is confirmed: by three callers that are known, as after a release, or on three days. Until then a
 * caller that does it again and again goes on to be surprising, and whoever tries things out teaches nothing by it. Only those confirm each other who do the
 * same: odd values that have no more in common than their parameter are confirmed when very many known callers send such.
 */
export class Novelties {
  readonly #learning: Learning;
  readonly #pending = new LRUCache<string, Novelty>({ max: MOST });

  constructor(learning: Learning) {
    this.#learning = learning;
  }

  /** Whether a call in which these were seen may be learned. */
  admit(call: Call, sightings: readonly Sighting[]): boolean {
    let isAdmitted = true;
    for (const sighting of sightings) {
      if (sighting.signal.independent !== true || sighting.surprise < SURPRISING) continue;
      for (const evidence of sighting.signal.evidence) if (!this.#isConfirmed(sighting, evidence, call)) isAdmitted = false;
    }
    return isAdmitted;
  }

  save(): unknown {
    return [...this.#pending.entries()].reverse().map(([key, { callers, days, day, lastMs }]) => [key, callers, days, day, lastMs]);
  }

  merge(saved: unknown): void {
    for (const [key, callers, days, day, lastMs] of savedSchema.parse(saved)) {
      const known = this.#pending.get(key);
      if (known === undefined || known.lastMs < lastMs) this.#pending.set(key, { callers, days, day, lastMs });
    }
  }

  #isConfirmed({ indicator, signal }: Sighting, evidence: Evidence, call: Call): boolean {
    const place = [indicator.id, signal.api, signal.operation, evidence.variable];
    const isNew = indicator.isOfNames === true;
    const same = this.#note(isNew ? place : [...place, valueForm(evidence)], ENOUGH, call);
    const isMany = !isNew && this.#note([...place, null], MANY, call).callers.length >= MANY;
    return same.callers.length >= ENOUGH || same.days >= ENOUGH || isMany;
  }

  /** Notes that it was seen with the caller, of whom as many are remembered as are needed. */
  #note(what: readonly (string | null)[], enough: number, call: Call): Novelty {
    const key = hash('sha256', JSON.stringify(what), 'base64url').slice(0, DIGEST);
    const day = Math.floor(call.timeMs / DAY_MS);
    let novelty = this.#pending.get(key);
    if (novelty === undefined || call.timeMs - novelty.lastMs > MEMORY_MS) {
      novelty = { callers: [], days: 0, day: 0, lastMs: 0 };
      this.#pending.set(key, novelty);
    }
    novelty.lastMs = call.timeMs;
    if (day > novelty.day) {
      novelty.day = day;
      novelty.days++;
    }
    const book = bookOf(this.#learning);
    const facts = book.facts(call);
    if (novelty.callers.length < enough && book.isKnown(facts) && !novelty.callers.includes(facts.caller))
      novelty.callers.push(facts.caller);
    return novelty;
  }
}
