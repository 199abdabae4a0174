/** Random numbers that are the same in every run (mulberry32). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** From 0 to below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  of<T>(list: readonly T[]): T {
    const chosen = list[this.below(list.length)];
    if (chosen === undefined) throw new Error('nothing to choose from');
    return chosen;
  }

  /** `count` characters out of an alphabet. */
  text(alphabet: string, count: number): string {
    return Array.from({ length: count }, () => alphabet.charAt(this.below(alphabet.length))).join('');
  }

  digits(count: number): string {
    return this.text('0123456789', count);
  }

  /** Digits in groups: `99-9999`; `A` stands for a letter, `9` for a digit, `x` for a hexadecimal digit. */
  shaped(shape: string): string {
    return shape.replaceAll(/[9Ax]/g, (sign) =>
      sign === '9' ? this.digits(1) : this.text(sign === 'A' ? 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' : '0123456789abcdef', 1),
    );
  }
}
