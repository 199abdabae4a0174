import { z } from 'zod';

import { numbersColumn } from '../../saved/column.ts';

export const savedCrowds = z.strictObject({ epochs: numbersColumn, standingOut: numbersColumn, active: numbersColumn });

/** Fewer who stand out at once than that, or than this share of all, are no crowd. */
const LEAST = 10;
const LEAST_SHARE = 0.02;

/**
 * How many of those who are known stand out at once. A release or a marketing day changes what many do on the same day; those who do so after the first ones are no surprise.
 * Callers who are new do not count, or whoever makes up callers would be excused by their number.
 */
export class Crowds {
  readonly #spansMs: readonly number[];
  readonly #epochs: Float64Array;
  readonly #standingOut: Float64Array;
  readonly #active: Float64Array;

  constructor(spansMs: readonly number[]) {
    this.#spansMs = spansMs;
    this.#epochs = new Float64Array(spansMs.length);
    this.#standingOut = new Float64Array(spansMs.length);
    this.#active = new Float64Array(spansMs.length);
  }

  /** A window of somebody known began to stand out. */
  stoodOut(span: number, timeMs: number): void {
    this.#pass(span, timeMs);
    this.#standingOut[span] = (this.#standingOut[span] ?? 0) + 1;
  }

  /** A window of somebody known is over. */
  closed(span: number, timeMs: number): void {
    this.#pass(span, timeMs);
    this.#active[span] = (this.#active[span] ?? 0) + 1;
  }

  /** −log10 of the share that stands out; infinite where they are no crowd. */
  surprise(span: number): number {
    const standingOut = this.#standingOut[span] ?? 0;
    const active = this.#active[span] ?? 0;
    if (standingOut < LEAST || standingOut < active * LEAST_SHARE) return Number.POSITIVE_INFINITY;
    return Math.max(0, -Math.log10(standingOut / Math.max(standingOut, active)));
  }

  save(): z.infer<typeof savedCrowds> {
    return { epochs: this.#epochs.slice(), standingOut: this.#standingOut.slice(), active: this.#active.slice() };
  }

  merge({ epochs, standingOut, active }: z.infer<typeof savedCrowds>): void {
    for (const [span, epoch] of epochs.entries()) {
      if (span >= this.#spansMs.length) break;
      this.#passTo(span, epoch);
      const factor = 2 ** Math.min(0, epoch - (this.#epochs[span] ?? 0));
      this.#standingOut[span] = (this.#standingOut[span] ?? 0) + (standingOut[span] ?? 0) * factor;
      this.#active[span] = (this.#active[span] ?? 0) + (active[span] ?? 0) * factor;
    }
  }

  /** What was a whole window ago counts half. */
  #pass(span: number, timeMs: number): void {
    this.#passTo(span, Math.floor(timeMs / (this.#spansMs[span] ?? 1)));
  }

  #passTo(span: number, epoch: number): void {
    const passed = epoch - (this.#epochs[span] ?? 0);
    if (passed <= 0) return;
    this.#epochs[span] = epoch;
    const factor = 2 ** -passed;
    this.#standingOut[span] = (this.#standingOut[span] ?? 0) * factor;
    this.#active[span] = (this.#active[span] ?? 0) * factor;
  }
}
