import { Random } from '@airside/example-shop/random';

const HEX = '0123456789abcdef';
const ID = '0123456789abcdefghjkmnpqrstvwxyz';
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Random choices of one person, device or attack: reproducible, and independent of what others draw. */
export class Draw extends Random {
  readonly #seed: number;

  constructor(seed: number) {
    super(seed);
    this.#seed = seed;
  }

  /** Another stream of choices, named by what it is for; the same name gives the same stream. */
  fork(name: string): Draw {
    let hash = (0x811c9dc5 ^ this.#seed) >>> 0;
    for (let index = 0; index < name.length; index++) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193) >>> 0;
    return new Draw(Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0);
  }

  between(least: number, most: number): number {
    return least + this.next() * (most - least);
  }

  /** One of a list that may be empty. */
  among<T>(choices: readonly T[]): T | undefined {
    return choices[Math.floor(this.next() * choices.length)];
  }

  /** Waiting times between independent events. */
  exponential(mean: number): number {
    return -Math.log(1 - this.next()) * mean;
  }

  /** Log-normal: human pauses, sizes, latencies. `spread` is the standard deviation of the logarithm. */
  around(median: number, spread = 0.5): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
    return median * Math.exp(spread * normal);
  }

  /** Poisson distributed; for means below about 500. */
  count(mean: number): number {
    const limit = Math.exp(-mean);
    let product = this.next();
    let count = 0;
    while (product > limit) {
      product *= this.next();
      count++;
    }
    return count;
  }

  id(prefix: string): string {
    return `${prefix}${this.#characters(ID, 16)}`;
  }

  /** As the first 96 bits of a SHA-256, base64url. */
  hash96(): string {
    return this.#characters(BASE64URL, 16);
  }

  /** In the form of a UUID of version 4. */
  uuid(): string {
    const digits = (count: number): string => this.#characters(HEX, count);
    return `${digits(8)}-${digits(4)}-4${digits(3)}-${'89ab'.charAt(this.integer(0, 3))}${digits(3)}-${digits(12)}`;
  }

  #characters(alphabet: string, length: number): string {
    let text = '';
    let bits = 0;
    const size = alphabet.length;
    for (let index = 0; index < length; index++) {
      // One draw gives 32 bits: enough for five characters of at most six bits.
      if (index % 5 === 0) bits = Math.floor(this.next() * 2 ** 30);
      text += alphabet.charAt(bits % size);
      bits = Math.floor(bits / size);
    }
    return text;
  }
}
