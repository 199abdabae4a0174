import type { SourceDocument } from './document/source-document.ts';
import type { LintRange, LintResult, LintSeverity } from './lint-result.ts';

/** A result whose place in the text is not looked up yet: that is done for all of a file together. */
export interface PendingResult {
  readonly code: string;
  readonly message: string;
  readonly severity: LintSeverity;
  readonly path: readonly string[];
  readonly document: SourceDocument;
  readonly documentationUrl?: string | undefined;
  /** Where the parser has given one. */
  readonly range?: LintRange;
}

/** Collects results, each once. */
export class ResultList {
  readonly #most: number;
  readonly #pending: PendingResult[] = [];
  readonly #seen = new Set<string>();
  #dropped = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Results that were not kept because there were too many. */
  get dropped(): number {
    return this.#dropped;
  }

  add(result: PendingResult): void {
    const place = JSON.stringify(result.path.length > 0 ? result.path : (result.range ?? null));
    const key = `${result.code} ${place}${result.document.file}\0${result.message}`;
    if (this.#seen.has(key)) return;
    if (this.#pending.length >= this.#most) {
      this.#dropped += 1;
      return;
    }
    this.#seen.add(key);
    this.#pending.push(result);
  }

  /** All results, sorted by file, place, rule and path. */
  finish(): readonly LintResult[] {
    const ranges = new Map<PendingResult, LintRange>();
    for (const [document, group] of Map.groupBy(this.#pending, (result) => result.document)) {
      const found = document.rangesOf(group.map(({ path }) => path));
      for (const [index, result] of group.entries()) ranges.set(result, result.range ?? found[index] ?? NOWHERE);
    }
    return this.#pending
      .map(({ document, documentationUrl, range: _, ...rest }, index): LintResult => {
        const pending = this.#pending[index];
        const range = (pending && ranges.get(pending)) ?? NOWHERE;
        return { ...rest, file: document.file, range, ...(documentationUrl === undefined ? {} : { documentationUrl }) };
      })
      .sort(inOrder);
  }
}

const NOWHERE: LintRange = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
const COLLATOR = new Intl.Collator(undefined, { numeric: true });

function inOrder(one: LintResult, other: LintResult): number {
  return (
    COLLATOR.compare(one.file, other.file) ||
    one.range.start.line - other.range.start.line ||
    one.range.start.character - other.range.start.character ||
    COLLATOR.compare(one.code, other.code) ||
    COLLATOR.compare(one.path.join(), other.path.join())
  );
}
