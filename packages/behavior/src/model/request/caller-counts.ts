import { bytesOfText, textOfBytes } from '../../sketch/bytes.ts';
import { addCounts } from './histogram.ts';

const SLOTS = 64;
const MOST = 60_000;

/** How much each caller has taught. Callers are told apart by 64 slots of a keyed hash; all is halved where one of them runs over. */
export class CallerCounts {
  readonly #counts = new Uint16Array(SLOTS);
  #total = 0;
  #callers = 0;

  /** Of all callers together. */
  get total(): number {
    return this.#total;
  }

  /** How many there are. */
  get callers(): number {
    return this.#callers;
  }

  of(callerHash: number): number {
    return this.#counts[callerHash & (SLOTS - 1)] ?? 0;
  }

  add(callerHash: number): void {
    const own = this.of(callerHash);
    if (own === 0) this.#callers++;
    this.#counts[callerHash & (SLOTS - 1)] = own + 1;
    this.#total++;
    if (own + 1 >= MOST) this.halve();
  }

  halve(): void {
    this.#total = 0;
    for (let slot = 0; slot < SLOTS; slot++) {
      const count = (this.#counts[slot] ?? 0) >> 1;
      this.#counts[slot] = count;
      this.#total += count;
    }
    this.#countCallers();
  }

  /** In base64. */
  save(): string {
    return textOfBytes(new Uint8Array(this.#counts.buffer));
  }

  /** Adds what was saved; throws an Error where that is not what `save` gives. */
  merge(saved: string): void {
    this.#total = addCounts(this.#counts, new Uint16Array(bytesOfText(saved, 2 * SLOTS, 'counts of callers').buffer));
    this.#countCallers();
  }

  #countCallers(): void {
    this.#callers = this.#counts.reduce((callers, count) => callers + (count > 0 ? 1 : 0), 0);
  }
}
