import { z } from 'zod';

import { bytesOf, savedBytes } from './bytes.ts';
import { combined } from './keyed-hash.ts';

const LEAST_BYTES = 8;
const MOST_BYTES = 2 ** 24;
const HASHES = 4;
const saved = z.strictObject({
  bytes: z.int().min(LEAST_BYTES).max(MOST_BYTES),
  current: savedBytes(MOST_BYTES),
  previous: savedBytes(MOST_BYTES),
  taken: z.int().nonnegative(),
});

/**
 * Which hashes were added lately (Bloom, 1970), in two generations: when the younger is full, the older is forgotten. What was added among the last `capacity` is always known;
 * what was not is taken for known with a probability of some 3 %.
 */
export class RotatingBloom {
  #current: Uint8Array;
  #previous: Uint8Array;
  #taken = 0;

  /** `bytes` of one generation, a power of two; the capacity is 8 bits for each. */
  constructor(bytes = 256) {
    if (bytes < LEAST_BYTES || bytes > MOST_BYTES || (bytes & (bytes - 1)) !== 0) {
      throw new RangeError(`the bytes of a Bloom filter are a power of two from ${LEAST_BYTES}, ${bytes} is not`);
    }
    this.#current = new Uint8Array(bytes);
    this.#previous = new Uint8Array(bytes);
  }

  get capacity(): number {
    return this.#current.length;
  }

  /** How many were added to both generations, roughly. */
  get taken(): number {
    return this.#taken;
  }

  has(hash: number): boolean {
    return isIn(this.#current, hash) || isIn(this.#previous, hash);
  }

  add(hash: number): void {
    if (isIn(this.#current, hash)) return;
    if (this.#taken >= this.capacity) {
      const oldest = this.#previous;
      this.#previous = this.#current;
      this.#current = oldest.fill(0);
      this.#taken = 0;
    }
    const mask = this.#current.length * 8 - 1;
    const step = combined(hash, STEP) | 1;
    for (let index = 0; index < HASHES; index++) {
      const bit = (hash + index * step) & mask;
      this.#current[bit >>> 3] = (this.#current[bit >>> 3] ?? 0) | (1 << (bit & 7));
    }
    this.#taken++;
  }

  /** Knows what the other one knows too. One of another size is folded, or repeated: what it knows it knows then with as many bits as the smaller one has. */
  merge(other: RotatingBloom): void {
    unite(this.#current, other.#current);
    unite(this.#previous, other.#previous);
    const taken = other.#taken * Math.max(1, this.capacity / other.capacity);
    this.#taken = Math.min(this.capacity, this.#taken + taken);
  }

  save(): unknown {
    return {
      bytes: this.capacity,
      current: this.#current,
      previous: this.#previous,
      taken: this.#taken,
    };
  }

  static load(value: unknown): RotatingBloom {
    const { bytes, current, previous, taken } = saved.parse(value);
    const filter = new RotatingBloom(bytes);
    filter.#current = bytesOf(current, bytes, 'Bloom filter');
    filter.#previous = bytesOf(previous, bytes, 'Bloom filter');
    filter.#taken = Math.min(bytes, taken);
    return filter;
  }
}

const STEP = 0x5bd1e995;

/** A bit of a filter is the rest of a number by its size, a power of two: a larger filter has it in all places with the same rest. */
function unite(into: Uint8Array, from: Uint8Array): void {
  for (let index = 0; index < Math.max(into.length, from.length); index++) {
    const at = index & (into.length - 1);
    into[at] = (into[at] ?? 0) | (from[index & (from.length - 1)] ?? 0);
  }
}

function isIn(bytes: Uint8Array, hash: number): boolean {
  const mask = bytes.length * 8 - 1;
  const step = combined(hash, STEP) | 1;
  for (let index = 0; index < HASHES; index++) {
    const bit = (hash + index * step) & mask;
    if (((bytes[bit >>> 3] ?? 0) & (1 << (bit & 7))) === 0) return false;
  }
  return true;
}
