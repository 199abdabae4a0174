import type { DataClass, ValueTest } from '../data-class.ts';
import { mask } from '../mask.ts';
import { hashOf } from './hash.ts';

/** Distinct values that count: more of the same say nothing new. */
const MOST_DISTINCT = 8;

/** What was seen of a class in a field. Holds no value, only hashes of the first few and a masked example. */
export class Tally {
  readonly dataClass: DataClass;
  /** Values that fit, whole. */
  fits = 0;
  /** Values in which something that fits stands within other text. */
  within = 0;
  /** What the distinct values prove together, in bits. */
  bits = 0;
  /** The lowest chance of a test that was passed. */
  rarest = 1;
  readonly example: string;
  readonly #distinct: number[] = [];

  constructor(dataClass: DataClass, value: string) {
    this.dataClass = dataClass;
    this.example = mask(value, dataClass.mask);
  }

  add(test: ValueTest, value: string, isWithin: boolean): void {
    if (isWithin) this.within++;
    else this.fits++;
    if (test.chance < this.rarest) this.rarest = test.chance;
    if (this.#distinct.length >= MOST_DISTINCT) return;
    const hash = hashOf(value);
    if (this.#distinct.includes(hash)) return;
    this.#distinct.push(hash);
    this.bits -= Math.log2(test.chance);
  }

  /** So many distinct values at least. */
  get distinct(): number {
    return this.#distinct.length;
  }
}
