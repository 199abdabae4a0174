const DAY_MS = 86_400_000;
const HALF_LIFE_MS = 3 * DAY_MS;
/** So many on former days are a habit. */
const HABIT = 5;

/** How many requests named objects, and how many of those objects were others': lately, and on former days. */
export class AccessRecord {
  #recentReads = 0;
  #recentForeign = 0;
  #timeMs: number;
  #formerReads = 0;
  #formerForeign = 0;
  #todayReads = 0;
  #todayForeign = 0;

  constructor(timeMs: number) {
    this.#timeMs = timeMs;
  }

  /** Of the last days; what is three days ago counts half. */
  get reads(): number {
    return this.#recentReads;
  }
  get foreign(): number {
    return this.#recentForeign;
  }

  /** Share of requests for what is others' on former days; 0 where that is no habit. What was done today excuses nothing. */
  get habit(): number {
    return this.#formerForeign < HABIT ? 0 : this.#formerForeign / (this.#formerReads + 1);
  }

  pass(timeMs: number): void {
    const elapsedMs = timeMs - this.#timeMs;
    if (elapsedMs <= 0 || Math.floor(timeMs / DAY_MS) === Math.floor(this.#timeMs / DAY_MS)) return;
    const factor = 2 ** (-elapsedMs / HALF_LIFE_MS);
    this.#recentReads *= factor;
    this.#recentForeign *= factor;
    this.#formerReads += this.#todayReads;
    this.#formerForeign += this.#todayForeign;
    this.#todayReads = 0;
    this.#todayForeign = 0;
    this.#timeMs = timeMs;
  }

  add(foreign: number): void {
    this.#recentReads++;
    this.#todayReads++;
    this.#recentForeign += foreign;
    this.#todayForeign += foreign;
  }
}
