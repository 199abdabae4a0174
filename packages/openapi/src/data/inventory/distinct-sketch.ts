import { hashOf } from '../judge/hash.ts';

const EXACT = 32;
const REGISTERS = 256;
const ALPHA = 0.7213 / (1 + 1.079 / REGISTERS);

/** Counts distinct texts in at most 256 bytes: exactly up to 32, then within some 7 % (HyperLogLog, Flajolet et al. 2007). */
export class DistinctSketch {
  #exact: Set<number> | undefined = new Set();
  #registers: Uint8Array | undefined;

  add(text: string): void {
    const hash = hashOf(text);
    if (this.#exact !== undefined) {
      this.#exact.add(hash);
      if (this.#exact.size <= EXACT) return;
      const exact = this.#exact;
      this.#exact = undefined;
      this.#registers = new Uint8Array(REGISTERS);
      for (const each of exact) this.#note(each);
    } else this.#note(hash);
  }

  get count(): number {
    const registers = this.#registers;
    if (registers === undefined) return this.#exact?.size ?? 0;
    let sum = 0;
    let zeros = 0;
    for (const rank of registers) {
      sum += 2 ** -rank;
      if (rank === 0) zeros++;
    }
    const estimate = (ALPHA * REGISTERS * REGISTERS) / sum;
    // Few of many registers taken: counting those that are free is more exact.
    return Math.round(estimate <= 2.5 * REGISTERS && zeros > 0 ? REGISTERS * Math.log(REGISTERS / zeros) : estimate);
  }

  #note(hash: number): void {
    const register = hash & (REGISTERS - 1);
    const rank = Math.clz32(hash >>> 8) - 8 + 1;
    if (this.#registers && rank > (this.#registers[register] ?? 0)) this.#registers[register] = rank;
  }
}
