import { bytesOfText, textOfBytes } from '../../sketch/bytes.ts';
import { addCounts } from './histogram.ts';

const SLOTS = 64;
/** What anybody may teach, whatever the others do. */
const FREE = 32;
const LARGEST_SHARE = 0.25;
const MOST = 60_000;

/**
 * Keeps a caller from teaching more than its share: with a few callers each teaches what it sends, with many none teaches more than a quarter of all.
 * Callers are told apart by 64 slots of a keyed hash.
 */
export class ShareLimit {
  readonly counts = new Uint16Array(SLOTS);
  total = 0;
  #callers = 0;

  /** Whether the caller may teach once more; counts it where it may. */
  admits(callerHash: number): boolean {
    const slot = callerHash & (SLOTS - 1);
    const own = this.counts[slot] ?? 0;
    if (own >= FREE + Math.max(LARGEST_SHARE, 2 / Math.max(1, this.#callers)) * this.total) return false;
    if (own === 0) this.#callers++;
    this.counts[slot] = own + 1;
    this.total++;
    if (own + 1 >= MOST) this.halve();
    return true;
  }

  halve(): void {
    this.total = 0;
    this.#callers = 0;
    for (let slot = 0; slot < SLOTS; slot++) {
      const count = (this.counts[slot] ?? 0) >> 1;
      this.counts[slot] = count;
      this.total += count;
      if (count > 0) this.#callers++;
    }
  }

  /** How much each slot has taught, in base64. */
  save(): string {
    return textOfBytes(new Uint8Array(this.counts.buffer));
  }

  /** Adds what was saved; throws an Error where that is not what `save` gives. */
  merge(saved: string): void {
    this.total = addCounts(this.counts, new Uint16Array(bytesOfText(saved, 2 * SLOTS, 'shares of callers').buffer));
    this.#callers = this.counts.reduce((callers, count) => callers + (count > 0 ? 1 : 0), 0);
  }
}
