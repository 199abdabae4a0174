/** What a value must have for an operator to match it; a necessary condition, not a sufficient one. */
export interface Screen {
  readonly minBytes: number;
  /** Masks of bits of `HAS`; the value's fingerprint shares a bit with each. */
  readonly classes: Int32Array;
  /** Numbers of lists of literals; the value holds a literal of each. */
  readonly lists: Int32Array;
}

/** The lists of which a value holds a literal, as a bit vector. */
export type LiteralScanner = (text: string) => Uint32Array;

/** A value, or several as one, as far as screening needs to know it. */
export interface Screened {
  readonly maxBytes: number;
  /** Bits of `HAS`. */
  readonly bits: number;
  /** The lists of which it holds a literal, as a bit vector. */
  lists(scan: LiteralScanner): Uint32Array;
}

/** Whether an operator with this screen may match. */
export function mayMatch({ minBytes, classes, lists }: Screen, screened: Screened, scan: LiteralScanner): boolean {
  if (screened.maxBytes < minBytes) return false;
  for (let index = 0; index < classes.length; index++) if (((classes[index] as number) & screened.bits) === 0) return false;
  if (lists.length === 0) return true;
  const seen = screened.lists(scan);
  for (let index = 0; index < lists.length; index++) {
    const list = lists[index] as number;
    if (((seen[list >> 5] as number) & (1 << (list & 31))) === 0) return false;
  }
  return true;
}
