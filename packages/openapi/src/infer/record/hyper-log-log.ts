/** How exact, and by which hash. */
export interface HyperLogLogOptions {
  /** 2 to this power are the bytes that it takes; the error is about 1.04 / √ of that. From 4 to 16. */
  readonly precision?: number;
  /** 32 bits of a text. One with a secret key keeps callers from choosing texts that collide; only sketches of the same hash can be merged. */
  readonly hash?: (text: string) => number;
}

/** An estimate of how many different texts there were (Flajolet et al., HyperLogLog, 2007): within some 3 % in 1 KiB, which is the default. */
export class HyperLogLog {
  readonly registers: Uint8Array;
  readonly #precision: number;
  readonly #hash: (text: string) => number;
  /** Sum of 2^−rank over all registers. */
  #harmonic: number;

  constructor({ precision = 10, hash = hashOf }: HyperLogLogOptions = {}) {
    this.registers = new Uint8Array(2 ** precision);
    this.#precision = precision;
    this.#hash = hash;
    this.#harmonic = this.registers.length;
  }

  add(text: string): void {
    this.addHash(this.#hash(text));
  }

  /**
   * Adds what was hashed already. Returns how many new ones that stands for on average, 0 for what was there already: their sum is an estimate too, and a better one
   * (historic inverse probability; Ting, Streamed approximate counting of distinct elements, 2014).
   */
  addHash(hash: number): number {
    const precision = this.#precision;
    const index = hash >>> (32 - precision);
    const rank = Math.clz32((hash << precision) | (1 << (precision - 1))) + 1;
    const known = this.registers[index] ?? 0;
    if (rank <= known) return 0;
    const standsFor = this.registers.length / this.#harmonic;
    this.#harmonic += 2 ** -rank - 2 ** -known;
    this.registers[index] = rank;
    return standsFor;
  }

  /** Adds what another one of the same precision and hash has seen. */
  merge(other: HyperLogLog): void {
    for (const [index, rank] of other.registers.entries()) {
      const known = this.registers[index] ?? 0;
      if (rank <= known) continue;
      this.#harmonic += 2 ** -rank - 2 ** -known;
      this.registers[index] = rank;
    }
  }

  estimate(): number {
    const size = this.registers.length;
    let zeros = 0;
    for (const rank of this.registers) if (rank === 0) zeros++;
    const raw = (alpha(size) * size * size) / this.#harmonic;
    // Few of many registers taken: counting those that are free is more exact.
    return Math.round(raw <= 2.5 * size && zeros > 0 ? size * Math.log(size / zeros) : raw);
  }
}

/** Bias of the estimate for so many registers (figure 3 of the paper). */
function alpha(registers: number): number {
  if (registers <= 16) return 0.673;
  if (registers <= 32) return 0.697;
  return registers <= 64 ? 0.709 : 0.7213 / (1 + 1.079 / registers);
}

/**
 * 32 bits of a text: FNV-1a with the finish of MurmurHash3. It has no key, so that the same traffic gives the same estimate and estimates can be
 * merged; who picks texts that collide distorts an estimate, and nothing else.
 */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
