import { z } from 'zod';

const HOUR_MS = 60 * 60 * 1000;
const HOURS = 25;

/** Hours since 1970, the calls of each, and those of callers that are known. */
export const savedHourCounts = z.array(z.tuple([z.int(), z.number().nonnegative(), z.number().nonnegative().optional()])).max(HOURS);

/** How many calls there were in each of the last hours, and in all. */
export class CallCounts {
  total = 0;
  sinceMs = 0;
  readonly #counts = new Float64Array(HOURS);
  readonly #known = new Float64Array(HOURS);
  readonly #hours = new Float64Array(HOURS);

  /** `isKnown`: of a caller that is known. */
  add(timeMs: number, isKnown: boolean): void {
    if (this.total === 0) this.sinceMs = timeMs;
    this.total++;
    this.#add(Math.floor(timeMs / HOUR_MS), 1, isKnown ? 1 : 0);
  }

  #add(hour: number, calls: number, known: number): void {
    const at = hour % HOURS;
    // A call that took more than a day must not make the calls of now forgotten.
    if ((this.#hours[at] ?? 0) > hour) return;
    if (this.#hours[at] !== hour) {
      this.#hours[at] = hour;
      this.#counts[at] = 0;
      this.#known[at] = 0;
    }
    this.#counts[at] = (this.#counts[at] ?? 0) + calls;
    this.#known[at] = (this.#known[at] ?? 0) + known;
  }

  merge(total: number, sinceMs: number): void {
    this.sinceMs = this.total === 0 ? sinceMs : Math.min(this.sinceMs, sinceMs);
    this.total += total;
  }

  saveHours(): z.input<typeof savedHourCounts> {
    return [...this.#hours].flatMap((hour, at) => (this.#counts[at] === 0 ? [] : [[hour, this.#counts[at] ?? 0, this.#known[at] ?? 0]]));
  }

  mergeHours(saved: z.infer<typeof savedHourCounts>): void {
    for (const [hour, calls, known = 0] of saved) this.#add(hour, calls, known);
  }

  within(spanMs: number, timeMs: number): number {
    return this.#sum(this.#counts, spanMs, timeMs);
  }

  /** For each call by a caller that is known, so many by others; 1 at most, as others may be made up. */
  unknownForKnown(spanMs: number, timeMs: number): number {
    const known = this.#sum(this.#known, spanMs, timeMs);
    return Math.min(1, (this.within(spanMs, timeMs) - known + 1) / (known + 1));
  }

  #sum(counts: Float64Array, spanMs: number, timeMs: number): number {
    const last = Math.floor(timeMs / HOUR_MS);
    const hours = Math.ceil(spanMs / HOUR_MS);
    let sum = 0;
    for (let hour = last - hours + 1; hour <= last; hour++) {
      const at = hour % HOURS;
      if (this.#hours[at] === hour) sum += counts[at] ?? 0;
    }
    return sum;
  }
}
