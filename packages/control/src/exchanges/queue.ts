/** A first-in-first-out queue of at most `capacity` entries: beyond that the oldest give way. Adding and taking cost the same at any size. */
export class BoundedQueue<T> {
  readonly #capacity: number;
  #entries: (T | undefined)[] = [];
  #head = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#entries.length - this.#head;
  }

  /** Yields how many of the oldest entries had to give way. */
  push(entries: readonly T[]): number {
    const skipped = Math.max(0, entries.length - this.#capacity);
    for (let index = skipped; index < entries.length; index++) this.#entries.push(entries[index]);
    const evicted = Math.max(0, this.size - this.#capacity);
    this.drop(evicted);
    return skipped + evicted;
  }

  /** The oldest entries, at most `count`. They stay. */
  peek(count: number): T[] {
    return this.#entries.slice(this.#head, this.#head + count) as T[];
  }

  /** Remove the oldest entries, at most `count`. */
  drop(count: number): void {
    const end = Math.min(this.#entries.length, this.#head + count);
    this.#entries.fill(undefined, this.#head, end);
    this.#head = end;
    if (this.#head * 2 < this.#entries.length) return;
    this.#entries = this.#entries.slice(this.#head);
    this.#head = 0;
  }
}
