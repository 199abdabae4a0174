import type { Problem } from '@airside/domain/text';

/** A problem whose line and column are not looked up yet: that is done for all of them together, when they are shown. */
export interface Finding {
  readonly severity: Problem['severity'];
  /** Absolute. */
  readonly file: string;
  /** Keys that lead to the place in that file. */
  readonly tokens: readonly string[];
  /** Byte-independent offset into the text, where a parser has given one. */
  readonly offset?: number | undefined;
  readonly message: string;
  readonly expected?: string | undefined;
  readonly found?: string | undefined;
  readonly hint?: string | undefined;
}

/** A finding about a place in the bundled document, before that is traced back to the file it came from. */
export type DocumentFinding = Omit<Finding, 'file' | 'offset'>;

export type Report = (finding: DocumentFinding) => void;
