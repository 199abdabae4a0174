import { z } from 'zod';

import { ClockMap } from '../clock-map.ts';
import { HOUR } from '../window/spans.ts';
import { savedHourRing } from './hour-ring.ts';
import { Season } from './season.ts';

/** APIs and operations are few. */
const MOST = 2048;
const MOST_SPANS = 8;
const KEYS_IN_PART = 100;

/** As much came at this hour twice: nothing to speak of, however little else is known. */
export const RECURS = Number.NEGATIVE_INFINITY;

export const savedSeasons = z
  .array(z.tuple([z.int().min(1).max(0xffffffff), z.array(savedHourRing.nullable()).max(MOST_SPANS)]))
  .max(KEYS_IN_PART);

export type SavedSeasons = z.infer<typeof savedSeasons>;

/** The seasons of many keys, one for each length of a window of an hour at most. Bounded. */
export class Seasons {
  readonly #spansMs: readonly number[];
  readonly #byKey = new ClockMap<(Season | undefined)[]>(MOST, () => false);

  constructor(spansMs: readonly number[]) {
    this.#spansMs = spansMs;
  }

  note(key: number, span: number, timeMs: number, value: number, empty: number): void {
    if ((this.#spansMs[span] ?? 0) <= HOUR) this.#season(key, span).note(timeMs, value, empty);
  }

  /**
   * How surprising a value is that is so surprising by the last windows; `RECURS` where as much came at this hour before. A window of an hour is compared with that hour of
   * other weeks or days, a shorter one with both, of which the more usual counts. While too little is known of the hour, and for longer windows, the last windows alone tell.
   */
  judge(key: number, span: number, timeMs: number, value: number, ofLast: number): number {
    const season = this.#byKey.get(key)?.[span];
    const surprise = season?.surprise(timeMs, value);
    if (season === undefined || surprise === undefined) return ofLast;
    if (season.recurs(timeMs, value)) return RECURS;
    return this.#spansMs[span] === HOUR ? surprise : Math.min(surprise, ofLast);
  }

  /** In parts, each of which `merge` takes. */
  *save(): Generator<SavedSeasons> {
    const all = [...this.#byKey.entries()];
    for (let from = 0; from < all.length; from += KEYS_IN_PART) {
      yield all
        .slice(from, from + KEYS_IN_PART)
        .map(([key, seasons]) => [key, this.#spansMs.map((_, span) => seasons[span]?.save() ?? null)]);
    }
  }

  /** Adds one part of what was saved; throws an Error where that is none. */
  merge(saved: SavedSeasons): void {
    for (const [key, seasons] of saved) {
      for (const [span, season] of seasons.entries()) if (season !== null) this.#season(key, span).merge(season);
    }
  }

  #season(key: number, span: number): Season {
    let seasons = this.#byKey.get(key);
    if (seasons === undefined) {
      seasons = [];
      this.#byKey.set(key, seasons);
    }
    const season = seasons[span] ?? new Season();
    seasons[span] = season;
    return season;
  }
}
