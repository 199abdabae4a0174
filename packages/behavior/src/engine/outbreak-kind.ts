import { subjectKey } from '@airside/domain';
import { z } from 'zod';

import type { Indicator } from '../indicators/indicator.ts';
import type { CallCounts } from './call-counts.ts';
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
/** So many of one day count towards what is usual, so that an attack does not make itself usual. */
const MOST_OF_DAY = 5;
const MOST_LEARNED = 4 * MOST_OF_DAY;
/** A day's worth may come within so long: people do alike at the same hours. */
const BUSY_MS = 8 * HOUR_MS;
/** Rates are not thought to be known from fewer calls. */
const FEWEST_CALLS = 1000;
/** Before anything was seen, half of one is expected. */
const PRIOR = 0.5;
/** The most surprising of all spans and levels is picked, some four of which tell different things (Bonferroni). */
const PICKED = Math.log10(4);

const levels = z.array(z.number().nonnegative()).length(LEVELS.length);

/** What was usual before today, by level. */
export const savedUsual = levels;
/** What was seen within the last day. */
export const savedLately = z.strictObject({
  day: z.int(),
  today: levels,
  learned: z.array(z.int()).max(MOST_LEARNED),
  recent: z.array(z.tuple([z.int(), savedSighting])).max(MOST_RECENT),
  known: z
    .array(z.tuple([z.int(), z.number(), z.number()]))
    .max(MOST_RECENT)
    .default([]),
  open: z.strictObject({ level: z.number(), share: z.number(), surprise: z.number(), lookMs: z.number() }).optional(),
});

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

interface Open extends Omit<Outbreak, 'sightings'> {
  /** Then it is looked at again whether it goes on. */
  lookMs: number;
}

interface Seen {
  readonly caller: number;
  readonly timeMs: number;
  readonly surprise: number;
}

interface SeenOfUnknown extends Seen {
  readonly sighting: Sighting;
}

/** What was seen by one indicator at one place. */
export class OutbreakKind {
  /** The outbreak that goes on, if one does. */
  open: Open | undefined;
  #recent: SeenOfUnknown[] = [];
  /** The same of callers that are known. */
  #known: Seen[] = [];
  /** Callers of all days before today, by level. */
  readonly #before = new Float64Array(LEVELS.length);
  readonly #today = new Float64Array(LEVELS.length);
  #day = 0;
  /** Callers of today that were learned from, without more than that. */
  #learned: number[] = [];

  /** How much is usual. */
  learn(caller: number, { timeMs, surprise }: Sighting): void {
    if (surprise < LEVELS[0]) return;
    this.#nextDay(timeMs);
    if (this.#learned.length >= MOST_LEARNED || this.#learned.includes(caller)) return;
    this.#learned.push(caller);
    this.#countFrom(0, surprise);
  }

  /** Takes what was seen of a caller that is not known. False where that is nothing new. */
  add(caller: number, sighting: Sighting): boolean {
    const { timeMs, surprise } = sighting;
    if (surprise < LEVELS[0]) return false;
    this.#nextDay(timeMs);
    const last = this.#recent.find((seen) => seen.caller === caller);
    if (!note(this.#recent, { caller, timeMs, surprise, sighting })) return false;
    this.#countFrom(last?.surprise ?? 0, surprise);
    return true;
  }

  /** What was seen of a caller of today turned out to be something: it tells nothing of what is usual, but for one a day. */
  retract({ timeMs, surprise }: Sighting): void {
    if (Math.floor(timeMs / DAY_MS) !== this.#day) return;
    for (const [index, level] of LEVELS.entries())
      if (surprise >= level && (this.#today[index] ?? 0) > 1) this.#today[index] = (this.#today[index] ?? 0) - 1;
  }

  /** Takes what was seen of a caller that is known. */
  addKnown(caller: number, { timeMs, surprise }: Sighting): void {
    if (surprise >= LEVELS[0]) note(this.#known, { caller, timeMs, surprise });
  }

  /** The most surprising number of callers within any span and at any level. */
  strongest(calls: CallCounts, timeMs: number): Outbreak | undefined {
    if (this.#recent.length < FEWEST) return undefined;
    const days = Math.max(1, (timeMs - calls.sinceMs) / DAY_MS);
    let strongest: Outbreak | undefined;
    for (const spanMs of SPANS_MS) {
      // Calls that come late are in no hour that is counted.
      const within = Math.max(1, calls.within(spanMs, timeMs));
      const ofKnown = calls.unknownForKnown(spanMs, timeMs);
      for (const [index, level] of LEVELS.entries()) {
        const isOf = (seen: Seen): boolean => seen.surprise >= level && timeMs - seen.timeMs <= spanMs;
        const sightings = this.#recent.flatMap((seen) => (isOf(seen) ? [seen.sighting] : []));
        if (sightings.length < FEWEST) break;
        const before = this.#before[index] ?? 0;
        const rate = Math.max(10 ** -level, (before + PRIOR) / Math.max(calls.total, FEWEST_CALLS));
        const usual = Math.max(within * rate, (before / days) * Math.min(1, spanMs / BUSY_MS));
        // What callers do who are known, too, is no attack by others: a release, a campaign of the market.
        const expected = Math.max(usual, this.#known.filter(isOf).length * ofKnown);
        const surprise = surpriseOf(sightings.length, expected) - PICKED;
        if (surprise > (strongest?.surprise ?? 0))
          strongest = { surprise, level, share: 1 - Math.min(1, expected / sightings.length), sightings };
      }
    }
    return strongest;
  }

  /** These subjects, by their keys, are no part of what many do: what goes on without them is judged anew. */
  forget(subjects: ReadonlySet<string>): void {
    const others = this.#recent.filter(({ sighting }) => !subjects.has(subjectKey(sighting.subject)));
    if (others.length === this.#recent.length) return;
    this.#recent = others;
    this.open = undefined;
  }

  usual(): number[] {
    return [...this.#before];
  }

  addUsual(before: readonly number[]): void {
    add(this.#before, before);
  }

  /** At most so many sightings. */
  saveLately(room: number): z.input<typeof savedLately> & { recent: [number, SavedSighting][] } {
    const recent = this.#recent.slice(0, room);
    return {
      day: this.#day,
      today: [...this.#today],
      learned: [...this.#learned],
      recent: recent.flatMap(({ caller, sighting }) => saveSighting(sighting).map((each): [number, SavedSighting] => [caller, each])),
      known: this.#known.map(({ caller, timeMs, surprise }) => [caller, timeMs, surprise]),
      ...(this.open !== undefined && { open: this.open }),
    };
  }

  mergeLately(
    { day, today, learned, recent, known, open }: z.output<typeof savedLately>,
    indicatorOf: (id: string) => Indicator | undefined,
  ): void {
    this.#nextDay(day * DAY_MS);
    if (day < this.#day) add(this.#before, today.map(ofDay));
    else add(this.#today, today);
    if (day === this.#day) this.#learned.push(...learned.slice(0, MOST_LEARNED - this.#learned.length));
    for (const [caller, each] of recent) {
      const sighting = restoreSighting(each, indicatorOf);
      if (sighting === undefined || this.#recent.some((seen) => seen.caller === caller)) continue;
      this.#recent.push({ caller, sighting, timeMs: sighting.timeMs, surprise: sighting.surprise });
    }
    for (const [caller, timeMs, surprise] of known)
      if (!this.#known.some((seen) => seen.caller === caller)) this.#known.push({ caller, timeMs, surprise });
    for (const list of [this.#recent, this.#known]) {
      list.sort((a, b) => a.timeMs - b.timeMs);
      list.splice(0, list.length - MOST_RECENT);
    }
    if (open !== undefined && open.lookMs > (this.open?.lookMs ?? 0)) this.open = open;
  }

  /** A late call of the day before counts for today: or each such call would begin a day, of which so many count. */
  #nextDay(timeMs: number): void {
    const day = Math.floor(timeMs / DAY_MS);
    if (day <= this.#day) return;
    this.#day = day;
    this.#learned = [];
    add(this.#before, [...this.#today].map(ofDay));
    this.#today.fill(0);
  }

  /** Counts a caller at the levels up to its surprise that it was not counted at before. */
  #countFrom(before: number, surprise: number): void {
    for (const [index, level] of LEVELS.entries()) {
      if (surprise >= level && before < level) this.#today[index] = (this.#today[index] ?? 0) + 1;
    }
  }
}

/** Keeps the latest of each caller, of a day at most. False where as much was seen of that caller within the day. */
function note<S extends Seen>(list: S[], seen: S): boolean {
  const again = list.findIndex(({ caller }) => caller === seen.caller);
  const last = list[again];
  if (last !== undefined) {
    if (last.surprise >= seen.surprise && seen.timeMs - last.timeMs < DAY_MS) return false;
    list.splice(again, 1);
  }
  list.push(seen);
  while (list.length > MOST_RECENT || seen.timeMs - (list[0]?.timeMs ?? seen.timeMs) > DAY_MS) list.shift();
  return true;
}

/** −log10 of the chance of at least so many by a negative binomial distribution of this mean and of size 2: people do alike, and their number varies as the sum of two numbers with geometric distributions does. */
function surpriseOf(count: number, mean: number): number {
  const another = mean / (mean + 2);
  return -count * Math.log10(another) - Math.log10(1 + count * (1 - another));
}

function add(counts: Float64Array, more: readonly number[]): void {
  for (const [level, count] of more.entries()) counts[level] = (counts[level] ?? 0) + count;
}

function ofDay(count: number): number {
  return Math.min(MOST_OF_DAY, count);
}
