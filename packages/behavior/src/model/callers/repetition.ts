import { z } from 'zod';

import { commonLength, numbersColumn, wordsColumn } from '../../saved/column.ts';
import { combined } from '../../sketch/index.ts';

/** So many pairs of steps are remembered of a caller, with what followed them last. */
const PAIRS = 16;
const DAY_MS = 86_400_000;
const GOES_ON = -1;

/** A column for each number of a repetition, and two for each pair of steps. */
export const savedRepetitions = z.strictObject({
  last: wordsColumn,
  beforeLast: wordsColumn,
  oldest: wordsColumn,
  run: numbersColumn,
  day: numbersColumn,
  longestToday: numbersColumn,
  longestBefore: numbersColumn,
  steps: wordsColumn,
});

export type SavedRepetitions = z.infer<typeof savedRepetitions>;

/**
 * How long a caller has been doing what it did before: after each pair of steps comes the one that came last time. A person who looks around breaks such a run soon, a script whose steps are always the same
 * never does. Some 200 bytes.
 */
export class Repetition {
  #last = 0;
  #beforeLast = 0;
  #run = 0;
  #day = 0;
  #longestToday = 0;
  #longestBefore = 0;
  /** Where the next new pair goes. */
  #oldest = 0;
  /** Pairs, and from `PAIRS` on what followed each. */
  readonly #steps = new Uint32Array(2 * PAIRS);

  /** Steps in a row that were as before. */
  get run(): number {
    return this.#run;
  }

  /** The longest run of former days. */
  get longestBefore(): number {
    return this.#longestBefore;
  }

  /** Takes a step; yields the length of the run that it ended, 0 or more, and −1 where it goes on. */
  note(step: number, timeMs: number): number {
    this.#pass(timeMs);
    const pair = combined(this.#beforeLast, this.#last) || 1;
    const found = this.#find(pair);
    const at = found >= 0 ? found : this.#oldest;
    const isAsBefore = found >= 0 && this.#steps[PAIRS + at] === step;
    if (found < 0) this.#oldest = (at + 1) % PAIRS;
    this.#steps[at] = pair;
    this.#steps[PAIRS + at] = step;
    this.#beforeLast = this.#last;
    this.#last = step;
    const ended = isAsBefore ? GOES_ON : this.#run;
    this.#run = isAsBefore ? this.#run + 1 : 0;
    this.#longestToday = Math.max(this.#longestToday, this.#run);
    return ended;
  }

  /** Of two that know the same caller the one that it was with for longer stays. */
  merge(other: Repetition): void {
    this.#longestBefore = Math.max(this.#longestBefore, other.#longestBefore);
    if (other.#run <= this.#run) return;
    this.#last = other.#last;
    this.#beforeLast = other.#beforeLast;
    this.#run = other.#run;
    this.#longestToday = Math.max(this.#longestToday, other.#longestToday);
    this.#oldest = other.#oldest;
    this.#steps.set(other.#steps);
  }

  static save(all: readonly Repetition[]): SavedRepetitions {
    return {
      last: Uint32Array.from(all, (each) => each.#last),
      beforeLast: Uint32Array.from(all, (each) => each.#beforeLast),
      oldest: Uint32Array.from(all, (each) => each.#oldest),
      run: Float64Array.from(all, (each) => each.#run),
      day: Float64Array.from(all, (each) => each.#day),
      longestToday: Float64Array.from(all, (each) => each.#longestToday),
      longestBefore: Float64Array.from(all, (each) => each.#longestBefore),
      steps: Uint32Array.from(all.flatMap((each) => [...each.#steps])),
    };
  }

  /** Throws an Error where columns are not as long as they have to be. */
  static load({ last, beforeLast, oldest, run, day, longestToday, longestBefore, steps }: SavedRepetitions): readonly Repetition[] {
    const count = commonLength({ last, beforeLast, oldest, run, day, longestToday, longestBefore });
    commonLength({ steps, 'steps of all': { length: count * 2 * PAIRS } });
    return Array.from(last, (step, index) => {
      const made = new Repetition();
      made.#last = step;
      made.#beforeLast = beforeLast[index] ?? 0;
      made.#oldest = (oldest[index] ?? 0) % PAIRS;
      made.#run = run[index] ?? 0;
      made.#day = day[index] ?? 0;
      made.#longestToday = longestToday[index] ?? 0;
      made.#longestBefore = longestBefore[index] ?? 0;
      for (let place = 0; place < 2 * PAIRS; place++) made.#steps[place] = steps[2 * index * PAIRS + place] ?? 0;
      return made;
    });
  }

  #find(pair: number): number {
    for (let at = 0; at < PAIRS; at++) if (this.#steps[at] === pair) return at;
    return -1;
  }

  #pass(timeMs: number): void {
    const day = Math.floor(timeMs / DAY_MS);
    if (day <= this.#day) return;
    this.#day = day;
    this.#longestBefore = Math.max(this.#longestBefore, this.#longestToday);
    this.#longestToday = this.#run;
  }
}
