import { z } from 'zod';

import { bytesOf, savedBytes } from './bytes.ts';
import { combinedWith, halfCombined } from './keyed-hash.ts';

const DEPTH = 4;
const MOST_WIDTH = 2 ** 22;
const saved = z.strictObject({
  width: z.int().min(16).max(MOST_WIDTH),
  counts: savedBytes(4 * DEPTH * MOST_WIDTH),
});

/**
 * How often each of many hashes was seen, in fixed memory (Cormode and Muthukrishnan, 2005; conservative update, Estan and Varghese, 2002): never too few,
 * and too many by more than 2.7 / width of all with a probability of less than e^−4.
 */
export class CountMin {
  readonly #width: number;
  readonly #counts: Float32Array;

  /** `width` is a power of two; it takes 16 bytes for each of it. */
  constructor(width = 4096) {
    if (width < 16 || width > MOST_WIDTH || (width & (width - 1)) !== 0) throw new RangeError(`a width is a power of two, ${width} is not`);
    this.#width = width;
    this.#counts = new Float32Array(DEPTH * width);
  }

  /** Adds so many, and returns how many there are of it now. */
  add(hash: number, many = 1): number {
    const next = this.estimate(hash) + many;
    const counts = this.#counts;
    const half = halfCombined(hash);
    for (let row = 0; row < DEPTH; row++) {
      const at = row * this.#width + (combinedWith(half, row) & (this.#width - 1));
      if ((counts[at] ?? 0) < next) counts[at] = next;
    }
    return next;
  }

  estimate(hash: number): number {
    const counts = this.#counts;
    const half = halfCombined(hash);
    let least = Number.POSITIVE_INFINITY;
    for (let row = 0; row < DEPTH; row++) {
      const count = counts[row * this.#width + (combinedWith(half, row) & (this.#width - 1))] ?? 0;
      if (count < least) least = count;
    }
    return least;
  }

  /** All counts times a factor, so that what is long ago counts less. */
  decay(factor: number): void {
    for (let index = 0; index < this.#counts.length; index++) this.#counts[index] = (this.#counts[index] ?? 0) * factor;
  }

  /** Adds the counts of another one of the same width. */
  merge(other: CountMin): void {
    if (other.#width !== this.#width) throw new Error(`count-min: a width of ${this.#width} expected, ${other.#width} found`);
    for (const [index, count] of other.#counts.entries()) this.#counts[index] = (this.#counts[index] ?? 0) + count;
  }

  save(): unknown {
    return { width: this.#width, counts: new Uint8Array(this.#counts.buffer) };
  }

  static load(value: unknown): CountMin {
    const { width, counts } = saved.parse(value);
    const sketch = new CountMin(width);
    const bytes = bytesOf(counts, 4 * DEPTH * width, 'count-min');
    for (const [index, count] of new Float32Array(bytes.buffer).entries()) {
      if (!(count >= 0 && count < Number.POSITIVE_INFINITY)) throw new Error(`count-min: ${count} is no count`);
      sketch.#counts[index] = count;
    }
    return sketch;
  }
}
