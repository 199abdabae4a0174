/** How much a caller got or sent. */
export interface CallerVolume {
  readonly caller: string;
  calls: number;
  values: number;
}

const KEPT = 16;

/**
 * The callers with the most values, in bounded memory: where all places are taken, a newcomer takes over that of the least one with its count (the
 * Space-Saving algorithm of Metwally, Agrawal and El Abbadi, 2005), so that a caller with more than a sixteenth of all is never missed.
 */
export class TopCallers {
  readonly #callers = new Map<string, CallerVolume>();
  /** Whether somebody had to go, so that counts are upper bounds. */
  isApproximate = false;

  add(caller: string, values: number): void {
    const known = this.#callers.get(caller);
    if (known !== undefined) {
      known.calls++;
      known.values += values;
      return;
    }
    let taken = { calls: 0, values: 0 };
    if (this.#callers.size >= KEPT) {
      const least = [...this.#callers.values()].reduce((a, b) => (b.values < a.values ? b : a));
      this.#callers.delete(least.caller);
      this.isApproximate = true;
      taken = least;
    }
    this.#callers.set(caller, { caller, calls: taken.calls + 1, values: taken.values + values });
  }

  /** Most values first. */
  list(): readonly Readonly<CallerVolume>[] {
    return [...this.#callers.values()].toSorted((a, b) => b.values - a.values);
  }
}
