/** What a record may not tell although a policy asks for it. */
export type Gap = 'header fields' | 'body' | 'answer' | 'scopes' | 'claims' | 'strength of authentication' | 'secrets';

/** Notes what is asked for of a record that does not tell it. */
export class Gaps {
  readonly #found = new Set<Gap>();
  #hasReadRedacted = false;

  /** Stands in the place of what is missing. */
  note<T>(gap: Gap, instead: T): T {
    this.#found.add(gap);
    return instead;
  }

  /** Something was read that holds what was put in the place of a secret. */
  noteRedacted(): void {
    this.#hasReadRedacted = true;
  }

  /** Whether that happened since the last time. */
  takeRedacted(): boolean {
    const hasReadRedacted = this.#hasReadRedacted;
    this.#hasReadRedacted = false;
    return hasReadRedacted;
  }

  /** What was asked for since the last time, in the order in which it was. */
  take(): readonly Gap[] {
    const found = [...this.#found];
    this.#found.clear();
    return found;
  }
}
