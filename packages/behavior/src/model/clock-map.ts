interface Entry<V> {
  readonly value: V;
  isUsed: boolean;
}

const MOST_LOOKS = 64;

export interface ClockMapOptions<V, K> {
  /** So many entries are looked at for one that makes room; the last of these goes in any case. */
  readonly mostLooks?: number;
  /** Told of what made room. */
  readonly onRemoved?: (value: V, key: K) => void;
}

/** For tables of what there are some hundreds of, each worth much: these stay together however many others come and go. */
export const LOOK_AT_LENGTH = 2048;

/**
 * A map of bounded size, by keys of 32 bits or by texts. When it is full, what was not used lately makes room (second chance, Corbató, 1968), and of that first what is not worth keeping: keys that somebody
 * makes up push out each other.
 */
export class ClockMap<V, K extends number | string = number> {
  readonly #most: number;
  readonly #isWorthKeeping: (value: V) => boolean;
  readonly #mostLooks: number;
  readonly #onRemoved: ((value: V, key: K) => void) | undefined;
  /** By keys as 32 bits with a sign, which are small integers for the engine that runs this; half of those without are found twice as slowly. */
  readonly #entries = new Map<number | string, Entry<V>>();

  constructor(most: number, isWorthKeeping: (value: V) => boolean = () => true, options: ClockMapOptions<V, K> = {}) {
    this.#most = most;
    this.#isWorthKeeping = isWorthKeeping;
    this.#mostLooks = options.mostLooks ?? MOST_LOOKS;
    this.#onRemoved = options.onRemoved;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: K): V | undefined {
    const entry = this.#entries.get(kept(key));
    if (entry === undefined) return undefined;
    entry.isUsed = true;
    return entry.value;
  }

  /** The same, which does not make it one that was used. */
  peek(key: K): V | undefined {
    return this.#entries.get(kept(key))?.value;
  }

  set(key: K, value: V): void {
    const at = kept(key);
    if (this.#entries.size >= this.#most && !this.#entries.has(at)) this.#makeRoom();
    this.#entries.set(at, { value, isUsed: false });
  }

  delete(key: K): void {
    this.#entries.delete(kept(key));
  }

  /** Keys and values, those first that make room first. */
  *entries(): Generator<readonly [K, V]> {
    for (const [key, { value }] of this.#entries) yield [given(key) as K, value];
  }

  *values(): Generator<V> {
    for (const { value } of this.#entries.values()) yield value;
  }

  #makeRoom(): void {
    let looks = 0;
    for (const [key, entry] of this.#entries) {
      looks++;
      const isWorthKeeping = this.#isWorthKeeping(entry.value);
      if (looks >= this.#mostLooks || (!entry.isUsed && !isWorthKeeping) || (!entry.isUsed && looks > this.#mostLooks / 2)) {
        this.#entries.delete(key);
        this.#onRemoved?.(entry.value, given(key) as K);
        return;
      }
      // To the end, where it is looked at last.
      this.#entries.delete(key);
      this.#entries.set(key, entry);
      if (!isWorthKeeping || looks > 1) entry.isUsed = false;
    }
  }
}

function kept(key: number | string): number | string {
  return typeof key === 'number' ? key | 0 : key;
}

function given(key: number | string): number | string {
  return typeof key === 'number' ? key >>> 0 : key;
}
