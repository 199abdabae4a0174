export type LintSeverity = 'error' | 'warn' | 'info' | 'hint';

/** A place in a text: both zero-based, characters are UTF-16 code units, as in the language server protocol. */
export interface LintPosition {
  readonly line: number;
  readonly character: number;
}

export interface LintRange {
  readonly start: LintPosition;
  /** Exclusive. */
  readonly end: LintPosition;
}

/** A rule broken at a place. */
export interface LintResult {
  /** The name of the rule, or `parser`, `invalid-ref` or `unrecognized-format` for what is found before any rule runs. */
  readonly code: string;
  readonly message: string;
  readonly severity: LintSeverity;
  /** Keys that lead to the place in its file; indices of arrays are written as decimal strings, as Spectral does. */
  readonly path: readonly (string | number)[];
  /** The file that holds the place: not the linted one where a reference leads into another. Absolute; empty for a text without a name. */
  readonly file: string;
  readonly range: LintRange;
  readonly documentationUrl?: string;
}
