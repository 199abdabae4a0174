/** How far exchanges may be ahead of whoever tells what time it is, as clocks of hosts differ. */
const AHEAD_MS = 5 * 60_000;
/** How far an exchange may be ahead of the ones before it, where nobody tells what time it is. */
const PAUSE_MS = 7 * 24 * 60 * 60_000;
const RECENT = 15;

/**
 * What time it is, by those who tell (`tick`) and by the times of exchanges. One exchange from the future, of a gateway whose clock is wrong or of a file, must not make time stand still
 * for all others until then: it is taken for one of now. When most of the last exchanges are so far ahead, that is what time it is.
 */
export class Clock {
  /** The latest time that was taken; 0 before there is one. */
  nowMs = 0;
  #toldMs = Number.NEGATIVE_INFINITY;
  readonly #recent = new Float64Array(RECENT);
  #seen = 0;
  #latestMs = Number.NEGATIVE_INFINITY;

  /** Somebody tells what time it is. */
  tell(timeMs: number): void {
    if (!Number.isFinite(timeMs)) return;
    this.#toldMs = timeMs;
    this.#latestMs = this.#latest();
    if (timeMs > this.nowMs) this.nowMs = timeMs;
    else if (this.nowMs > this.#latestMs) this.nowMs = timeMs;
  }

  /** It was so late before, when an engine goes on. */
  resume(timeMs: number): void {
    if (timeMs > this.nowMs) this.nowMs = timeMs;
  }

  /** The time that an exchange is taken to be of, which says that it was at this one. */
  take(timeMs: number): number {
    // Nothing was before 1970.
    if (!Number.isFinite(timeMs) || timeMs < 0) return this.nowMs;
    this.#recent[this.#seen % RECENT] = timeMs;
    this.#seen++;
    if (timeMs > this.#latestMs) this.#latestMs = this.#latest();
    const taken = Math.min(timeMs, this.#latestMs);
    if (taken > this.nowMs) this.nowMs = taken;
    return taken;
  }

  /** The latest time that an exchange may have been at. */
  #latest(): number {
    const isTold = this.#toldMs > Number.NEGATIVE_INFINITY;
    if (this.#seen === 0) return this.#toldMs + AHEAD_MS;
    return isTold ? Math.max(this.#toldMs + AHEAD_MS, this.#median()) : this.#median() + PAUSE_MS;
  }

  /** Of the times of the last exchanges; the lower one of two. */
  #median(): number {
    const count = Math.min(this.#seen, RECENT);
    return this.#recent.slice(0, count).sort()[(count - 1) >> 1] ?? 0;
  }
}
