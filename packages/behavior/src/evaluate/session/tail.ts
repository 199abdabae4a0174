/** The share of the largest values that the shape of the tail is taken from, and how many of them there have to be. */
const TAIL_SHARE = 0.05;
const LEAST_IN_TAIL = 4;
/** The mean excess that is expected, as a share of the spread of all values, counts for so many values. */
const EXCESS_WEIGHT = 4;
const EXPECTED_EXCESS = 0.25;
const LEAST_EXCESS = 0.02;

/** How likely values are that are at least so large, by values that were seen: as counted, and beyond with the decay of the largest. */
export class Tail {
  readonly #sorted: Float64Array;
  readonly #from: number;
  readonly #share: number;
  readonly #excess: number;

  constructor(values: Float64Array) {
    this.#sorted = values.filter((value) => !Number.isNaN(value)).sort();
    const { length } = this.#sorted;
    const size = Math.min(length, Math.max(LEAST_IN_TAIL, Math.round(TAIL_SHARE * length)));
    this.#from = this.#sorted[length - size] ?? 0;
    this.#share = (size + 0.5) / (length + 1);
    let excess = EXCESS_WEIGHT * EXPECTED_EXCESS * this.spread;
    for (let index = length - size; index < length; index++) excess += (this.#sorted[index] ?? 0) - this.#from;
    this.#excess = Math.max(LEAST_EXCESS, excess / (size + EXCESS_WEIGHT));
  }

  /** Between the lowest and the highest of twenty. */
  get spread(): number {
    return this.quantile(0.95) - this.quantile(0.05);
  }

  quantile(share: number): number {
    const { length } = this.#sorted;
    return this.#sorted[Math.min(length - 1, Math.floor(share * length))] ?? 0;
  }

  /** 1 of a value that is not known, and where nothing was seen. */
  probability(value: number): number {
    const { length } = this.#sorted;
    if (Number.isNaN(value) || length === 0) return 1;
    const counted = (length - firstAtLeast(this.#sorted, value) + 0.5) / (length + 1);
    return value <= this.#from ? counted : Math.min(counted, this.#share * Math.exp((this.#from - value) / this.#excess));
  }
}

function firstAtLeast(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) >= value) high = middle;
    else low = middle + 1;
  }
  return low;
}
