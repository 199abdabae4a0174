import { z } from 'zod';

import { DDSketch } from '../sketch/index.ts';
import { earlier } from './earlier.ts';

const DAY_MS = 86_400_000;
/** How steep a tail may be thought to be at most, and how flat at least. */
const [FLATTEST, STEEPEST] = [1, 4];
/** An exponent that is thought of before anything is known, and how many observations that is worth. */
const [USUAL_EXPONENT, WORTH] = [2, 10];
/** How fast what one has no experience of is thought to thin out above the floor. */
const PRIOR_EXPONENT = 4;
const savedBaseline = z.strictObject({
  sketch: z.unknown(),
  sinceMs: z.number().nonnegative(),
  decayedMs: z.number().nonnegative().optional(),
  /** How the tail was taken to be: values learned since, and what `#fit` has found. */
  fit: z.tuple([z.number().nonnegative(), z.number().nonnegative(), z.number().min(0).max(1), z.number().min(0).max(100)]).optional(),
});

/**
 * How large a number usually is, and how improbable one is that is at least so large. Within what was seen it is the share that was seen; beyond, the tail is
 * taken for one of Pareto's whose exponent is estimated from the largest values (Hill, 1975), made flatter by the error of the estimate and drawn to 2 while there are few. To what was seen comes one observation
 * that was not: with little experience nothing can be very surprising.
 */
export class Baseline {
  readonly #floor: number;
  readonly #halfLifeDays: number;
  readonly #steepest: number;
  #sketch = new DDSketch({ relativeError: 0.03, bins: 512 });
  #sinceMs = 0;
  #decayedMs = 0;
  #learnedSinceFit = 0;
  #threshold = 0;
  #thresholdTail = 1;
  #exponent = FLATTEST;

  /** `floor` is the least value that can be surprising at all, `steepest` the largest exponent that the tail may be thought to have. */
  constructor(floor: number, halfLifeDays: number, steepest = STEEPEST) {
    this.#steepest = steepest;
    this.#floor = floor;
    this.#halfLifeDays = halfLifeDays;
  }

  get observations(): number {
    return Math.round(this.#sketch.count);
  }
  get max(): number {
    return this.#sketch.max;
  }
  get sinceMs(): number {
    return this.#sinceMs;
  }

  quantile(q: number): number {
    return this.#sketch.quantile(q);
  }

  learn(value: number, timeMs: number): void {
    if (this.#sinceMs === 0) {
      this.#sinceMs = timeMs;
      this.#decayedMs = timeMs;
    }
    const days = (timeMs - this.#decayedMs) / DAY_MS;
    if (days >= 1) {
      this.#sketch.decay(2 ** (-days / this.#halfLifeDays));
      this.#decayedMs = timeMs;
    }
    this.#sketch.add(value);
    this.#learnedSinceFit++;
  }

  /**
   * −log10 of the probability of a value at least so large; 0 for what is below the floor. `opportunities` is in how many cases there could have been a value: those in which
   * there was none count as nought.
   */
  surprise(value: number, opportunities = 0): number {
    if (value < this.#floor) return 0;
    if (this.#learnedSinceFit > this.#sketch.count / 50) this.#fit();
    const { count } = this.#sketch;
    const prior = (value / this.#floor) ** -PRIOR_EXPONENT;
    return -Math.log10((count * this.#tail(value) + prior) / (Math.max(count, opportunities) + 1));
  }

  save(): unknown {
    const fit = [this.#learnedSinceFit, this.#threshold, this.#thresholdTail, this.#exponent];
    return { sketch: this.#sketch.saveColumn(), sinceMs: this.#sinceMs, decayedMs: this.#decayedMs, fit };
  }

  /** What is forgotten to an earlier time is forgotten to the later one first. */
  merge(saved: unknown): void {
    const { sketch, sinceMs, decayedMs = sinceMs, fit } = savedBaseline.parse(saved);
    const other = DDSketch.load(sketch);
    const isEmpty = this.#sketch.count === 0;
    if (isEmpty) this.#decayedMs = decayedMs;
    else if (decayedMs > this.#decayedMs) {
      this.#sketch.decay(this.#factor(decayedMs - this.#decayedMs));
      this.#decayedMs = decayedMs;
    } else if (decayedMs > 0) other.decay(this.#factor(this.#decayedMs - decayedMs));
    this.#sketch.merge(other);
    this.#sinceMs = earlier(this.#sinceMs, sinceMs);
    if (isEmpty && fit !== undefined) [this.#learnedSinceFit, this.#threshold, this.#thresholdTail, this.#exponent] = fit;
    else this.#fit();
  }

  #factor(elapsedMs: number): number {
    return 2 ** (-elapsedMs / DAY_MS / this.#halfLifeDays);
  }

  #tail(value: number): number {
    const seen = this.#sketch.tail(value);
    if (value <= this.#threshold || this.#threshold === 0) return seen;
    return Math.max(seen, this.#thresholdTail * (value / this.#threshold) ** -this.#exponent);
  }

  #fit(): void {
    this.#learnedSinceFit = 0;
    const { count } = this.#sketch;
    const above = Math.min(500, Math.max(10, count / 50));
    this.#threshold = this.#sketch.quantile(count < 2 * above ? 0.5 : 1 - above / count);
    if (this.#threshold <= 0) return;
    this.#thresholdTail = Math.max(this.#sketch.tail(this.#threshold), 1 / (count + 1));
    const excess = this.#sketch.excess(this.#threshold);
    const hill = excess.meanLog > 0 ? (1 / excess.meanLog) * (1 - 1 / Math.sqrt(Math.max(2, excess.count))) : STEEPEST;
    const estimate = (excess.count * hill + WORTH * USUAL_EXPONENT) / (excess.count + WORTH);
    this.#exponent = Math.min(this.#steepest, Math.max(FLATTEST, estimate));
  }
}
