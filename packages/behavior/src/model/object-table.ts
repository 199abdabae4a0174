import { z } from 'zod';

import { bytesColumn, commonLength, wordsColumn } from '../saved/column.ts';

const WAYS = 8;
/** From so many unrelated callers on that have it, an object is no secret. */
const PUBLIC = 3;
const MOST_READERS = 250;
const MOST_IN_PART = 2 ** 17;
const savedObjects = z.strictObject({
  objects: wordsColumn,
  first: wordsColumn,
  second: wordsColumn,
  last: wordsColumn,
  others: bytesColumn,
});

/** Of an object to a caller. `theirs`: others have it and the caller does not; `public`: many have it. */
export type Standing = 'own' | 'theirs' | 'public' | 'unknown';

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

  standing(object: number, caller: number): Standing {
    const row = this.#find(object);
    if (row < 0) return 'unknown';
    if (this.#first[row] === caller || this.#second[row] === caller) return 'own';
    return (this.#others[row] ?? 0) + 2 >= PUBLIC && this.#second[row] !== 0 && (this.#others[row] ?? 0) > 0 ? 'public' : 'theirs';
  }

  /** All that is known, in parts of so many rows. */
  *save(): Generator<z.infer<typeof savedObjects>> {
    for (let from = 0; from < this.#objects.length; from += MOST_IN_PART) {
      const rows: number[] = [];
      for (let row = from; row < Math.min(from + MOST_IN_PART, this.#objects.length); row++) if (this.#objects[row] !== 0) rows.push(row);
      if (rows.length === 0) continue;
      const wordsOf = (column: Uint32Array): Uint32Array<ArrayBuffer> => Uint32Array.from(rows, (row) => column[row] ?? 0);
      yield {
        objects: wordsOf(this.#objects),
        first: wordsOf(this.#first),
        second: wordsOf(this.#second),
        last: wordsOf(this.#last),
        others: Uint8Array.from(rows, (row) => this.#others[row] ?? 0),
      };
    }
  }

  /** Of an object that both know, two of the callers are known afterwards, and how many there are: the same two, whichever is merged into which. */
  merge(saved: unknown): void {
    const { objects, first, second, last, others } = savedObjects.parse(saved);
    commonLength({ objects, first, second, last, others });
    for (const [index, object] of objects.entries()) {
      if (object === 0) continue;
      const found = this.#find(object);
      const row = found >= 0 ? found : this.#room(object);
      const known = found >= 0 ? [this.#first[row] ?? 0, this.#second[row] ?? 0] : [];
      const callers = [...new Set([...known, first[index] ?? 0, second[index] ?? 0])].filter((caller) => caller !== 0);
      if (found >= 0) callers.sort((a, b) => a - b);
      const unnamed = (found >= 0 ? (this.#others[row] ?? 0) : 0) + (others[index] ?? 0) + Math.max(0, callers.length - 2);
      this.#last[row] = Math.max(found >= 0 ? (this.#last[row] ?? 0) : 0, last[index] ?? 0);
      this.#objects[row] = object;
      [this.#first[row], this.#second[row]] = [callers[0] ?? 0, callers[1] ?? 0];
      this.#others[row] = Math.min(MOST_READERS, unnamed);
    }
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
