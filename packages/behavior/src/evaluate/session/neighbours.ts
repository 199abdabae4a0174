import { Tail } from './tail.ts';

const NEAREST = 3;
/** Distances of what hardly differs are not told apart. */
const LEAST_SPREAD = 0.3;
const LEAST_DISTANCE = 0.1;

/** How far something is from the nearest of what was seen, by several features, each in parts of its spread. What is not known makes no distance. */
export class Neighbours {
  readonly #rows: readonly Float64Array[];
  readonly #spreads: Float64Array;
  readonly #tail: Tail;
  readonly #nearest = new Float64Array(NEAREST);

  /** `columns`: how each feature is distributed. It is compared with `most` of the rows, evenly taken from all. */
  constructor(rows: readonly Float64Array[], columns: readonly Tail[], most: number) {
    this.#spreads = Float64Array.from(columns, ({ spread }) => Math.max(LEAST_SPREAD, spread));
    const step = Math.max(1, rows.length / most);
    this.#rows = Array.from({ length: Math.min(rows.length, most) }, (_, index) => rows[Math.floor(index * step)] ?? new Float64Array());
    this.#tail = new Tail(Float64Array.from(this.#rows, (row) => this.#distance(row)));
  }

  /** How likely something is that is so far from the others. A row itself is none of them. */
  probability(features: Float64Array): number {
    return this.#tail.probability(this.#distance(features), this.#rows.includes(features) ? 1 : 0);
  }

  /** The logarithm of the distance to the third nearest. */
  #distance(features: Float64Array): number {
    const nearest = this.#nearest.fill(Number.POSITIVE_INFINITY);
    for (const row of this.#rows) {
      if (row === features) continue;
      let sum = 0;
      const furthest = nearest[NEAREST - 1] ?? 0;
      for (let column = 0; column < row.length && sum < furthest; column++) {
        const apart = Math.abs((row[column] ?? 0) - (features[column] ?? 0)) / (this.#spreads[column] ?? 1);
        if (apart > 0) sum += apart;
      }
      if (sum >= furthest) continue;
      let place = NEAREST - 1;
      while (place > 0 && (nearest[place - 1] ?? 0) > sum) {
        nearest[place] = nearest[place - 1] ?? 0;
        place--;
      }
      nearest[place] = sum;
    }
    const third = nearest[NEAREST - 1] ?? 0;
    return Math.log10(LEAST_DISTANCE + (Number.isFinite(third) ? third : 0));
  }
}
