interface Entry<V> {
  readonly value: V;
  isUsed: boolean;
}

const MOST_LOOKS = 64;

/**
 * A map of bounded size, by keys of 32 bits. When it is full, what was not used lately makes room (second chance, Corbató, 1968), and of that first what is not worth keeping: keys that somebody
 * makes up push out each other.
 */
export class ClockMap<V> {
  readonly #most: number;
  readonly #isWorthKeeping: (value: V) => boolean;
  /** By keys as 32 bits with a sign, which are small integers for the engine that runs this; half of those without are found twice as slowly. */
  readonly #entries = new Map<number, Entry<V>>();

  constructor(most: number, isWorthKeeping: (value: V) => boolean = () => true) {
    this.#most = most;
    this.#isWorthKeeping = isWorthKeeping;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: number): V | undefined {
    const entry = this.#entries.get(key | 0);
    if (entry === undefined) return undefined;
    entry.isUsed = true;
    return entry.value;
  }

  set(key: number, value: V): void {
    if (this.#entries.size >= this.#most && !this.#entries.has(key | 0)) this.#makeRoom();
    this.#entries.set(key | 0, { value, isUsed: false });
  }

  /** Keys and values, those first that make room first. */
  *entries(): Generator<readonly [number, V]> {
    for (const [key, { value }] of this.#entries) yield [key >>> 0, value];
  }

  #makeRoom(): void {
    let looks = 0;
    for (const [key, entry] of this.#entries) {
      looks++;
      const isWorthKeeping = this.#isWorthKeeping(entry.value);
      if (looks >= MOST_LOOKS || (!entry.isUsed && !isWorthKeeping) || (!entry.isUsed && looks > MOST_LOOKS / 2)) {
        this.#entries.delete(key);
        return;
      }
      // To the end, where it is looked at last.
      this.#entries.delete(key);
      this.#entries.set(key, entry);
      if (!isWorthKeeping || looks > 1) entry.isUsed = false;
    }
  }
}
