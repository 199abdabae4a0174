import { z } from 'zod';

/** Width of a step of surprise. */
const STEP = 0.5;
const STEPS = 24;
/** So many observations are needed before a step says something about how often it comes. */
const ENOUGH = 10;
const MOST_OFFSET = 3;
const HALF_LIFE_MS = 14 * 24 * 60 * 60 * 1000;
/** What is forgotten is reckoned up no more often than this. */
const FADE_EVERY_MS = HALF_LIFE_MS / 50;

const savedSchema = z.strictObject({ judged: z.number().nonnegative(), steps: z.array(z.number().nonnegative()).length(STEPS) });

/**
 * How far the surprises of an indicator can be believed: one of s should come once in 10^s judged calls. One that comes more often counts for less.
 * Only what made nobody suspicious is counted, so that an attack neither hides itself nor dulls an indicator by more than three decades.
 */
export class Calibration {
  #judged = 0;
  #steps = new Float64Array(STEPS);
  #fadedAtMs: number | undefined;
  #offset = 0;

  /** So many calls were judged since this was last told. */
  judged(calls: number, nowMs: number): void {
    this.#fade(nowMs);
    this.#judged += calls;
    this.#offset = this.#currentOffset();
  }

  /** A surprise that did not make anybody suspicious. */
  observe(surprise: number): void {
    const last = Math.min(STEPS - 1, Math.floor(surprise / STEP));
    for (let step = 0; step <= last; step++) this.#steps[step] = (this.#steps[step] ?? 0) + 1;
  }

  /** What a surprise is worth. */
  effective(surprise: number): number {
    return Math.max(0, surprise - this.#offset);
  }

  save(): unknown {
    return { judged: this.#judged, steps: [...this.#steps] };
  }

  merge(saved: unknown): void {
    const { judged, steps } = savedSchema.parse(saved);
    this.#judged += judged;
    for (const [step, count] of steps.entries()) this.#steps[step] = (this.#steps[step] ?? 0) + count;
    this.#offset = this.#currentOffset();
  }

  /** Log10 of how much more often surprises come than they should, at the step where that is worst. */
  #currentOffset(): number {
    let offset = 0;
    for (let step = 2; step < STEPS; step++) {
      const count = this.#steps[step] ?? 0;
      if (count < ENOUGH) break;
      offset = Math.max(offset, Math.log10(count / Math.max(this.#judged, count)) + step * STEP);
    }
    return Math.min(offset, MOST_OFFSET);
  }

  #fade(nowMs: number): void {
    this.#fadedAtMs ??= nowMs;
    const elapsedMs = nowMs - this.#fadedAtMs;
    if (elapsedMs < FADE_EVERY_MS) return;
    const factor = 0.5 ** (elapsedMs / HALF_LIFE_MS);
    this.#judged *= factor;
    for (let step = 0; step < STEPS; step++) this.#steps[step] = (this.#steps[step] ?? 0) * factor;
    this.#fadedAtMs = nowMs;
  }
}
