import { z } from 'zod';

import { bytesOfText, textOfBytes } from '../../sketch/bytes.ts';

/** Values are kept to a thousandth between −16 and 49; what lies outside counts as the nearest. */
const LEAST = -16;
const STEPS = 1000;
const LARGEST_STEP = 0xffff;
const HOUR_MS = 3_600_000;
const LONGEST_TEXT = 8192;

export const savedHourRing = z.strictObject({ last: z.int().min(0), values: z.string().max(LONGEST_TEXT) });

export type SavedHourRing = Readonly<z.infer<typeof savedHourRing>>;

/** The number of the hour that a time is in, since 1970, in UTC. */
export function hourOf(timeMs: number): number {
  return Math.floor(timeMs / HOUR_MS);
}

/** The largest value in each of the last hours, two bytes each. Hours in which there was nothing are known, too, once there is one after them. */
export class HourRing {
  /** The last hour that is known; −1 for none. */
  last = -1;
  readonly #values: Uint16Array;

  constructor(hours: number) {
    this.#values = new Uint16Array(hours);
  }

  get hours(): number {
    return this.#values.length;
  }

  /** Raises the value of an hour. Hours since the last one that was known had `empty`. What lies too far back is not taken. */
  note(hour: number, value: number, empty: number): void {
    if (hour <= this.last - this.hours) return;
    if (hour > this.last) {
      const from = this.last < 0 ? hour : Math.max(this.last + 1, hour - this.hours + 1);
      for (let each = from; each < hour; each++) this.#values[each % this.hours] = stepOf(empty);
      this.#values[hour % this.hours] = 0;
      this.last = hour;
    }
    const at = hour % this.hours;
    this.#values[at] = Math.max(this.#values[at] ?? 0, stepOf(value));
  }

  /** Undefined for hours that are not known (any more). */
  at(hour: number): number | undefined {
    if (hour > this.last || hour <= this.last - this.hours || hour < 0) return undefined;
    const step = this.#values[hour % this.hours] ?? 0;
    return step === 0 ? undefined : LEAST + step / STEPS;
  }

  save(): SavedHourRing {
    return { last: Math.max(0, this.last), values: textOfBytes(new Uint8Array(this.#values.buffer)) };
  }

  /** Takes over hours that are not known here, and of others the larger value; throws an Error where that is not what `save` gives. */
  merge({ last, values }: SavedHourRing): void {
    const other = new HourRing(this.hours);
    other.#values.set(new Uint16Array(bytesOfText(values, 2 * this.hours, 'hours').buffer));
    other.last = last;
    const newest = Math.max(this.last, last);
    const merged = Array.from({ length: this.hours }, (_, index) => {
      const hour = newest - index;
      const [own, theirs] = [this.at(hour), other.at(hour)];
      return [hour, own === undefined ? theirs : theirs === undefined ? own : Math.max(own, theirs)] as const;
    });
    this.#values.fill(0);
    this.last = newest;
    for (const [hour, value] of merged) if (value !== undefined) this.#values[hour % this.hours] = stepOf(value);
  }
}

function stepOf(value: number): number {
  return Math.min(LARGEST_STEP, Math.max(1, Math.round((value - LEAST) * STEPS)));
}
