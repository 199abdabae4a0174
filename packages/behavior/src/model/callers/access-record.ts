import { z } from 'zod';

import { commonLength, numbersColumn } from '../../saved/column.ts';

const DAY_MS = 86_400_000;
const HALF_LIFE_MS = 3 * DAY_MS;
/** So many on former days are a habit. */
const HABIT = 5;

/** A column for each number of a record. */
export const savedAccess = z.strictObject({
  timeMs: numbersColumn,
  recent: z.tuple([numbersColumn, numbersColumn]),
  former: z.tuple([numbersColumn, numbersColumn]),
  today: z.tuple([numbersColumn, numbersColumn]),
});

export type SavedAccess = z.infer<typeof savedAccess>;

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

  /** Takes what another one has counted of the same callers. */
  merge(other: AccessRecord): void {
    this.pass(other.#timeMs);
    other.pass(this.#timeMs);
    this.#recentReads += other.#recentReads;
    this.#recentForeign += other.#recentForeign;
    this.#formerReads += other.#formerReads;
    this.#formerForeign += other.#formerForeign;
    this.#todayReads += other.#todayReads;
    this.#todayForeign += other.#todayForeign;
  }

  static save(records: readonly AccessRecord[]): SavedAccess {
    const of = (number: (record: AccessRecord) => number): Float64Array<ArrayBuffer> => Float64Array.from(records, number);
    return {
      timeMs: of((record) => record.#timeMs),
      recent: [of((record) => record.#recentReads), of((record) => record.#recentForeign)],
      former: [of((record) => record.#formerReads), of((record) => record.#formerForeign)],
      today: [of((record) => record.#todayReads), of((record) => record.#todayForeign)],
    };
  }

  static load({ timeMs, recent, former, today }: SavedAccess): AccessRecord[] {
    const [recentReads, recentForeign, formerReads, formerForeign, todayReads, todayForeign] = [...recent, ...former, ...today];
    commonLength({ timeMs, recentReads, recentForeign, formerReads, formerForeign, todayReads, todayForeign });
    return Array.from(timeMs, (time, index) => {
      const record = new AccessRecord(time);
      record.#recentReads = recentReads[index] ?? 0;
      record.#recentForeign = recentForeign[index] ?? 0;
      record.#formerReads = formerReads[index] ?? 0;
      record.#formerForeign = formerForeign[index] ?? 0;
      record.#todayReads = todayReads[index] ?? 0;
      record.#todayForeign = todayForeign[index] ?? 0;
      return record;
    });
  }

  add(foreign: number): void {
    this.#recentReads++;
    this.#todayReads++;
    this.#recentForeign += foreign;
    this.#todayForeign += foreign;
  }
}
