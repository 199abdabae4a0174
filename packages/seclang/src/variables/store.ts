import { type Entry, lowerKey } from './entry.ts';

const MAX_ENTRIES = 8192;
const MAX_VALUE_BYTES = 1 << 20;

/**
 * A collection that rules write: TX, IP, GLOBAL and their kin. Names compare without case. Holds at most 8,192 variables of at most 1 MiB:
 * what goes beyond is cut off, because rules compute names and values from what a client sends.
 */
export class Store {
  readonly #entries = new Map<string, Entry>();
  readonly #expiry = new Map<string, number>();

  get(key: string): string | undefined {
    return this.#entries.get(lowerKey(key))?.value;
  }

  entry(lower: string): Entry | undefined {
    return this.#entries.get(lower);
  }

  /** `lower` is the key in lower case, where the caller knows it. */
  set(key: string, value: string, lower = lowerKey(key)): void {
    if (this.#entries.size >= MAX_ENTRIES && !this.#entries.has(lower)) return;
    this.#entries.set(lower, { key, value: value.length > MAX_VALUE_BYTES ? value.slice(0, MAX_VALUE_BYTES) : value });
  }

  delete(key: string): void {
    const lower = lowerKey(key);
    this.#entries.delete(lower);
    this.#expiry.delete(lower);
  }

  entries(): Iterable<Entry> {
    return this.#entries.values();
  }

  get size(): number {
    return this.#entries.size;
  }

  /** The variable vanishes at that time (milliseconds since 1970). */
  expireAt(key: string, atMs: number): void {
    this.#expiry.set(lowerKey(key), atMs);
  }

  dropExpired(nowMs: number): void {
    for (const [lower, atMs] of this.#expiry) {
      if (atMs > nowMs) continue;
      this.#expiry.delete(lower);
      this.#entries.delete(lower);
    }
  }
}
