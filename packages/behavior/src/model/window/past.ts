import type { Book } from '../book.ts';
import { Recurrences, type SavedRecurrences, savedRecurrences } from '../season/recurrences.ts';
import { RECURS, type SavedSeasons, Seasons, savedSeasons } from '../season/seasons.ts';
import { TIME } from './block.ts';
import type { WindowCount } from './definition.ts';
import { HABIT, Habits } from './habits.ts';
import type { PlaceHabits } from './place-habits.ts';
import { secondOf } from './second.ts';
import { DAY } from './spans.ts';
import type { Tally } from './tally.ts';

const HABIT_MS = 1.5 * DAY;
/** Windows without anything count for so long at most. */
const MOST_EMPTY_MS = 28 * DAY;
/** How fast what one has no experience of is thought to thin out above the floor. */
const PRIOR_EXPONENT = 4;

export const savedPast = { seasons: savedSeasons.optional(), recurrences: savedRecurrences.optional() };

/** Whose windows they are: its key, where it calls from, the place of its block, and since when it is known. */
export interface Counted {
  readonly key: number;
  /** Of a caller that is only a session; 0 for others. */
  readonly place: number;
  readonly at: number;
  readonly sinceMs: number;
}

export interface SavedPast {
  readonly seasons?: SavedSeasons | undefined;
  readonly recurrences?: SavedRecurrences | undefined;
}

/** What the same one did before, by windows that are over: the habits in the blocks of a tally, and what is usual at an hour of the week. */
export class Past {
  readonly #floor: number;
  readonly #spansMs: readonly number[];
  readonly #tally: Tally;
  readonly #habits: Habits;
  readonly #places: PlaceHabits | undefined;
  readonly #book: Book;
  /** Of what is compared with its own past only: what is usual at an hour of the week. */
  readonly #seasons: Seasons | undefined;
  /** Of callers, and what they come from: who does a lot at the same hour of each day. */
  readonly #recurrences: Recurrences | undefined;

  constructor({ floor, spansMs, compare }: WindowCount, tally: Tally, book: Book, places?: PlaceHabits) {
    this.#floor = floor;
    this.#spansMs = spansMs;
    this.#tally = tally;
    this.#habits = new Habits(tally);
    this.#places = places;
    this.#book = book;
    this.#seasons = compare === 'self' ? new Seasons(spansMs) : undefined;
    this.#recurrences = compare === 'both' ? new Recurrences(spansMs) : undefined;
  }

  /**
   * How surprising a window is beside those before it, and beside those of others who called from the same place where a caller is only a session; infinite while these are few; not at all where a caller did as
   * much at this hour of other days.
   */
  surprise({ key, place, at, sinceMs }: Counted, span: number, value: number, users: number, timeMs: number): number {
    const logValue = logOf(value, users);
    const ofPlace = this.#places?.surprise(place, span, logValue, secondOf(timeMs - HABIT_MS)) ?? Number.POSITIVE_INFINITY;
    if (timeMs - sinceMs < HABIT_MS) return ofPlace;
    if (this.#recurrences?.recurs(key, span, timeMs, logValue) === true) return 0;
    return Math.min(ofPlace, this.#habits.surprise(at, span, logValue));
  }

  /**
   * The same for what there is only one of. A window of an hour or less is compared with that hour of other weeks and days, too. Windows in which there was nothing to count are
   * experience as well: of those that went by since there is anything, the ones that are not known were empty.
   */
  surpriseOfSelf({ key, at }: Counted, span: number, value: number, users: number, timeMs: number): number {
    const known = this.#habits.count(at, span);
    const passedMs = Math.min(timeMs - this.#book.sinceMs, MOST_EMPTY_MS);
    const windows = Math.max(known, Math.floor(passedMs / (this.#spansMs[span] ?? 1)));
    if (windows < HABIT) return 0;
    const logValue = logOf(value, users);
    const ofLast = this.#habits.over(at, span, logValue, Math.max(1, known));
    const habit = this.#seasons?.judge(key, span, timeMs, logValue, ofLast) ?? ofLast;
    if (habit === RECURS) return 0;
    const prior = (value / this.#floor) ** -PRIOR_EXPONENT;
    return -Math.log10((known * 10 ** -habit + prior) / (windows + 1));
  }

  /** A window is over. */
  learn({ key, place, at }: Counted, span: number, value: number, users: number): void {
    const logValue = logOf(value, users);
    // The window was that of the last call, however late it is noticed that it is over.
    const lastS = this.#tally.time(TIME.last, at);
    const lastMs = lastS * 1000;
    this.#seasons?.note(key, span, lastMs, logValue, logOf(0, users));
    if (value >= this.#floor) this.#recurrences?.note(key, span, lastMs, logValue, logOf(0, users));
    this.#habits.learn(at, span, logValue);
    this.#places?.learn(place, span, logValue, lastS);
  }

  /** What is usual at an hour, in parts. What the tally has is saved with its table. */
  *save(): Iterable<SavedPast> {
    for (const seasons of this.#seasons?.save() ?? []) yield { seasons };
    for (const recurrences of this.#recurrences?.save() ?? []) yield { recurrences };
  }

  merge({ seasons, recurrences }: SavedPast): void {
    if (seasons !== undefined) this.#seasons?.merge(seasons);
    if (recurrences !== undefined) this.#recurrences?.merge(recurrences);
  }
}

function logOf(value: number, users: number): number {
  return Math.log((value + 1) / (users + 1));
}
