import { DDSketch } from '@airside/behavior';

const RELATIVE_ERROR = 0.01;
const LOG_GAMMA = Math.log((1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR));
/** Values are held to these bounds, so that there are never more than some 1,500 bins and none has to give way: merging is exact. */
const SMALLEST = 1e-3;
const LARGEST = 1e10;
/** More bins than a quantile needs. */
const MOST_BINS = 4096;
/** Stands for everything smaller than `SMALLEST`. */
const ZERO_BIN = Math.ceil(Math.log(SMALLEST) / LOG_GAMMA) - 1;
const LAST_BIN = Math.ceil(Math.log(LARGEST) / LOG_GAMMA);

/** The bin of a `DDSketch` that a value falls into; what is no number, or negative, counts as 0. */
export function binOf(value: number): number {
  if (!(value >= SMALLEST)) return ZERO_BIN;
  return Math.ceil(Math.log(Math.min(value, LARGEST)) / LOG_GAMMA);
}

/**
 * The bins of a `DDSketch` of 1 % as few bytes: only those that hold something, in order. Roll-ups have five for each series and minute, most of
 * them with a handful of values, for which a sketch's own bins would be twenty times larger.
 */
export class Bins {
  /** Plain arrays: typed ones take longer to make than most of these have values. */
  readonly #indices: number[] = [];
  readonly #counts: number[] = [];

  add(bin: number, count = 1): void {
    const place = this.#placeOf(bin);
    if (this.#indices[place] === bin) this.#counts[place] = (this.#counts[place] ?? 0) + count;
    else {
      this.#indices.splice(place, 0, bin);
      this.#counts.splice(place, 0, count);
    }
  }

  merge(other: Bins): void {
    for (const [bin, count] of other.entries()) this.add(bin, count);
  }

  /** Bins that hold something and how many values each, smallest values first. */
  *entries(): Generator<readonly [bin: number, count: number]> {
    for (const [place, bin] of this.#indices.entries()) yield [bin, this.#counts[place] ?? 0];
  }

  /** The same as a sketch, which answers for quantiles. */
  sketch(): DDSketch {
    const sketch = new DDSketch({ relativeError: RELATIVE_ERROR, bins: MOST_BINS });
    for (const [bin, count] of this.entries()) sketch.add(bin === ZERO_BIN ? 0 : Math.exp(bin * LOG_GAMMA) * (1 - RELATIVE_ERROR), count);
    return sketch;
  }

  get size(): number {
    return this.#indices.length;
  }

  #placeOf(bin: number): number {
    let [low, high] = [0, this.#indices.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#indices[middle] ?? 0) < bin) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Whether a number can be a bin. */
export function isBin(bin: number): boolean {
  return bin >= ZERO_BIN && bin <= LAST_BIN;
}

export { ZERO_BIN };
