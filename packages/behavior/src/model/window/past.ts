import type { Book } from '../book.ts';
import { surpriseOverHabit } from '../habit.ts';
import { Recurrences, type SavedRecurrences, savedRecurrences } from '../season/recurrences.ts';
import { RECURS, type SavedSeasons, Seasons, savedSeasons } from '../season/seasons.ts';
import { NUMBER, TIME } from './block.ts';
import type { WindowCount } from './definition.ts';
import { DAY } from './spans.ts';
import type { Tally } from './tally.ts';

/** So many windows of the own past make a habit. */
export const HABIT = 4;
const HABIT_MS = 1.5 * DAY;
/** From windows so many times shorter it is known what is usual in long ones. */
const MOST_TIMES = 7;
/** Windows without anything count for so long at most. */
const MOST_EMPTY_MS = 28 * DAY;
/** How fast what one has no experience of is thought to thin out above the floor. */
const PRIOR_EXPONENT = 4;
/** A mean over the last windows, some thirty. */
const LEAST_WEIGHT = 1 / 32;
const MOST_HABITS = 65_535;

export const savedPast = { seasons: savedSeasons.optional(), recurrences: savedRecurrences.optional() };

/** Whose windows they are: its key, the place of its block, and since when it is known. */
export interface Counted {
  readonly key: number;
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
  readonly #book: Book;
  /** Of what is compared with its own past only: what is usual at an hour of the week. */
  readonly #seasons: Seasons | undefined;
  /** Of callers, and what they come from: who does a lot at the same hour of each day. */
  readonly #recurrences: Recurrences | undefined;

  constructor({ floor, spansMs, compare }: WindowCount, tally: Tally, book: Book) {
    this.#floor = floor;
    this.#spansMs = spansMs;
    this.#tally = tally;
    this.#book = book;
    this.#seasons = compare === 'self' ? new Seasons(spansMs) : undefined;
    this.#recurrences = compare === 'both' ? new Recurrences(spansMs) : undefined;
  }

  /**
   * How surprising a window is beside those before it, and infinite while these are few; not at all where a caller did as much at this hour of other days. Whoever has a habit
   * for days has one for weeks.
   */
  surprise({ key, at, sinceMs }: Counted, span: number, value: number, users: number, timeMs: number): number {
    if (timeMs - sinceMs < HABIT_MS) return Number.POSITIVE_INFINITY;
    if (this.#recurrences?.recurs(key, span, timeMs, logOf(value, users)) === true) return 0;
    const lengthMs = this.#spansMs[span] ?? 1;
    for (let shorter = span; shorter >= 0; shorter--) {
      const times = lengthMs / (this.#spansMs[shorter] ?? 1);
      if (times > MOST_TIMES) break;
      const observations = this.#tally.of(NUMBER.count, at, shorter);
      if (observations >= Math.max(HABIT, times))
        return this.#surpriseOverHabit(at, shorter, logOf(value, users) - Math.log(times), observations);
    }
    return Number.POSITIVE_INFINITY;
  }

  /**
   * The same for what there is only one of. A window of an hour or less is compared with that hour of other weeks and days, too. Windows in which there was nothing to count are
   * experience as well: of those that went by since there is anything, the ones that are not known were empty.
   */
  surpriseOfSelf({ key, at }: Counted, span: number, value: number, users: number, timeMs: number): number {
    const known = this.#tally.of(NUMBER.count, at, span);
    const passedMs = Math.min(timeMs - this.#book.sinceMs, MOST_EMPTY_MS);
    const windows = Math.max(known, Math.floor(passedMs / (this.#spansMs[span] ?? 1)));
    if (windows < HABIT) return 0;
    const logValue = logOf(value, users);
    const ofLast = this.#surpriseOverHabit(at, span, logValue, Math.max(1, known));
    const habit = this.#seasons?.judge(key, span, timeMs, logValue, ofLast) ?? ofLast;
    if (habit === RECURS) return 0;
    const prior = (value / this.#floor) ** -PRIOR_EXPONENT;
    return -Math.log10((known * 10 ** -habit + prior) / (windows + 1));
  }

  /** A window is over. */
  learn({ key, at }: Counted, span: number, value: number, users: number): void {
    const tally = this.#tally;
    const logValue = logOf(value, users);
    // The window was that of the last call, however late it is noticed that it is over.
    const lastMs = tally.time(TIME.last, at) * 1000;
    this.#seasons?.note(key, span, lastMs, logValue, logOf(0, users));
    if (value >= this.#floor) this.#recurrences?.note(key, span, lastMs, logValue, logOf(0, users));
    const count = Math.min(MOST_HABITS, tally.of(NUMBER.count, at, span) + 1);
    const weight = Math.max(1 / count, LEAST_WEIGHT);
    tally.set(NUMBER.count, at, span, count);
    tally.set(NUMBER.mean, at, span, tally.of(NUMBER.mean, at, span) * (1 - weight) + logValue * weight);
    tally.set(NUMBER.square, at, span, tally.of(NUMBER.square, at, span) * (1 - weight) + logValue * logValue * weight);
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

  #surpriseOverHabit(at: number, span: number, logValue: number, observations: number): number {
    return surpriseOverHabit(logValue, this.#tally.of(NUMBER.mean, at, span), this.#tally.of(NUMBER.square, at, span), observations);
  }
}

function logOf(value: number, users: number): number {
  return Math.log((value + 1) / (users + 1));
}
