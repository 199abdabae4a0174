/** The bounds of a match: from `start` up to, not including, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Finds a pattern in byte strings, in time linear in their length. A scan changes its caches, never its answers. */
export interface Matcher {
  /** Whether the pattern matches anywhere in the value. */
  test(value: string): boolean;
  /** The match that PCRE would find: the first to begin, by the preferences of the pattern. */
  find(value: string): Span | undefined;
  /** The texts of the whole match and of each group of that match; `undefined` for groups that took no part. */
  captures(value: string): readonly (string | undefined)[] | undefined;
  /** Work done so far, in bytes scanned and instructions visited: a measure of cost without a clock. */
  readonly steps: number;
}
