import { z } from 'zod';

const HOUR_MS = 60 * 60 * 1000;
const HOURS = 25;

/** Hours since 1970, and the calls of each. */
export const savedHourCounts = z.array(z.tuple([z.int(), z.number().nonnegative()])).max(HOURS);

/** How many calls there were in each of the last hours, and in all. */
export class CallCounts {
  total = 0;
  sinceMs = 0;
  readonly #counts = new Float64Array(HOURS);
  readonly #hours = new Float64Array(HOURS);

  add(timeMs: number): void {
    if (this.total === 0) this.sinceMs = timeMs;
    this.total++;
    this.#add(Math.floor(timeMs / HOUR_MS), 1);
  }

  #add(hour: number, calls: number): void {
    const at = hour % HOURS;
    // A call that took more than a day must not make the calls of now forgotten.
    if ((this.#hours[at] ?? 0) > hour) return;
    if (this.#hours[at] !== hour) {
      this.#hours[at] = hour;
      this.#counts[at] = 0;
    }
    this.#counts[at] = (this.#counts[at] ?? 0) + calls;
  }

  merge(total: number, sinceMs: number): void {
    this.sinceMs = this.total === 0 ? sinceMs : Math.min(this.sinceMs, sinceMs);
    this.total += total;
  }

  saveHours(): [hour: number, calls: number][] {
    return [...this.#hours].flatMap((hour, at) => (this.#counts[at] === 0 ? [] : [[hour, this.#counts[at] ?? 0]]));
  }

  mergeHours(saved: z.infer<typeof savedHourCounts>): void {
    for (const [hour, calls] of saved) this.#add(hour, calls);
  }

  within(spanMs: number, timeMs: number): number {
    const last = Math.floor(timeMs / HOUR_MS);
    const hours = Math.ceil(spanMs / HOUR_MS);
    let sum = 0;
    for (let hour = last - hours + 1; hour <= last; hour++) {
      const at = hour % HOURS;
      if (this.#hours[at] === hour) sum += this.#counts[at] ?? 0;
    }
    return sum;
  }
}
