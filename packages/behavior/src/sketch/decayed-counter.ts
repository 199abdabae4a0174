/** A count in which what is one half-life ago counts half. */
export class DecayedCounter {
  readonly #halfLifeMs: number;
  #count = 0;
  #sinceMs = 0;

  constructor(halfLifeMs: number) {
    this.#halfLifeMs = halfLifeMs;
  }

  /** Time that runs backwards counts as standing still. */
  add(timeMs: number, many = 1): void {
    this.#count = this.at(timeMs) + many;
    this.#sinceMs = Math.max(this.#sinceMs, timeMs);
  }

  at(timeMs: number): number {
    const elapsedMs = timeMs - this.#sinceMs;
    return elapsedMs > 0 ? this.#count * 2 ** (-elapsedMs / this.#halfLifeMs) : this.#count;
  }

  merge(other: DecayedCounter): void {
    this.add(other.#sinceMs, 0);
    this.#count += other.at(this.#sinceMs);
  }
}
