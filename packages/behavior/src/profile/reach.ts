import { bytesOfText, textOfBytes } from '../sketch/bytes.ts';

/** Callers are told apart by so many groups, by a keyed hash. */
const GROUPS = 16;
/** From so many groups on, what only one of them sends is no measure. */
const MANY = 8;

/** How far numbers go, by groups of callers: what one caller does alone sets no bound once there are many. Places are counted apart. */
export class Reach {
  readonly #places: number;
  #values: Float64Array;

  constructor(places: number) {
    this.#places = places;
    this.#values = new Float64Array(GROUPS * places).fill(Number.NEGATIVE_INFINITY);
  }

  add(caller: number, place: number, value: number): void {
    const at = (caller & (GROUPS - 1)) * this.#places + place;
    if (value > (this.#values[at] ?? 0)) this.#values[at] = value;
  }

  /** The largest value of a place that two groups of callers reach, or, while there are few groups, one; −Infinity where there is none. */
  most(place: number): number {
    let [first, second, groups] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
    for (let at = place; at < this.#values.length; at += this.#places) {
      const value = this.#values[at] ?? Number.NEGATIVE_INFINITY;
      if (value === Number.NEGATIVE_INFINITY) continue;
      groups++;
      if (value > first) [first, second] = [value, first];
      else if (value > second) second = value;
    }
    return groups >= MANY ? second : first;
  }

  /** The largest value of a place that anybody reaches. */
  utmost(place: number): number {
    let most = Number.NEGATIVE_INFINITY;
    for (let at = place; at < this.#values.length; at += this.#places) most = Math.max(most, this.#values[at] ?? most);
    return most;
  }

  save(): string {
    return textOfBytes(new Uint8Array(this.#values.buffer));
  }

  /** Throws an Error where that is not what `save` gives. */
  merge(saved: string): void {
    const values = new Float64Array(bytesOfText(saved, this.#values.byteLength, 'reach').buffer);
    this.#values = this.#values.map((own, index) => {
      const other = values[index] ?? Number.NEGATIVE_INFINITY;
      return Number.isNaN(other) ? own : Math.max(own, other);
    });
  }
}

/** Bits that values have, by groups of callers, in the same way. */
export class Bits {
  #words = new Uint32Array(GROUPS);

  add(caller: number, bits: number): void {
    const group = caller & (GROUPS - 1);
    this.#words[group] = (this.#words[group] ?? 0) | bits;
  }

  /** Bits that two groups of callers have, or, while there are few groups, one. */
  common(): number {
    let [once, twice, groups] = [0, 0, 0];
    for (const word of this.#words) {
      if (word === 0) continue;
      groups++;
      twice |= once & word;
      once |= word;
    }
    return (groups >= MANY ? twice : once) >>> 0;
  }

  /** In how many groups there are any. */
  get groups(): number {
    return this.#words.reduce((count, word) => count + (word === 0 ? 0 : 1), 0);
  }

  save(): string {
    return textOfBytes(new Uint8Array(this.#words.buffer));
  }

  /** Throws an Error where that is not what `save` gives. */
  merge(saved: string): void {
    const words = new Uint32Array(bytesOfText(saved, this.#words.byteLength, 'bits').buffer);
    this.#words = this.#words.map((own, index) => own | (words[index] ?? 0));
  }
}
