import { subjectKey } from '@airside/domain';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';

import type { Call } from '../call/call.ts';
import type { Indicator } from '../indicators/indicator.ts';
import { CallCounts, savedHourCounts } from './call-counts.ts';
import { scopesOf } from './outbreak-scopes.ts';
import type { Sighting } from './sighting.ts';
import { restoreSighting, type SavedSighting, savedSighting, saveSighting } from './state/saved-sighting.ts';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const SPANS_MS = [3 * HOUR_MS, DAY_MS] as const;
/** Surprises that are counted by themselves: many weak ones, or few strong ones. */
const LEVELS = [2.5, 3, 3.5, 4, 4.5, 5] as const;
/** Fewer callers are no outbreak. */
const FEWEST = 3;
const MOST_RECENT = 100;
/** Whether an outbreak goes on is looked at no more often. */
const LOOKED_AGAIN_MS = 10 * 60 * 1000;
const MOST_KINDS = 2000;
const MOST_APIS = 2000;
/** So many of one day count towards what is usual, so that an attack does not make itself usual. */
const MOST_OF_DAY = 5;
const MOST_LEARNED = 4 * MOST_OF_DAY;
/** A day's worth may come within so long: people do alike at the same hours. */
const BUSY_MS = 8 * HOUR_MS;
/** Rates are not thought to be known from fewer calls. */
const FEWEST_CALLS = 1000;
/** Before anything was seen, half of one is expected. */
const PRIOR = 0.5;

const LONGEST_KEY = 500;
/** Sightings that are saved, of the kinds of which something was seen last. */
const MOST_SAVED = 20_000;
const key = z.string().max(LONGEST_KEY);
const levels = z.array(z.number().nonnegative()).length(LEVELS.length);
const savedSchema = z.strictObject({
  kinds: z.array(z.tuple([key, levels])).max(MOST_KINDS),
  calls: z.array(z.tuple([key, z.number().nonnegative(), z.number().nonnegative()])).max(MOST_APIS),
  /** Of the last day. */
  lately: z
    .array(
      z.strictObject({
        key,
        day: z.int(),
        today: levels,
        learned: z.array(z.int()).max(MOST_LEARNED),
        recent: z.array(z.tuple([z.int(), savedSighting])).max(MOST_RECENT),
        open: z.strictObject({ level: z.number(), share: z.number(), surprise: z.number(), lookMs: z.number() }).optional(),
      }),
    )
    .max(MOST_KINDS)
    .default([]),
  hours: z
    .array(z.tuple([key, savedHourCounts]))
    .max(MOST_APIS)
    .default([]),
});

interface Seen {
  readonly caller: number;
  readonly sighting: Sighting;
}

/** What was seen by one indicator at one API. */
interface Kind {
  readonly recent: Seen[];
  /** Callers of all days before today, by level. */
  readonly before: Float64Array;
  readonly today: Float64Array;
  day: number;
  /** Callers of today that were learned from, without more than that. */
  readonly learned: number[];
  /** The outbreak that goes on, if one does. */
  open: Open | undefined;
}

interface Open extends Omit<Outbreak, 'sightings'> {
  /** Then it is looked at again whether it goes on. */
  lookMs: number;
}

/** What many callers together are suspected of. */
export interface Outbreak {
  /** The least that is surprising of any of them. */
  readonly level: number;
  /** Which share of them is no chance. */
  readonly share: number;
  /** −log10 of the chance of so many. */
  readonly surprise: number;
  readonly sightings: readonly Sighting[];
}

/**
 * Finds attacks by many callers, each of which does too little to be suspicious by itself: it counts the different callers that one indicator is surprised
 * by at one API within some hours, and compares that with what follows from the calls of these hours and from the days before (a scan statistic, Kulldorff, 1997, with
 * a negative binomial distribution, as callers do alike). Callers that are known do not count, or a release would be an attack.
 */
export class Outbreaks {
  readonly #threshold: number;
  readonly #kinds = new LRUCache<string, Kind>({ max: MOST_KINDS });
  readonly #calls = new LRUCache<string, CallCounts>({ max: MOST_APIS });

  /** Less surprising ones than `threshold` are none. */
  constructor(threshold: number) {
    this.#threshold = threshold;
  }

  /** A call of an API, by a caller of some roles. */
  count(call: Call): void {
    for (const scope of scopesOf(call)) this.#callsOf(scope).add(call.timeMs);
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
    for (const scope of scopesOf(call)) this.#learn(sighting, scope, caller);
  }

  /** Takes what was seen of a caller that is not known; gives the outbreak that it begins or, with this sighting alone, that it is part of: the most surprising of those of the API and of the caller's roles. */
  add(sighting: Sighting, call: Call, caller: number): Outbreak | undefined {
    const outbreaks = scopesOf(call).flatMap((scope) => this.#add(sighting, scope, caller) ?? []);
    return outbreaks.toSorted((one, other) => other.surprise - one.surprise)[0];
  }

  #learn({ indicator, timeMs, surprise }: Sighting, api: string, caller: number): void {
    if (surprise < LEVELS[0]) return;
    const kind = this.#kindOf(keyOf(indicator.id, api));
    nextDay(kind, timeMs);
    if (kind.learned.length >= MOST_LEARNED || kind.learned.includes(caller)) return;
    kind.learned.push(caller);
    countFrom(kind, 0, surprise);
  }

  #add(sighting: Sighting, api: string, caller: number): Outbreak | undefined {
    const { timeMs, surprise } = sighting;
    if (surprise < LEVELS[0]) return undefined;
    const kind = this.#kindOf(keyOf(sighting.indicator.id, api));
    nextDay(kind, timeMs);
    const again = kind.recent.findIndex((seen) => seen.caller === caller);
    const last = kind.recent[again]?.sighting;
    if (last !== undefined) {
      if (last.surprise >= surprise && timeMs - last.timeMs < DAY_MS) return undefined;
      kind.recent.splice(again, 1);
    }
    kind.recent.push({ caller, sighting });
    while (kind.recent.length > MOST_RECENT || timeMs - (kind.recent[0]?.sighting.timeMs ?? timeMs) > DAY_MS) kind.recent.shift();
    countFrom(kind, last?.surprise ?? 0, surprise);
    const { open } = kind;
    if (open !== undefined && timeMs < open.lookMs) return surprise < open.level ? undefined : { ...open, sightings: [sighting] };
    const outbreak = this.#strongest(kind, api, timeMs);
    kind.open = undefined;
    if (outbreak === undefined || outbreak.surprise < this.#threshold) return undefined;
    const { sightings, ...found } = outbreak;
    kind.open = { ...found, lookMs: timeMs + LOOKED_AGAIN_MS };
    // Those before were told when it began.
    return open === undefined ? outbreak : { ...outbreak, sightings: sightings.filter((each) => each === sighting) };
  }

  /** These subjects, by their keys, are no part of what many do: what goes on without them is judged anew. */
  forget(subjects: ReadonlySet<string>): void {
    for (const kind of this.#kinds.values()) {
      const others = kind.recent.filter(({ sighting }) => !subjects.has(subjectKey(sighting.subject)));
      if (others.length === kind.recent.length) continue;
      kind.recent.splice(0, kind.recent.length, ...others);
      kind.open = undefined;
    }
  }

  save(): z.input<typeof savedSchema> {
    const kinds = [...this.#kinds.entries()].reverse();
    const calls = [...this.#calls.entries()].reverse();
    let room = MOST_SAVED;
    const lately = kinds.toReversed().map(([key, { day, today, learned, recent, open }]) => {
      const kept = recent
        .slice(0, room)
        .flatMap(({ caller, sighting }) => saveSighting(sighting).map((each) => [caller, each] as [number, SavedSighting]));
      room -= kept.length;
      return { key, day, today: [...today], learned: [...learned], recent: kept, ...(open !== undefined && { open }) };
    });
    return {
      kinds: kinds.map(([key, { before }]) => [key, [...before]]),
      calls: calls.map(([api, { total, sinceMs }]) => [api, total, sinceMs]),
      lately: lately.toReversed(),
      hours: calls.map(([api, counts]) => [api, counts.saveHours()]),
    };
  }

  merge(saved: unknown, indicatorOf: (id: string) => Indicator | undefined): void {
    const { kinds, calls, lately, hours } = savedSchema.parse(saved);
    for (const [key, before] of kinds) add(this.#kindOf(key).before, before);
    for (const [api, total, sinceMs] of calls) this.#callsOf(api).merge(total, sinceMs);
    for (const [api, counts] of hours) this.#callsOf(api).mergeHours(counts);
    for (const { key, day, today, learned, recent, open } of lately) {
      const kind = this.#kindOf(key);
      nextDay(kind, day * DAY_MS);
      add(day < kind.day ? kind.before : kind.today, day < kind.day ? today.map(ofDay) : today);
      if (day === kind.day) kind.learned.push(...learned.slice(0, MOST_LEARNED - kind.learned.length));
      for (const [caller, each] of recent) {
        const sighting = restoreSighting(each, indicatorOf);
        if (sighting !== undefined && !kind.recent.some((seen) => seen.caller === caller)) kind.recent.push({ caller, sighting });
      }
      kind.recent.sort((a, b) => a.sighting.timeMs - b.sighting.timeMs);
      kind.recent.splice(0, kind.recent.length - MOST_RECENT);
      if (open !== undefined && open.lookMs > (kind.open?.lookMs ?? 0)) kind.open = open;
    }
  }

  #callsOf(api: string): CallCounts {
    let calls = this.#calls.get(api);
    if (calls === undefined) {
      calls = new CallCounts();
      this.#calls.set(api, calls);
    }
    return calls;
  }

  #kindOf(key: string): Kind {
    let kind = this.#kinds.get(key);
    if (kind === undefined) {
      kind = {
        recent: [],
        before: new Float64Array(LEVELS.length),
        today: new Float64Array(LEVELS.length),
        day: 0,
        learned: [],
        open: undefined,
      };
      this.#kinds.set(key, kind);
    }
    return kind;
  }

  #strongest(kind: Kind, api: string, timeMs: number): Outbreak | undefined {
    const calls = this.#calls.get(api);
    if (calls === undefined || kind.recent.length < FEWEST) return undefined;
    const days = Math.max(1, (timeMs - calls.sinceMs) / DAY_MS);
    let strongest: Outbreak | undefined;
    for (const spanMs of SPANS_MS) {
      // Calls that come late are in no hour that is counted.
      const within = Math.max(1, calls.within(spanMs, timeMs));
      for (const [index, level] of LEVELS.entries()) {
        const sightings = kind.recent.flatMap(({ sighting }) =>
          sighting.surprise >= level && timeMs - sighting.timeMs <= spanMs ? [sighting] : [],
        );
        if (sightings.length < FEWEST) break;
        const before = kind.before[index] ?? 0;
        const rate = Math.max(10 ** -level, (before + PRIOR) / Math.max(calls.total, FEWEST_CALLS));
        const expected = Math.max(within * rate, (before / days) * Math.min(1, spanMs / BUSY_MS));
        // The chance of at least so many by a geometric distribution of this mean.
        const surprise = sightings.length * Math.log10((1 + expected) / expected);
        if (surprise > (strongest?.surprise ?? 0))
          strongest = { surprise, level, share: 1 - Math.min(1, expected / sightings.length), sightings };
      }
    }
    return strongest;
  }
}

/** A late call of the day before counts for today: or each such call would begin a day, of which so many count. */
function nextDay(kind: Kind, timeMs: number): void {
  const day = Math.floor(timeMs / DAY_MS);
  if (day <= kind.day) return;
  kind.day = day;
  kind.learned.length = 0;
  for (let level = 0; level < LEVELS.length; level++) {
    kind.before[level] = (kind.before[level] ?? 0) + ofDay(kind.today[level] ?? 0);
    kind.today[level] = 0;
  }
}

/** Counts a caller at the levels up to its surprise that it was not counted at before. */
function countFrom(kind: Kind, before: number, surprise: number): void {
  for (const [index, level] of LEVELS.entries()) {
    if (surprise >= level && before < level) kind.today[index] = (kind.today[index] ?? 0) + 1;
  }
}

function add(counts: Float64Array, more: readonly number[]): void {
  for (const [level, count] of more.entries()) counts[level] = (counts[level] ?? 0) + count;
}

function ofDay(count: number): number {
  return Math.min(MOST_OF_DAY, count);
}

function keyOf(indicator: string, api: string): string {
  return `${indicator} ${api}`.slice(0, LONGEST_KEY);
}
