import { type Entry, lowerKey } from './entry.ts';

/** How much a collection holds; what goes beyond is cut off, because rules compute names and values from what a client sends. */
export interface StoreBounds {
  readonly variables: number;
  readonly valueBytes: number;
}

/** For collections that live as long as a transaction. */
const TRANSACTION_BOUNDS: StoreBounds = { variables: 8192, valueBytes: 1 << 20 };

/** A collection that rules write: TX, IP, GLOBAL and their kin. Names compare without case. */
export class Store {
  readonly #bounds: StoreBounds;
  readonly #entries = new Map<string, Entry>();
  readonly #expiry = new Map<string, number>();

  constructor(bounds: StoreBounds = TRANSACTION_BOUNDS) {
    this.#bounds = bounds;
  }

  get(key: string): string | undefined {
    return this.#entries.get(lowerKey(key))?.value;
  }

  entry(lower: string): Entry | undefined {
    return this.#entries.get(lower);
  }

  /** `lower` is the key in lower case, where the caller knows it. */
  set(key: string, value: string, lower = lowerKey(key)): void {
    if (this.#entries.size >= this.#bounds.variables && !this.#entries.has(lower)) return;
    const { valueBytes } = this.#bounds;
    this.#entries.set(lower, { key, value: value.length > valueBytes ? value.slice(0, valueBytes) : value });
  }

  delete(key: string): void {
    const lower = lowerKey(key);
    this.#entries.delete(lower);
    this.#expiry.delete(lower);
  }

  /** Keeps an entry as it is; `lower` is its key in lower case. */
  put(lower: string, entry: Entry): void {
    if (this.#entries.size < this.#bounds.variables || this.#entries.has(lower)) this.#entries.set(lower, entry);
  }

  byKey(): Iterable<readonly [lower: string, entry: Entry]> {
    return this.#entries;
  }

  entries(): Iterable<Entry> {
    return this.#entries.values();
  }

  get size(): number {
    return this.#entries.size;
  }

  /** The variable vanishes at that time (milliseconds since 1970). */
  expireAt(key: string, atMs: number): void {
    const lower = lowerKey(key);
    if (this.#entries.has(lower)) this.#expiry.set(lower, atMs);
  }

  dropExpired(nowMs: number): void {
    for (const [lower, atMs] of this.#expiry) {
      if (atMs > nowMs) continue;
      this.#expiry.delete(lower);
      this.#entries.delete(lower);
    }
  }
}
