/** Instructions of a nondeterministic automaton. */
export const OP = {
  /** Consumes a byte of set `y`, goes to `x`. */
  byte: 0,
  /** Goes to `x`, or, less preferred, to `y`. */
  split: 1,
  /** Goes to `x` where test `y` holds. */
  test: 2,
  /** Notes the position in slot `y`, goes to `x`. */
  save: 3,
  match: 4,
  /** Goes to `x` from where the sub-program `y` ends first; of `BackwardMatcher` only, as the following. */
  atomic: 5,
  /** Goes to `x` where the sub-program `y` finds (or does not find) what it looks for. */
  look: 6,
  /** Goes to `x` where look-behind `y` finds (or does not find) what it looks for. */
  behind: 7,
  /** Goes to `x` behind the text of group `y`. */
  reference: 8,
} as const;
