import { HyperLogLog } from '@airside/openapi';

const EXACT = 64;
const FEW = 6;
const PRECISION = 8;

/** Counts distinct hashes: exactly up to 64, in as few bytes as they need; then within some 7 % in 256 bytes. */
export class DistinctCounter {
  /** Of 32 bits with a sign: those take less memory than those without. */
  #exact: number[] = [];
  #estimated: HyperLogLog | undefined;
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Returns how many new ones that stands for: 1 or 0 while it is exact, about as many on average afterwards. */
  add(hash: number): number {
    const added = this.#estimated === undefined ? this.#addExactly(hash | 0) : this.#estimated.addHash(hash);
    this.#count += added;
    return added;
  }

  merge(other: DistinctCounter): void {
    if (other.#estimated === undefined) {
      for (const hash of other.#exact) this.add(hash);
      return;
    }
    const estimated = this.#estimated ?? this.#asEstimate();
    estimated.merge(other.#estimated);
    this.#count = estimated.estimate();
  }

  #addExactly(hash: number): number {
    const exact = this.#exact;
    for (let index = 0; index < exact.length; index++) if (exact[index] === hash) return 0;
    if (exact.length === EXACT) return this.#asEstimate().addHash(hash);
    // Most count a few: a copy takes what it needs, whereas an array that grows takes room for seventeen.
    if (exact.length < FEW) this.#exact = exact.concat(hash);
    else exact.push(hash);
    return 1;
  }

  #asEstimate(): HyperLogLog {
    const estimated = new HyperLogLog({ precision: PRECISION });
    for (const hash of this.#exact) estimated.addHash(hash);
    this.#exact = [];
    this.#estimated = estimated;
    return estimated;
  }
}
