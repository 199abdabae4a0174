import { bytesOfText, textOfBytes } from '../../sketch/bytes.ts';

/** Callers with the same last bits of their hashes of which something is known, those that called last. */
const WAYS = 4;
const SETS = 16;
const SLOTS = SETS * WAYS;
const SAVED_BYTES = 2 * SLOTS * 4;

/** Callers and what each sent last, in base64, and how often one sent the same again. */
export type SavedSenders = readonly [slots: string, repeated: number];

/**
 * What callers sent last with one parameter, for those that called last: a caller that sends the same with each request tells as much by it as by one. A new value of one that was
 * not there before is to be expected as often as callers have values that no other has, however many requests they make.
 */
export class Senders {
  /** Hashes of callers, by their last bits, the latest first; 0 where there is none. */
  readonly #callers = new Uint32Array(SLOTS);
  readonly #values = new Uint32Array(SLOTS);
  #repeated = 0;

  /** How often a caller sent what it had sent before. */
  get repeated(): number {
    return this.#repeated;
  }

  /** Whether something is known of a caller. */
  knows(caller: number): boolean {
    return this.#slotOf(caller) >= 0;
  }

  /** A caller sends something; whether it sent the same last. */
  note(caller: number, hash: number): boolean {
    const first = firstOf(caller);
    const known = this.#slotOf(caller);
    const isSame = known >= 0 && this.#values[known] === hash;
    for (let slot = known < 0 ? first + WAYS - 1 : known; slot > first; slot--) {
      this.#callers[slot] = this.#callers[slot - 1] ?? 0;
      this.#values[slot] = this.#values[slot - 1] ?? 0;
    }
    this.#callers[first] = caller;
    this.#values[first] = hash;
    return isSame;
  }

  /** What was just noted counts as sent again. */
  repeat(): void {
    this.#repeated++;
  }

  halve(): void {
    this.#repeated >>= 1;
  }

  save(): SavedSenders {
    const words = new Uint32Array(2 * SLOTS);
    words.set(this.#callers);
    words.set(this.#values, SLOTS);
    return [textOfBytes(new Uint8Array(words.buffer)), this.#repeated];
  }

  /** Adds what was saved; throws an Error where that is not what `save` gives. */
  merge([slots, repeated]: SavedSenders): void {
    const words = new Uint32Array(bytesOfText(slots, SAVED_BYTES, 'senders').buffer);
    for (let slot = SLOTS - 1; slot >= 0; slot--) {
      const caller = words[slot] ?? 0;
      if (caller !== 0) this.note(caller, words[SLOTS + slot] ?? 0);
    }
    this.#repeated += repeated;
  }

  /** Where a caller is, or −1. */
  #slotOf(caller: number): number {
    const first = firstOf(caller);
    for (let slot = first; slot < first + WAYS; slot++) if (this.#callers[slot] === caller) return slot;
    return -1;
  }
}

function firstOf(caller: number): number {
  return (caller & (SETS - 1)) * WAYS;
}
