/** A sample in which each of all that were added is with the same probability (Vitter, algorithm R, 1985). */
export class Reservoir<T> {
  readonly #size: number;
  readonly #random: () => number;
  readonly #sample: T[] = [];
  #seen = 0;

  /** `random` gives numbers from 0 up to 1, like `Math.random`. */
  constructor(size: number, random: () => number) {
    this.#size = size;
    this.#random = random;
  }

  get sample(): readonly T[] {
    return this.#sample;
  }

  /** How many were added. */
  get seen(): number {
    return this.#seen;
  }

  add(value: T): void {
    this.#seen++;
    if (this.#sample.length < this.#size) this.#sample.push(value);
    else {
      const place = Math.floor(this.#random() * this.#seen);
      if (place < this.#size) this.#sample[place] = value;
    }
  }

  /** Takes from each of both in the share of what they have seen. */
  merge(other: Reservoir<T>): void {
    const seen = this.#seen + other.#seen;
    const mine = this.#sample.splice(0);
    const theirs = [...other.#sample];
    let [left, leftOfOther] = [this.#seen, other.#seen];
    while (this.#sample.length < this.#size && mine.length + theirs.length > 0) {
      const takesMine = theirs.length === 0 || (mine.length > 0 && this.#random() * (left + leftOfOther) < left);
      const from = takesMine ? mine : theirs;
      this.#sample.push(...from.splice(Math.floor(this.#random() * from.length), 1));
      if (takesMine) left--;
      else leftOfOther--;
    }
    this.#seen = seen;
  }
}
