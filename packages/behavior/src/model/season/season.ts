import { surpriseOverHabit } from '../habit.ts';
import { HourRing, hourOf, type SavedHourRing } from './hour-ring.ts';

const DAY = 24;
const WEEK = 7 * DAY;
/** Four whole weeks, and the one that runs. */
const HOURS = 5 * WEEK;
const WEEKS = 4;
const DAYS = 7;
/** So many weeks tell what is usual at an hour of the week, so many days what is at an hour of the day. */
const ENOUGH = 3;
/** What came so often at this hour is no news. */
const TWICE = 2;
/** It may be so much more than it was then. */
const AS_MUCH = Math.log(1.25);
/** The last day may have been so many times what it usually is: growth is followed, an attack that lasts a day does not become the measure. */
const MOST_DRIFT = Math.log(3);
/** Fewer pairs of hours say nothing of how alike days and weeks are. */
const LEAST_PAIRS = 12;

/** What is usual at an hour, and by what. */
export interface Usual {
  readonly value: number;
  /** Earlier values that tell. */
  readonly known: number;
  readonly by: 'hour of week' | 'hour of day';
}

/**
 * What is usual at an hour of the week, as logarithms: by the same hour of the last four weeks, until three of these are known by that of the last seven days. Hours are those of
 * UTC; where clocks are put forward, the hour beside it counts as well. Bounded: 1.7 KB.
 */
export class Season {
  readonly #ring = new HourRing(HOURS);
  #reckoned: { readonly hour: number; readonly drift: number; readonly deviation: number; readonly pairs: number } | undefined;

  /** A value that was reached in its hour; `empty` is the value of hours in which there is nothing. */
  note(timeMs: number, value: number, empty: number): void {
    this.#ring.note(hourOf(timeMs), value, empty);
  }

  /** Undefined where too little is known of the hour. */
  usual(timeMs: number): Usual | undefined {
    const hour = hourOf(timeMs);
    const weekly = this.#earlier(hour, WEEK, WEEKS);
    const [values, by] =
      weekly.length >= ENOUGH ? [weekly, 'hour of week' as const] : [this.#earlier(hour, DAY, DAYS), 'hour of day' as const];
    return values.length < ENOUGH ? undefined : { value: median(values), known: values.length, by };
  }

  /** −log10 of the probability of a value at least so large at this hour; undefined where too little is known of it. */
  surprise(timeMs: number, value: number): number | undefined {
    const usual = this.usual(timeMs);
    if (usual === undefined) return undefined;
    const { drift, deviation, pairs } = this.#reckon(hourOf(timeMs));
    const mean = usual.value + drift;
    return surpriseOverHabit(value, mean, mean * mean + deviation * deviation, Math.max(ENOUGH, pairs));
  }

  /** Whether as much came at this hour, or one beside it, on two of the last days or in two of the last weeks. */
  recurs(timeMs: number, value: number): boolean {
    const hour = hourOf(timeMs);
    return this.#times(hour, value, DAY, DAYS) >= TWICE || this.#times(hour, value, WEEK, WEEKS) >= TWICE;
  }

  save(): SavedHourRing {
    return this.#ring.save();
  }

  /** Throws an Error where that is not what `save` gives. */
  merge(saved: SavedHourRing): void {
    this.#ring.merge(saved);
    this.#reckoned = undefined;
  }

  #times(hour: number, value: number, every: number, most: number): number {
    let times = 0;
    for (let back = 1; back <= most; back++) {
      const then = hour - back * every;
      const reached = Math.max(...[then - 1, then, then + 1].map((each) => this.#ring.at(each) ?? Number.NEGATIVE_INFINITY));
      if (reached + AS_MUCH >= value) times++;
    }
    return times;
  }

  #earlier(hour: number, every: number, most: number): readonly number[] {
    const values: number[] = [];
    for (let back = 1; back <= most; back++) {
      const value = this.#ring.at(hour - back * every);
      if (value !== undefined) values.push(value);
    }
    return values;
  }

  /** How far the last day was from the usual, and how far weeks (else days) are from each other. Once an hour. */
  #reckon(hour: number) {
    if (this.#reckoned?.hour === hour) return this.#reckoned;
    const offsets: number[] = [];
    for (let back = 1; back <= DAY; back++) {
      const [then, own] = [this.usual((hour - back) * 3_600_000), this.#ring.at(hour - back)];
      if (then !== undefined && own !== undefined) offsets.push(own - then.value);
    }
    const drift = offsets.length < DAY / 2 ? 0 : Math.min(MOST_DRIFT, Math.max(-MOST_DRIFT, median(offsets)));
    const weekly = this.#spread(hour, WEEK);
    const { deviation, pairs } = weekly.pairs >= LEAST_PAIRS ? weekly : this.#spread(hour, DAY);
    this.#reckoned = { hour, drift, deviation, pairs };
    return this.#reckoned;
  }

  #spread(hour: number, lag: number): { readonly deviation: number; readonly pairs: number } {
    let [sum, pairs] = [0, 0];
    for (let back = 1; back <= WEEK; back++) {
      const [one, other] = [this.#ring.at(hour - back), this.#ring.at(hour - back - lag)];
      if (one === undefined || other === undefined) continue;
      sum += (one - other) ** 2;
      pairs++;
    }
    return { deviation: pairs === 0 ? 0 : Math.sqrt(sum / pairs / 2), pairs };
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
