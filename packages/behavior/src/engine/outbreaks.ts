import { LRUCache } from 'lru-cache';
import { z } from 'zod';

import type { Call } from '../call/call.ts';
import type { Indicator } from '../indicators/indicator.ts';
import { savedName as key } from '../saved/saved-name.ts';
import { CallCounts, savedHourCounts } from './call-counts.ts';
import { type Outbreak, OutbreakKind, savedLately, savedUsual } from './outbreak-kind.ts';
import { scopesOf } from './outbreak-scopes.ts';
import type { Sighting } from './sighting.ts';

/** Whether an outbreak goes on is looked at no more often. */
const LOOKED_AGAIN_MS = 10 * 60 * 1000;
const MOST_KINDS = 2000;
const MOST_APIS = 2000;
/** Sightings that are saved, of the kinds of which something was seen last. */
const MOST_SAVED = 20_000;
const savedSchema = z.strictObject({
  kinds: z.array(z.tuple([key, savedUsual])).max(MOST_KINDS),
  calls: z.array(z.tuple([key, z.number().nonnegative(), z.number().nonnegative()])).max(MOST_APIS),
  /** Of the last day. */
  lately: z.array(savedLately.extend({ key })).max(MOST_KINDS).default([]),
  hours: z
    .array(z.tuple([key, savedHourCounts]))
    .max(MOST_APIS)
    .default([]),
});

/**
 * Finds attacks by many callers, each of which does too little to be suspicious by itself: it counts the different callers that one indicator is surprised
 * by at one API within some hours, and compares that with what follows from the calls of these hours, from the days before and from the callers that are known and do the same (a scan
 * statistic, Kulldorff, 1997, with a negative binomial distribution, as callers do alike). Callers that are known do not count, or a release would be an attack.
 */
export class Outbreaks {
  readonly #threshold: number;
  readonly #kinds = new LRUCache<string, OutbreakKind>({ max: MOST_KINDS });
  /** Where a sighting counts for what is usual. */
  readonly #counted = new WeakMap<Sighting, readonly OutbreakKind[]>();
  readonly #calls = new LRUCache<string, CallCounts>({ max: MOST_APIS });

  /** Less surprising ones than `threshold` are none. */
  constructor(threshold: number) {
    this.#threshold = threshold;
  }

  /** A call of an API, by a caller of some roles. */
  count(call: Call, isKnown: boolean): void {
    for (const scope of scopesOf(call)) this.#callsOf(scope).add(call.timeMs, isKnown);
  }

  /** Whether what an indicator says of a call may be a part of what many do there. */
  isOpen(indicator: string, call: Call): boolean {
    return scopesOf(call).some((scope) => {
      const open = this.#kinds.get(keyOf(indicator, scope))?.open;
      return open !== undefined && call.timeMs < open.lookMs + LOOKED_AGAIN_MS;
    });
  }

  /** Takes what was seen of a caller while the API is still only watched: how much of that is usual. */
  learn(sighting: Sighting, call: Call, caller: number): void {
    for (const scope of scopesOf(call)) this.#kindOf(keyOf(sighting.indicator.id, scope)).learn(caller, sighting);
  }

  /** Takes what was seen of a caller that is known. */
  addKnown(sighting: Sighting, call: Call, caller: number): void {
    for (const scope of scopesOf(call)) this.#kindOf(keyOf(sighting.indicator.id, scope)).addKnown(caller, sighting);
  }

  /** Takes what was seen of a caller that is not known; gives the outbreak that it begins or, with this sighting alone, that it is part of: the most surprising of those of the API and of the caller's roles. */
  add(sighting: Sighting, call: Call, caller: number): Outbreak | undefined {
    const outbreaks = scopesOf(call).flatMap((scope) => this.#add(sighting, scope, caller) ?? []);
    return outbreaks.toSorted((one, other) => other.surprise - one.surprise)[0];
  }

  #add(sighting: Sighting, scope: string, caller: number): Outbreak | undefined {
    const { timeMs, surprise } = sighting;
    const kind = this.#kindOf(keyOf(sighting.indicator.id, scope));
    if (!kind.add(caller, sighting)) return undefined;
    this.#counted.set(sighting, [...(this.#counted.get(sighting) ?? []), kind]);
    const { open } = kind;
    if (open !== undefined && timeMs < open.lookMs) return surprise < open.level ? undefined : { ...open, sightings: [sighting] };
    const calls = this.#calls.get(scope);
    const outbreak = calls && kind.strongest(calls, timeMs);
    kind.open = undefined;
    if (outbreak === undefined || outbreak.surprise < this.#threshold) return undefined;
    const { sightings, ...found } = outbreak;
    kind.open = { ...found, lookMs: timeMs + LOOKED_AGAIN_MS };
    // Those before were told when it began.
    return open === undefined ? outbreak : { ...outbreak, sightings: sightings.filter((each) => each === sighting) };
  }

  /** Somebody was told of: what was seen of it is not what is usual. */
  retract(sightings: Iterable<Sighting>): void {
    for (const sighting of sightings) {
      for (const kind of this.#counted.get(sighting) ?? []) kind.retract(sighting);
      this.#counted.delete(sighting);
    }
  }

  /** What an indicator saw of these subjects, given by their keys, is no part of what many do: what goes on without them is judged anew. */
  forget(indicator: string, subjects: ReadonlySet<string>): void {
    for (const [key, kind] of this.#kinds.entries()) if (key.startsWith(keyOf(indicator, ''))) kind.forget(subjects);
  }

  save(): z.input<typeof savedSchema> {
    const kinds = [...this.#kinds.entries()].reverse();
    const calls = [...this.#calls.entries()].reverse();
    let room = MOST_SAVED;
    const lately = kinds.toReversed().map(([key, kind]) => {
      const saved = kind.saveLately(room);
      room -= saved.recent.length;
      return { key, ...saved };
    });
    return {
      kinds: kinds.map(([key, kind]) => [key, kind.usual()]),
      calls: calls.map(([api, { total, sinceMs }]) => [api, total, sinceMs]),
      lately: lately.toReversed(),
      hours: calls.map(([api, counts]) => [api, counts.saveHours()]),
    };
  }

  merge(saved: unknown, indicatorOf: (id: string) => Indicator | undefined): void {
    const { kinds, calls, lately, hours } = savedSchema.parse(saved);
    for (const [key, before] of kinds) this.#kindOf(key).addUsual(before);
    for (const [api, total, sinceMs] of calls) this.#callsOf(api).merge(total, sinceMs);
    for (const [api, counts] of hours) this.#callsOf(api).mergeHours(counts);
    for (const { key, ...kind } of lately) this.#kindOf(key).mergeLately(kind, indicatorOf);
  }

  #callsOf(scope: string): CallCounts {
    let calls = this.#calls.get(scope);
    if (calls === undefined) {
      calls = new CallCounts();
      this.#calls.set(scope, calls);
    }
    return calls;
  }

  #kindOf(key: string): OutbreakKind {
    let kind = this.#kinds.get(key);
    if (kind === undefined) {
      kind = new OutbreakKind();
      this.#kinds.set(key, kind);
    }
    return kind;
  }
}

function keyOf(indicator: string, scope: string): string {
  return `${indicator} ${scope}`;
}
