/** A result that somebody answers for, until a day. */
export interface Waiver {
  /** Name of the rule; `*` stands for any letters. */
  readonly rule: string;
  /** Glob of files, relative to the folder of the file of waivers. */
  readonly file?: string;
  /** JSON pointer to the place or to one around it; a segment `*` stands for any. */
  readonly pointer?: string;
  readonly reason: string;
  readonly owner: string;
  /** The last day it holds on, in UTC: `2027-06-30`. */
  readonly until: string;
  /** Where it is written: 1-based. */
  readonly line: number;
}

/** The waivers of a file. */
export interface Waivers {
  /** Absolute. */
  readonly file: string;
  readonly entries: readonly Waiver[];
}
