import { type Subject, subjectKey } from '@airside/domain';

import type { KnownCallers } from './known-callers.ts';

const MOST_CALLERS = 100_000;

/** How many callers did well lately, counted as they come and go. */
export class RecentCallers {
  /** The window in which each was seen last, in the order of these. */
  readonly #lastMs = new Map<string, number>();
  /** Sessions that may be made up, by the window in which they were seen first. */
  readonly #passing = new Map<string, number>();
  readonly #known: KnownCallers;

  /** `known` is told of all who count. */
  constructor(known: KnownCallers) {
    this.#known = known;
  }

  /**
   * Counts whoever tells callers apart best. Anybody can make up a cookie for each request: until a session is seen in another window, its address counts in its place.
   */
  note(caller: Subject, address: Subject, windowMs: number): void {
    this.#see(caller.kind !== 'session' || this.#lasts(subjectKey(caller), windowMs) ? caller : address, windowMs);
  }

  /** Forgets who was not seen since. */
  forget(beforeMs: number): void {
    for (const seen of [this.#lastMs, this.#passing]) {
      for (const [key, windowMs] of seen) {
        if (windowMs >= beforeMs) break;
        seen.delete(key);
      }
    }
  }

  get count(): number {
    return this.#lastMs.size;
  }

  #lasts(session: string, windowMs: number): boolean {
    if (this.#lastMs.has(session)) return true;
    const firstMs = this.#passing.get(session);
    if (firstMs === undefined && this.#passing.size < MOST_CALLERS) this.#passing.set(session, windowMs);
    return firstMs !== undefined && firstMs < windowMs;
  }

  #see(caller: Subject, windowMs: number): void {
    const key = subjectKey(caller);
    const lastMs = this.#lastMs.get(key);
    if (lastMs === windowMs) return;
    this.#known.see(key);
    if (lastMs === undefined && this.#lastMs.size >= MOST_CALLERS) return;
    // Set anew, to stay in the order of windows.
    this.#lastMs.delete(key);
    this.#lastMs.set(key, windowMs);
  }
}
