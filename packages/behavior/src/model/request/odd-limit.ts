import { bytesOfText, textOfBytes } from '../../sketch/bytes.ts';
import { addCounts } from './histogram.ts';

const SLOTS = 64;
const LARGEST_SHARE = 0.25;
const MOST = 60_000;

/**
 * Keeps a caller from making usual what is odd: each may teach one odd request, and after that no more than a quarter of all odd ones. So what many begin to
 * send, as after a release, is learned soon, and what one tries out is not. Callers are told apart by 64 slots of a keyed hash.
 */
export class OddLimit {
  readonly #counts = new Uint16Array(SLOTS);
  #total = 0;

  /** Whether the caller may teach one more; counts it where it may. */
  admits(callerHash: number): boolean {
    const slot = callerHash & (SLOTS - 1);
    const own = this.#counts[slot] ?? 0;
    if (own > 0 && own > LARGEST_SHARE * this.#total) return false;
    this.#counts[slot] = own + 1;
    this.#total++;
    if (own + 1 >= MOST) this.halve();
    return true;
  }

  halve(): void {
    this.#total = 0;
    for (let slot = 0; slot < SLOTS; slot++) {
      const count = (this.#counts[slot] ?? 0) >> 1;
      this.#counts[slot] = count;
      this.#total += count;
    }
  }

  /** How much each slot has taught, in base64. */
  save(): string {
    return textOfBytes(new Uint8Array(this.#counts.buffer));
  }

  /** Adds what was saved; throws an Error where that is not what `save` gives. */
  merge(saved: string): void {
    this.#total = addCounts(this.#counts, new Uint16Array(bytesOfText(saved, 2 * SLOTS, 'odd requests').buffer));
  }
}
