import { LRUCache } from 'lru-cache';

/**
 * A map of bounded size in which each key has a rank. When it is full, what was used least lately makes room, of the lowest rank that has more than its share: whoever makes up keys of one
 * rank pushes out others of that rank, and of others no more than what they have beyond their share. A key keeps the highest rank that it was given.
 */
export class RankedMap<V extends object> {
  readonly #shares: readonly number[];
  readonly #most: number;
  readonly #onRemoved: (key: string) => void;
  readonly #ranks: readonly LRUCache<string, V>[];

  /** `shares`: how many of each rank are kept in any case. */
  constructor(shares: readonly number[], onRemoved: (key: string) => void) {
    this.#shares = shares;
    this.#most = shares.reduce((sum, share) => sum + share, 0);
    this.#onRemoved = onRemoved;
    this.#ranks = shares.map(() => new LRUCache({ max: this.#most + 1 }));
  }

  get size(): number {
    return this.#ranks.reduce((sum, { size }) => sum + size, 0);
  }

  has(key: string): boolean {
    return this.#rankOf(key) >= 0;
  }

  peek(key: string): V | undefined {
    return this.#ranks[this.#rankOf(key)]?.peek(key);
  }

  /** The same, which makes it the one used last. */
  get(key: string): V | undefined {
    return this.#ranks[this.#rankOf(key)]?.get(key);
  }

  set(key: string, value: V, rank: number): void {
    const before = this.#rankOf(key);
    if (before >= 0 && before < rank) this.#ranks[before]?.delete(key);
    this.#ranks[Math.max(before, rank)]?.set(key, value);
    if (this.size > this.#most) this.#makeRoom();
  }

  /** Those of the lowest rank first, of each the ones used last at the end. */
  *entries(): Generator<readonly [key: string, value: V, rank: number]> {
    for (const [rank, values] of this.#ranks.entries()) {
      for (const key of values.rkeys()) {
        const value = values.peek(key);
        if (value !== undefined) yield [key, value, rank];
      }
    }
  }

  #rankOf(key: string): number {
    return this.#ranks.findIndex((values) => values.has(key));
  }

  #makeRoom(): void {
    const values = this.#ranks.find(({ size }, rank) => size > (this.#shares[rank] ?? 0));
    const { value: oldest } = values?.rkeys().next() ?? {};
    if (oldest === undefined) return;
    values?.delete(oldest);
    this.#onRemoved(oldest);
  }
}
