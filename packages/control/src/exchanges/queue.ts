/**
 * A first-in-first-out queue of entries that weigh at most `capacity` together: beyond that the oldest give way. Adding and taking cost the same at
 * any size.
 */
export class BoundedQueue<T> {
  readonly #capacity: number;
  readonly #weightOf: (entry: T) => number;
  #entries: (T | undefined)[] = [];
  #head = 0;
  #weight = 0;

  constructor(capacity: number, weightOf: (entry: T) => number = () => 1) {
    this.#capacity = capacity;
    this.#weightOf = weightOf;
  }

  get size(): number {
    return this.#entries.length - this.#head;
  }

  /** Yields how many of the oldest entries had to give way. */
  push(entries: readonly T[]): number {
    let evicted = 0;
    for (const entry of entries) {
      this.#entries.push(entry);
      this.#weight += this.#weightOf(entry);
      for (; this.#weight > this.#capacity; evicted++) this.drop(1);
    }
    return evicted;
  }

  /** The oldest entries, at most `count`. They stay. */
  peek(count: number): T[] {
    return this.#entries.slice(this.#head, this.#head + count) as T[];
  }

  /** Remove the oldest entries, at most `count`. */
  drop(count: number): void {
    const end = Math.min(this.#entries.length, this.#head + count);
    for (let index = this.#head; index < end; index++) this.#weight -= this.#weightOf(this.#entries[index] as T);
    this.#entries.fill(undefined, this.#head, end);
    this.#head = end;
    if (this.#head * 2 < this.#entries.length) return;
    this.#entries = this.#entries.slice(this.#head);
    this.#head = 0;
  }
}
