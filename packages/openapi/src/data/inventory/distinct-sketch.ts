import { HyperLogLog } from '../../infer/record/hyper-log-log.ts';
import { hashOf } from '../judge/hash.ts';

const EXACT = 32;
const PRECISION = 8;

/** Counts distinct texts in at most 256 bytes: exactly up to 32, then within some 7 %. */
export class DistinctSketch {
  #exact: Set<number> | undefined = new Set();
  #estimated: HyperLogLog | undefined;

  add(text: string): void {
    const hash = hashOf(text);
    if (this.#exact === undefined) {
      this.#estimated?.addHash(hash);
      return;
    }
    this.#exact.add(hash);
    if (this.#exact.size <= EXACT) return;
    this.#estimated = new HyperLogLog({ precision: PRECISION });
    for (const each of this.#exact) this.#estimated.addHash(each);
    this.#exact = undefined;
  }

  get count(): number {
    return this.#estimated?.estimate() ?? this.#exact?.size ?? 0;
  }
}
