import { HyperLogLog } from '@airside/openapi';

const FIRST_SIZE = 4;
const EXACT = 64;
const PRECISION = 8;

/** Counts distinct hashes: exactly up to 64, in as few bytes as they need; then within some 7 % in 256 bytes. */
export class DistinctCounter {
  #exact = new Uint32Array(FIRST_SIZE);
  #count = 0;
  #estimated: HyperLogLog | undefined;
  /** Of the last estimate; undefined when something was added since. */
  #estimate: number | undefined;

  /** False when it was there already, as far as that is known. */
  add(hash: number): boolean {
    if (this.#estimated !== undefined) {
      this.#estimated.addHash(hash);
      this.#estimate = undefined;
      return true;
    }
    const exact = this.#exact;
    const count = this.#count;
    for (let index = 0; index < count; index++) if (exact[index] === hash >>> 0) return false;
    if (count === EXACT) {
      this.#estimated = this.#asEstimate();
      return this.add(hash);
    }
    if (count === exact.length) {
      this.#exact = new Uint32Array(count * 2);
      this.#exact.set(exact);
    }
    this.#exact[count] = hash;
    this.#count = count + 1;
    return true;
  }

  get count(): number {
    if (this.#estimated === undefined) return this.#count;
    this.#estimate ??= this.#estimated.estimate();
    return this.#estimate;
  }

  /** How many there are in this one or the other. */
  countWith(other: DistinctCounter): number {
    if (other.count === 0) return this.count;
    if (this.count === 0) return other.count;
    const both = new DistinctCounter();
    both.merge(this);
    both.merge(other);
    return both.count;
  }

  merge(other: DistinctCounter): void {
    if (other.#estimated === undefined) {
      for (const hash of other.#exact.subarray(0, other.#count)) this.add(hash);
      return;
    }
    this.#estimated ??= this.#asEstimate();
    this.#estimated.merge(other.#estimated);
    this.#estimate = undefined;
  }

  #asEstimate(): HyperLogLog {
    const estimated = new HyperLogLog({ precision: PRECISION });
    for (const hash of this.#exact.subarray(0, this.#count)) estimated.addHash(hash);
    this.#exact = new Uint32Array(0);
    return estimated;
  }
}
