import type { AccessRecord } from './access-record.ts';

/** So many successful calls make a caller one that is worth remembering. */
export const ESTABLISHED = 3;

/** What is remembered of one caller, each member by the indicator that uses it; made when it is first needed. Some 200 bytes for a caller that came once, some 900 for one that is known well. */
export class CallerState {
  firstMs: number;
  /** Calls that succeeded. */
  successes = 0;
  /** Operations that were used, first ones first; hashes. */
  operations: number[] = [];
  /** The last different operations, latest last. */
  history: number[] = [];
  networks: number[] = [];
  countries: number[] = [];
  /** Countries it was seen in at all. */
  homes: number[] = [];
  /** Kinds of clients it called with, as `Facts.agent` has them. */
  agents: number[] = [];
  /** What it last changed, and from where: hashes. */
  changes: number[] = [];
  pace: Pace | undefined;
  /** The last two operations; 0 where there are none. */
  last = 0;
  beforeLast = 0;
  /** Mean improbability of the last steps, as −log10. */
  oddity = 0;
  transitions = 0;
  access: AccessRecord | undefined;
  travel: Travel | undefined;

  constructor(firstMs: number) {
    this.firstMs = firstMs;
  }
}

/** How regular calls are: mean and mean square of the logarithms of the times between them. */
export interface Pace {
  lastMs: number;
  count: number;
  mean: number;
  square: number;
}

export interface Travel {
  country: number;
  timeMs: number;
}

/** Puts a number into a short list without doubles; the oldest goes. True where it is new. */
export function remember(list: number[], value: number, most: number): boolean {
  if (list.includes(value)) return false;
  list.push(value);
  if (list.length > most) list.shift();
  return true;
}
