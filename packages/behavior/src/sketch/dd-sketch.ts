import { z } from 'zod';

const MOST_BINS = 4096;
const saved = z.strictObject({
  relativeError: z.number().min(0.001).max(0.5),
  bins: z.int().min(16).max(MOST_BINS),
  zero: z.number().nonnegative(),
  offset: z.int().min(-100_000).max(100_000),
  counts: z.union([z.array(z.number().nonnegative()).max(MOST_BINS), z.instanceof(Float64Array).refine(areCounts)]),
  sum: z.number(),
  min: z.number().nonnegative(),
  max: z.number().nonnegative(),
});

export type SavedDDSketch = Readonly<Omit<z.infer<typeof saved>, 'counts'>> & { readonly counts: number[] };

export interface DDSketchOptions {
  /** Quantiles are within this share of the true value. */
  readonly relativeError?: number;
  /** Bins at most; when there would be more, the smallest values share one. 1 % and 2048 bins cover seventeen orders of magnitude. */
  readonly bins?: number;
}

/** A distribution of values from 0 up, with quantiles of a relative error (Masson, Rim and Lee, DDSketch, 2019). Values that are none (NaN, negative, infinite) count as 0. */
export class DDSketch {
  readonly relativeError: number;
  readonly #bins: number;
  readonly #logGamma: number;
  #zero = 0;
  /** Index of the first bin in `#counts`. */
  #offset = 0;
  #counts = new Float64Array(0);
  #total = 0;
  #sum = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = 0;

  constructor({ relativeError = 0.01, bins = 2048 }: DDSketchOptions = {}) {
    this.relativeError = relativeError;
    this.#bins = Math.min(bins, MOST_BINS);
    this.#logGamma = Math.log((1 + relativeError) / (1 - relativeError));
  }

  /** How many values, those that decayed in part. */
  get count(): number {
    return this.#total;
  }
  get sum(): number {
    return this.#sum;
  }
  get max(): number {
    return this.#max;
  }
  /** 0 where there are none. */
  get min(): number {
    return this.#total > 0 ? this.#min : 0;
  }

  add(value: number, weight = 1): void {
    const known = value > 0 && value < Number.POSITIVE_INFINITY ? value : 0;
    this.#total += weight;
    this.#sum += known * weight;
    if (known < this.#min) this.#min = known;
    if (known > this.#max) this.#max = known;
    if (known < SMALLEST) this.#zero += weight;
    else this.#addToBin(this.#indexOf(known), weight);
  }

  /** The value below which this share of all lies, `q` from 0 to 1; 0 where there are none. */
  quantile(q: number): number {
    const rank = q * this.#total;
    let below = this.#zero;
    if (this.#total === 0 || rank <= below) return 0;
    for (let index = 0; index < this.#counts.length; index++) {
      const count = this.#counts[index] ?? 0;
      below += count;
      if (count > 0 && below >= rank) return Math.min(this.#max, Math.max(this.#min, this.#valueOf(index + this.#offset)));
    }
    return this.#max;
  }

  /** The share of values that are at least so large, by the bins: from 0 to 1. */
  tail(value: number): number {
    if (this.#total === 0) return 0;
    if (value < SMALLEST) return 1;
    const first = Math.max(0, this.#indexOf(value) - this.#offset);
    let above = 0;
    for (let index = first; index < this.#counts.length; index++) above += this.#counts[index] ?? 0;
    return Math.min(1, above / this.#total);
  }

  /** How many values are above one that is greater than 0, and the mean of the logarithms of their ratios to it: what Hill's estimate of a tail needs. */
  excess(over: number): { readonly count: number; readonly meanLog: number } {
    const first = Math.max(0, this.#indexOf(over) + 1 - this.#offset);
    let count = 0;
    let sum = 0;
    for (let index = first; index < this.#counts.length; index++) {
      const weight = this.#counts[index] ?? 0;
      count += weight;
      sum += weight * Math.log(this.#valueOf(index + this.#offset) / over);
    }
    return { count, meanLog: count > 0 ? sum / count : 0 };
  }

  /** All that was seen counts only so much from now on; `factor` from 0 to 1. Least and largest stay. */
  decay(factor: number): void {
    this.#zero *= factor;
    this.#total *= factor;
    this.#sum *= factor;
    for (let index = 0; index < this.#counts.length; index++) this.#counts[index] = (this.#counts[index] ?? 0) * factor;
  }

  /** Adds the values of another sketch of the same error. */
  merge(other: DDSketch): void {
    if (other.relativeError !== this.relativeError) {
      throw new Error(`DDSketch: a relative error of ${this.relativeError} expected, ${other.relativeError} found`);
    }
    for (const [index, count] of other.#counts.entries()) if (count > 0) this.#addToBin(index + other.#offset, count);
    this.#zero += other.#zero;
    this.#total += other.#total;
    this.#sum += other.#sum;
    this.#min = Math.min(this.#min, other.#min);
    this.#max = Math.max(this.#max, other.#max);
  }

  save(): SavedDDSketch {
    return {
      relativeError: this.relativeError,
      bins: this.#bins,
      zero: this.#zero,
      offset: this.#offset,
      counts: [...this.#counts],
      sum: this.#sum,
      min: this.min,
      max: this.#max,
    };
  }

  /** The same with the bins that are not empty as a column. */
  saveColumn(): Omit<SavedDDSketch, 'counts'> & { readonly counts: Float64Array } {
    const from = Math.max(
      0,
      this.#counts.findIndex((count) => count > 0),
    );
    const counts = this.#counts.slice(from, this.#counts.findLastIndex((count) => count > 0) + 1);
    const { relativeError, min } = this;
    return { relativeError, bins: this.#bins, zero: this.#zero, offset: this.#offset + from, counts, sum: this.#sum, min, max: this.#max };
  }

  /** Throws a ZodError that says what is wrong. */
  static load(value: unknown): DDSketch {
    const { relativeError, bins, zero, offset, counts, sum, min, max } = saved.parse(value);
    const sketch = new DDSketch({ relativeError, bins });
    sketch.#zero = zero;
    sketch.#offset = offset;
    sketch.#counts = Float64Array.from(counts);
    sketch.#total = sketch.#counts.reduce((total, count) => total + count, zero);
    sketch.#sum = sum;
    sketch.#min = sketch.#total > 0 ? min : Number.POSITIVE_INFINITY;
    sketch.#max = max;
    return sketch;
  }

  #indexOf(value: number): number {
    return Math.ceil(Math.log(value) / this.#logGamma);
  }

  #valueOf(index: number): number {
    const upper = Math.exp(index * this.#logGamma);
    return upper * (1 - this.relativeError);
  }

  #addToBin(index: number, weight: number): void {
    if (this.#counts.length === 0) {
      this.#offset = index - (FIRST_BINS >> 1);
      this.#counts = new Float64Array(FIRST_BINS);
    }
    const at = index - this.#offset;
    if (at < 0 || at >= this.#counts.length) this.#makeRoomFor(index);
    const place = Math.max(0, index - this.#offset);
    this.#counts[place] = (this.#counts[place] ?? 0) + weight;
  }

  /** Grows to where the index lies, at most to as many bins as there may be: then the smallest values share the first one. */
  #makeRoomFor(index: number): void {
    const old = this.#counts;
    const top = Math.max(index + 1, this.#offset + old.findLastIndex((count) => count > 0) + 1);
    const bottom = Math.min(index, this.#offset);
    const wanted = Math.max(top - bottom, Math.min(this.#bins, old.length * 2));
    const length = Math.min(this.#bins, wanted);
    const offset = Math.max(top - length, bottom);
    const counts = new Float64Array(length);
    for (const [at, count] of old.entries()) {
      const place = Math.max(0, at + this.#offset - offset);
      counts[place] = (counts[place] ?? 0) + count;
    }
    this.#counts = counts;
    this.#offset = offset;
  }
}

function areCounts(counts: Float64Array): boolean {
  return counts.length <= MOST_BINS && counts.every((count) => count >= 0 && count < Number.POSITIVE_INFINITY);
}

/** What is smaller counts as 0. */
const SMALLEST = 1e-9;
const FIRST_BINS = 16;
