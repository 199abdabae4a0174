import type { DistributionName } from '@airside/domain';

import type { Cut, Delta, Level } from './series.ts';
import type { Tally } from './tally.ts';

/** Which rows are wanted: of one cut, from a time up to another, both of whole minutes. */
export interface RollupRange {
  readonly cut: Cut;
  readonly fromMs: number;
  /** The first time that is no longer meant. */
  readonly toMs: number;
  /** Only of these APIs. */
  readonly apis?: readonly string[];
  /** Only these values of the cut. */
  readonly values?: readonly string[];
  /** Rows are summed within steps of so long, counted from 1970; over the whole range where absent. A whole number of minutes. */
  readonly stepMs?: number;
  /**
   * How much is read; the more, the more it costs. `counts`: requests and those answered with 5xx, everything else is 0. `none`: all sums and maxima, no
   * distribution. A distribution: that one beside them. `all`: all of them, callers and problems.
   */
  readonly details: 'counts' | 'none' | 'all' | DistributionName;
}

/** What was seen of one series within one step. */
export interface RollupRow {
  readonly api: string;
  readonly value: string;
  /** The beginning of the step; of the range where there are no steps. */
  readonly startMs: number;
  readonly tally: Tally;
}

export interface RollupRetention {
  /** How long rows of each level are kept. */
  readonly keepMs: Readonly<Record<Level, number>>;
  /** Beyond this many rows the oldest minutes are deleted. */
  readonly maxRows: number;
}

export interface RollupStoreState {
  readonly rows: number;
  readonly series: number;
  /** Up to when minutes have become hours, and hours days; null where none has yet. */
  readonly hoursUntilMs: number | null;
  readonly daysUntilMs: number | null;
}

/** The largest range in steps of a read. */
export const MOST_STEPS = 20_000;

/**
 * Where counts by minute, hour and day are kept. What is read is exact whatever levels it is read from: an hour is the sum of its minutes. Methods
 * throw `StoreUnavailableError` when the storage fails and `RangeError` for an argument that can never be right.
 */
export interface RollupStore {
  /** Adds deltas, all of them or (when it throws) none; to hours and days as well where these were made already. */
  append(deltas: readonly Delta[]): void;
  /** The rows of a range, each series and step once, in no order. */
  read(range: RollupRange): readonly RollupRow[];
  /**
   * Makes hours of minutes and days of hours that are over, one API at a time, for so long. False when nothing is left to be done. `caps`: how many
   * values of a cut an API may have within an hour or a day; those with the fewest requests are added up as `_other`.
   */
  roll(nowMs: number, budgetMs: number, caps: Readonly<Record<Cut, number>>): boolean;
  /** Deletes up to so many rows that are kept no longer; fewer than asked for means: done. */
  prune(retention: RollupRetention, nowMs: number, batch: number): number;
  /** The time of the first and the end of the last minute that anything is known of; undefined where nothing is. */
  span(): { readonly fromMs: number; readonly toMs: number } | undefined;
  state(): RollupStoreState;
  close(): void;
}
