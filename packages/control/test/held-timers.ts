import type { Timers } from '../src/exchanges/timers.ts';

/** Time that passes only when a test says so. */
export class HeldTimers implements Timers {
  #now = Date.parse('2026-11-01T12:00:00Z');
  readonly #waiting = new Map<() => void, number>();

  now(): number {
    return this.#now;
  }

  after(delayMs: number, action: () => void): () => void {
    const entry = () => action();
    this.#waiting.set(entry, this.#now + delayMs);
    return () => this.#waiting.delete(entry);
  }

  /** How many actions wait. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** How long until the next action that waits; undefined where none does. */
  get nextInMs(): number | undefined {
    return this.#waiting.size === 0 ? undefined : Math.max(0, Math.min(...this.#waiting.values()) - this.#now);
  }

  /** Let time pass and run what falls due, in order. */
  pass(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const [next] = [...this.#waiting].toSorted(([, a], [, b]) => a - b);
      if (next === undefined || next[1] > end) break;
      this.#now = next[1];
      this.#waiting.delete(next[0]);
      next[0]();
    }
    this.#now = end;
  }
}
