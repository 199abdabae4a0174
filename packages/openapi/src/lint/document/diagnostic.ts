import type { LintSeverity } from '../lint-result.ts';

/** Something wrong with a text before its meaning is looked at. */
export interface Diagnostic {
  readonly kind: 'syntax' | 'duplicate-key' | 'incompatible-key';
  readonly message: string;
  readonly severity: LintSeverity;
  readonly path: readonly string[];
  /** Offsets into the text, the end exclusive. */
  readonly start: number;
  readonly end: number;
}

/** A text that cannot be used at all: what a bound or the parser says, and where. */
export class UnreadableText extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}
