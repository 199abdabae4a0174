import { subjectKey } from '@airside/domain';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';

import type { Sighting } from './sighting.ts';

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
const savedSchema = z.strictObject({
  kinds: z.array(z.tuple([z.string().max(LONGEST_KEY), z.array(z.number().nonnegative()).length(LEVELS.length)])).max(MOST_KINDS),
  calls: z.array(z.tuple([z.string().max(LONGEST_KEY), z.number().nonnegative(), z.number().nonnegative()])).max(MOST_APIS),
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

  /** A call of an API. */
  count(api: string, timeMs: number): void {
    this.#callsOf(api).add(timeMs);
  }

  /** Whether what an indicator says of an API may be a part of what many do there. */
  isOpen(indicator: string, api: string, timeMs: number): boolean {
    const open = this.#kinds.get(keyOf(indicator, api))?.open;
    return open !== undefined && timeMs < open.lookMs + LOOKED_AGAIN_MS;
  }

  /** Takes what was seen of a caller while the API is still only watched: how much of that is usual. */
  learn({ indicator, timeMs, surprise }: Sighting, api: string, caller: number): void {
    if (surprise < LEVELS[0]) return;
    const kind = this.#kindOf(keyOf(indicator.id, api));
    nextDay(kind, timeMs);
    if (kind.learned.length >= MOST_LEARNED || kind.learned.includes(caller)) return;
    kind.learned.push(caller);
    countFrom(kind, 0, surprise);
  }

  /** Takes what was seen of a caller that is not known; gives the outbreak that it begins or, with this sighting alone, that it is part of. */
  add(sighting: Sighting, api: string, caller: number): Outbreak | undefined {
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

  save(): unknown {
    return {
      kinds: [...this.#kinds.entries()]
        .reverse()
        .map(([key, { before, today }]) => [key, [...before].map((count, level) => count + ofDay(today[level] ?? 0))]),
      calls: [...this.#calls.entries()].reverse().map(([api, { total, sinceMs }]) => [api, total, sinceMs]),
    };
  }

  merge(saved: unknown): void {
    const { kinds, calls } = savedSchema.parse(saved);
    for (const [key, before] of kinds) {
      const kind = this.#kindOf(key);
      for (const [level, count] of before.entries()) kind.before[level] = (kind.before[level] ?? 0) + count;
    }
    for (const [api, total, sinceMs] of calls) this.#callsOf(api).merge(total, sinceMs);
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

function ofDay(count: number): number {
  return Math.min(MOST_OF_DAY, count);
}

function keyOf(indicator: string, api: string): string {
  return `${indicator} ${api}`.slice(0, LONGEST_KEY);
}

const HOURS = 25;

/** How many calls there were in each of the last hours, and in all. */
class CallCounts {
  total = 0;
  sinceMs = 0;
  readonly #counts = new Float64Array(HOURS);
  readonly #hours = new Float64Array(HOURS);

  add(timeMs: number): void {
    if (this.total === 0) this.sinceMs = timeMs;
    this.total++;
    const hour = Math.floor(timeMs / HOUR_MS);
    const at = hour % HOURS;
    // A call that took more than a day must not make the calls of now forgotten.
    if ((this.#hours[at] ?? 0) > hour) return;
    if (this.#hours[at] !== hour) {
      this.#hours[at] = hour;
      this.#counts[at] = 0;
    }
    this.#counts[at] = (this.#counts[at] ?? 0) + 1;
  }

  merge(total: number, sinceMs: number): void {
    this.sinceMs = this.total === 0 ? sinceMs : Math.min(this.sinceMs, sinceMs);
    this.total += total;
  }

  within(spanMs: number, timeMs: number): number {
    const last = Math.floor(timeMs / HOUR_MS);
    const hours = Math.ceil(spanMs / HOUR_MS);
    let sum = 0;
    for (let hour = last - hours + 1; hour <= last; hour++) {
      const at = hour % HOURS;
      if (this.#hours[at] === hour) sum += this.#counts[at] ?? 0;
    }
    return sum;
  }
}
