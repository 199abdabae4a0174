import { z } from 'zod';

import { ClockMap } from '../clock-map.ts';
import { HOUR } from '../window/spans.ts';
import { HourRing, hourOf, savedHourRing } from './hour-ring.ts';

/** Callers that did a lot at some hour: few, and those that do it again stay. */
const MOST = 1024;
const DAY = 24;
const DAYS = 7;
/** The last seven days, and the one that runs: 384 bytes. */
const HOURS = (DAYS + 1) * DAY;
/** What came so often at this hour is no news. */
const TWICE = 2;
/** It may be so much more than it was then. */
const AS_MUCH = Math.log(1.25);
const MOST_SPANS = 8;
const KEYS_IN_PART = 200;

export const savedRecurrences = z
  .array(z.tuple([z.int().min(1).max(0xffffffff), z.array(savedHourRing.nullable()).max(MOST_SPANS)]))
  .max(KEYS_IN_PART);

export type SavedRecurrences = z.infer<typeof savedRecurrences>;

/**
 * Who does a lot at the same hour of each day: a backup at night, an upload of what was kept, a report at eight. For windows of an hour at most. What is noted of a caller is
 * only what is worth a look, so that most callers cost nothing. Bounded.
 */
export class Recurrences {
  readonly #spansMs: readonly number[];
  readonly #rings = new ClockMap<(HourRing | undefined)[]>(MOST);

  constructor(spansMs: readonly number[]) {
    this.#spansMs = spansMs;
  }

  /** A value, as a logarithm, that a key reached; hours in which nothing is noted count as `empty`. */
  note(key: number, span: number, timeMs: number, value: number, empty: number): void {
    if ((this.#spansMs[span] ?? 0) <= HOUR) this.#ring(key, span).note(hourOf(timeMs), value, empty);
  }

  /** Whether as much came from it at this hour, or one beside it, on two of the last seven days. */
  recurs(key: number, span: number, timeMs: number, value: number): boolean {
    const ring = this.#rings.get(key)?.[span];
    if (ring === undefined) return false;
    const hour = hourOf(timeMs);
    let times = 0;
    for (let back = 1; back <= DAYS; back++) {
      const then = hour - back * DAY;
      let reached = Number.NEGATIVE_INFINITY;
      for (let each = then - 1; each <= then + 1; each++) reached = Math.max(reached, ring.at(each) ?? Number.NEGATIVE_INFINITY);
      if (reached + AS_MUCH >= value) times++;
    }
    return times >= TWICE;
  }

  /** In parts, each of which `merge` takes. */
  *save(): Generator<SavedRecurrences> {
    const all = [...this.#rings.entries()];
    for (let from = 0; from < all.length; from += KEYS_IN_PART) {
      yield all.slice(from, from + KEYS_IN_PART).map(([key, rings]) => [key, this.#spansMs.map((_, span) => rings[span]?.save() ?? null)]);
    }
  }

  /** Adds one part of what was saved; throws an Error where that is none. */
  merge(saved: SavedRecurrences): void {
    for (const [key, rings] of saved) {
      for (const [span, ring] of rings.entries()) if (ring !== null) this.#ring(key, span).merge(ring);
    }
  }

  #ring(key: number, span: number): HourRing {
    let rings = this.#rings.get(key);
    if (rings === undefined) {
      rings = [];
      this.#rings.set(key, rings);
    }
    const ring = rings[span] ?? new HourRing(HOURS);
    rings[span] = ring;
    return ring;
  }
}
