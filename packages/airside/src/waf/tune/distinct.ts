const MOST_KEPT = 1000;

/** Counts distinct texts up to a bound. */
export class Distinct {
  readonly #seen = new Set<string>();
  #more = false;

  add(text: string): void {
    if (this.#seen.size < MOST_KEPT) this.#seen.add(text);
    else if (!this.#seen.has(text)) this.#more = true;
  }

  /** At least so many. */
  get size(): number {
    return this.#seen.size;
  }

  /** `7`, or `1000+` where the bound was reached. */
  get text(): string {
    return `${this.#seen.size}${this.#more ? '+' : ''}`;
  }

  addAll(other: Distinct): void {
    for (const text of other.#seen) this.add(text);
    this.#more ||= other.#more;
  }
}
