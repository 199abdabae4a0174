import { HyperLogLog } from '@airside/openapi';

const EXACT = 64;
const FEW = 6;
const PRECISION = 8;
/** Of 32 bits less those that choose the register. */
const MOST_RANK = 33 - PRECISION;

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

  /** The hashes, while they are counted exactly. */
  get hashes(): readonly number[] {
    return this.#exact;
  }

  /** What the estimate is made of, 256 numbers; undefined while there is none. */
  get registers(): Uint8Array | undefined {
    return this.#estimated?.registers;
  }

  static ofHashes(hashes: Iterable<number>): DistinctCounter {
    const counter = new DistinctCounter();
    for (const hash of hashes) counter.add(hash);
    return counter;
  }

  /** Throws an Error where these are no registers. */
  static ofRegisters(registers: Uint8Array, count: number): DistinctCounter {
    if (registers.length !== 2 ** PRECISION || !registers.every((rank) => rank <= MOST_RANK) || !(count >= 0))
      throw new Error(`distinct: ${2 ** PRECISION} ranks up to ${MOST_RANK} and a count expected`);
    const counter = new DistinctCounter();
    const estimated = new HyperLogLog({ precision: PRECISION });
    const saved = new HyperLogLog({ precision: PRECISION });
    saved.registers.set(registers);
    estimated.merge(saved);
    counter.#estimated = estimated;
    counter.#count = count;
    return counter;
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
