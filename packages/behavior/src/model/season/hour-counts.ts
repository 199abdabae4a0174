import { HourRing, hourOf, type SavedHourRing } from './hour-ring.ts';

const WEEK = 7 * 24;
const HOURS = 5 * WEEK;
/** 1 January 1970 was a Thursday: so many hours after the Monday before. */
const SINCE_MONDAY = 3 * 24;

/** Counts by the hour over the last five weeks, in 1.7 KB. Quick to add to. */
export class HourCounts {
  readonly #ring = new HourRing(HOURS);
  #hour = -1;
  #count = 0;

  add(timeMs: number): void {
    const hour = hourOf(timeMs);
    if (hour === this.#hour) {
      this.#count++;
      return;
    }
    // A call that comes late counts for the hour that runs.
    if (hour < this.#hour) return;
    this.#keep();
    this.#hour = hour;
    this.#count = 1;
  }

  /** The mean count in each of the 168 hours of the week, from Monday 0:00 UTC on; null for hours that are not known yet. */
  week(): readonly (number | null)[] {
    this.#keep();
    const [sums, weeks] = [new Float64Array(WEEK), new Uint8Array(WEEK)];
    for (let hour = this.#ring.last; hour > this.#ring.last - HOURS; hour--) {
      const kept = this.#ring.at(hour);
      if (kept === undefined) continue;
      const slot = (hour + SINCE_MONDAY) % WEEK;
      sums[slot] = (sums[slot] ?? 0) + Math.expm1(kept);
      weeks[slot] = (weeks[slot] ?? 0) + 1;
    }
    return Array.from(weeks, (known, slot) => (known === 0 ? null : Math.round((100 * (sums[slot] ?? 0)) / known) / 100));
  }

  save(): SavedHourRing {
    this.#keep();
    return this.#ring.save();
  }

  /** Throws an Error where that is not what `save` gives. */
  merge(saved: SavedHourRing): void {
    this.#keep();
    this.#ring.merge(saved);
  }

  #keep(): void {
    if (this.#count > 0) this.#ring.note(this.#hour, Math.log1p(this.#count), 0);
  }
}
