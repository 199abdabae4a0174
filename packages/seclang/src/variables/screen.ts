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
