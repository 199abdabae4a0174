import { UNCOMMON } from '../fingerprint.ts';

/**
 * What a value must have for an operator to match it; a necessary condition, not a sufficient one. It holds two lists of conditions: the first for
 * all values, the second, whose place comes before both, for values without the bytes of `UNCOMMON`. A list holds the fewest bytes; how many masks
 * of bits of `HAS` follow, and those: the value's fingerprint shares a bit with each; how many numbers follow for lists of literals, and those:
 * pairs of a place in `Lists` and a bit there, which is set where the value holds a literal of the list.
 */
export type Screen = Int32Array;

/** The lists of which a value holds a literal: 30 of them a number, which engines keep without a box. */
export type Lists = readonly number[];

export const LISTS_A_WORD = 30;

/** Finds the lists of which a value holds a literal. */
export interface LiteralScanner {
  (text: string): Lists;
  /** What it yields for every value that holds none. */
  readonly none: Lists;
  /** All lists, for values that nobody has looked at. */
  readonly all: Lists;
}

/** A value, or several as one, as far as screening needs to know it. */
export interface Screened {
  readonly maxBytes: number;
  /** Bits of `HAS`. */
  readonly bits: number;
  lists(scan: LiteralScanner): Lists;
}

/** Whether an operator with the screen at that place of a table may match. Screens that are looked at one after another lie side by side. */
export function mayMatch(table: Int32Array, place: number, screened: Screened, scan: LiteralScanner): boolean {
  const { bits } = screened;
  let at = place + ((bits & UNCOMMON) === 0 ? (table[place] as number) : 1);
  if (screened.maxBytes < (table[at++] as number)) return false;
  const masks = table[at++] as number;
  for (const end = at + masks; at < end; at++) if (((table[at] as number) & bits) === 0) return false;
  const count = table[at++] as number;
  if (count === 0) return true;
  const seen = screened.lists(scan);
  for (const end = at + count; at < end; at += 2) {
    if (((seen[table[at] as number] as number) & (table[at + 1] as number)) === 0) return false;
  }
  return true;
}
