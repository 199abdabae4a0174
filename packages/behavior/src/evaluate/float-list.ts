const FIRST = 1024;

/** Numbers that become more, 8 bytes each. */
export class FloatList {
  #numbers = new Float64Array(FIRST);
  length = 0;

  push(number: number): void {
    if (this.length === this.#numbers.length) {
      const grown = new Float64Array(2 * this.length);
      grown.set(this.#numbers);
      this.#numbers = grown;
    }
    this.#numbers[this.length++] = number;
  }

  /** So many that were added last. */
  last(count: number): Float64Array {
    return this.#numbers.subarray(Math.max(0, this.length - count), this.length);
  }

  /** A copy, from the least on. */
  sorted(): Float64Array {
    return this.#numbers.slice(0, this.length).sort();
  }
}
