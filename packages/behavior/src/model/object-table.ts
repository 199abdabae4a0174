const WAYS = 8;
/** From so many unrelated callers on that have it, an object is no secret. */
const PUBLIC = 3;
const MOST_READERS = 250;

/**
 * To whom objects were handed: of each the first two callers, and how many others there were. 17 bytes an object, in a fixed number of rows; where rows are taken, the object
 * that was handed out longest ago is forgotten. Who is asked about an object that is not known knows nothing of it, and says so.
 */
export class ObjectTable {
  readonly #buckets: number;
  readonly #objects: Uint32Array;
  readonly #first: Uint32Array;
  readonly #second: Uint32Array;
  readonly #last: Uint32Array;
  readonly #others: Uint8Array;

  /** `rows` is a power of two. */
  constructor(rows: number) {
    this.#buckets = rows / WAYS;
    this.#objects = new Uint32Array(rows);
    this.#first = new Uint32Array(rows);
    this.#second = new Uint32Array(rows);
    this.#last = new Uint32Array(rows);
    this.#others = new Uint8Array(rows);
  }

  /** Somebody has got an object. */
  note(object: number, caller: number, timeMs: number): void {
    const minutes = Math.floor(timeMs / 60_000);
    const found = this.#find(object);
    const row = found >= 0 ? found : this.#room(object);
    this.#last[row] = minutes;
    if (found < 0) {
      this.#objects[row] = object;
      this.#first[row] = caller;
      this.#second[row] = 0;
      this.#others[row] = 0;
    } else if (this.#first[row] === caller || this.#second[row] === caller) return;
    else if (this.#second[row] === 0) this.#second[row] = caller;
    else this.#others[row] = Math.min(MOST_READERS, (this.#others[row] ?? 0) + 1);
  }

  /** `theirs`: others have it and the caller does not; `own`; `public`: many have it; `unknown`. */
  standing(object: number, caller: number): 'own' | 'theirs' | 'public' | 'unknown' {
    const row = this.#find(object);
    if (row < 0) return 'unknown';
    if (this.#first[row] === caller || this.#second[row] === caller) return 'own';
    return (this.#others[row] ?? 0) + 2 >= PUBLIC && this.#second[row] !== 0 && (this.#others[row] ?? 0) > 0 ? 'public' : 'theirs';
  }

  #find(object: number): number {
    const from = (object & (this.#buckets - 1)) * WAYS;
    for (let row = from; row < from + WAYS; row++) if (this.#objects[row] === object) return row;
    return -1;
  }

  #room(object: number): number {
    const from = (object & (this.#buckets - 1)) * WAYS;
    let oldest = from;
    for (let row = from; row < from + WAYS; row++) {
      if (this.#objects[row] === 0) return row;
      if ((this.#last[row] ?? 0) < (this.#last[oldest] ?? 0)) oldest = row;
    }
    return oldest;
  }
}
