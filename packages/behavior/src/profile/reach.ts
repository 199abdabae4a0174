import { bytesOfText, textOfBytes } from '../sketch/bytes.ts';

/** Callers are told apart by so many groups, by a keyed hash. */
const GROUPS = 16;
/** From so many groups on, what only one of them sends is no measure. */
const MANY = 8;
/** A group has one line of the processor's cache. */
const PLACES = 8;
const NONE = Number.NEGATIVE_INFINITY;

/**
 * How far numbers go, and which bits values have, by groups of callers: what one caller does alone sets no bound once there are many. Eight numbers are kept apart, by their place;
 * a place holds either the largest value or bits.
 */
export class Reach {
  #cells = new Float64Array(GROUPS * PLACES).fill(NONE);

  /** Where the numbers of a caller begin, by its hash. */
  of(caller: number): number {
    return (caller & (GROUPS - 1)) * PLACES;
  }

  raise(from: number, place: number, value: number): void {
    const cells = this.#cells;
    if (value > (cells[from + place] ?? 0)) cells[from + place] = value;
  }

  /** Sets bits, of 32. */
  mark(from: number, place: number, bits: number): void {
    const cells = this.#cells;
    const known = cells[from + place] ?? NONE;
    cells[from + place] = (known === NONE ? bits : known | bits) >>> 0;
  }

  /** The largest value that two groups of callers reach, or, while there are few groups, one; −Infinity where there is none. */
  most(place: number): number {
    let [first, second, groups] = [NONE, NONE, 0];
    for (let at = place; at < this.#cells.length; at += PLACES) {
      const value = this.#cells[at] ?? NONE;
      if (value === NONE) continue;
      groups++;
      if (value > first) [first, second] = [value, first];
      else if (value > second) second = value;
    }
    return groups >= MANY ? second : first;
  }

  /** Bits that two groups of callers have, or, while there are few groups, one. */
  bits(place: number): number {
    let [once, twice, groups] = [0, 0, 0];
    for (let at = place; at < this.#cells.length; at += PLACES) {
      const value = this.#cells[at] ?? NONE;
      if (value === NONE) continue;
      groups++;
      twice |= once & value;
      once |= value;
    }
    return (groups >= MANY ? twice : once) >>> 0;
  }

  /** In how many groups there is anything at a place. */
  groups(place: number): number {
    let groups = 0;
    for (let at = place; at < this.#cells.length; at += PLACES) if (this.#cells[at] !== NONE) groups++;
    return groups;
  }

  save(): string {
    return textOfBytes(new Uint8Array(this.#cells.buffer));
  }

  /** Adds what was saved; `ofBits` says which places hold bits. Throws an Error where that is not what `save` gives. */
  merge(saved: string, ofBits: ReadonlySet<number>): void {
    const others = new Float64Array(bytesOfText(saved, this.#cells.byteLength, 'reach').buffer);
    for (const [index, value] of others.entries()) {
      if (Number.isNaN(value) || value === NONE) continue;
      const place = index % PLACES;
      if (ofBits.has(place)) this.mark(index - place, place, value);
      else this.raise(index - place, place, value);
    }
  }
}
