import { surpriseOverHabit } from '../habit.ts';
import { NUMBER } from './block.ts';
import type { Tally } from './tally.ts';

/** So many windows of the past make a habit. */
export const HABIT = 4;
/** From windows so many times shorter it is known what is usual in long ones. */
const MOST_TIMES = 7;
/** A mean over the last windows, some thirty. */
const LEAST_WEIGHT = 1 / 32;
const MOST_HABITS = 65_535;

/** What windows of one row that are over have had, as logarithms: in the blocks of a tally. */
export class Habits {
  readonly #tally: Tally;

  constructor(tally: Tally) {
    this.#tally = tally;
  }

  /** −log10 of the chance of so much in a window, and infinite while there is no habit. Whoever has one for days has one for weeks. */
  surprise(at: number, span: number, logValue: number): number {
    const { spansMs } = this.#tally;
    for (let shorter = span; shorter >= 0; shorter--) {
      const times = (spansMs[span] ?? 1) / (spansMs[shorter] ?? 1);
      if (times > MOST_TIMES) break;
      const observations = this.count(at, shorter);
      if (observations >= Math.max(HABIT, times)) return this.over(at, shorter, logValue - Math.log(times), observations);
    }
    return Number.POSITIVE_INFINITY;
  }

  /** The same by windows of just that length, as if there had been so many. */
  over(at: number, span: number, logValue: number, observations: number): number {
    const tally = this.#tally;
    return surpriseOverHabit(logValue, tally.of(NUMBER.mean, at, span), tally.of(NUMBER.square, at, span), observations);
  }

  /** How many windows there were. */
  count(at: number, span: number): number {
    return this.#tally.of(NUMBER.count, at, span);
  }

  /** A window is over. */
  learn(at: number, span: number, logValue: number): void {
    const tally = this.#tally;
    const count = Math.min(MOST_HABITS, this.count(at, span) + 1);
    const weight = Math.max(1 / count, LEAST_WEIGHT);
    tally.set(NUMBER.count, at, span, count);
    tally.set(NUMBER.mean, at, span, tally.of(NUMBER.mean, at, span) * (1 - weight) + logValue * weight);
    tally.set(NUMBER.square, at, span, tally.of(NUMBER.square, at, span) * (1 - weight) + logValue * logValue * weight);
  }
}
