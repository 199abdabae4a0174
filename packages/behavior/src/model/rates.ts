import { z } from 'zod';

import { type Column, commonLength, numbersColumn, wordsColumn } from '../saved/column.ts';
import { ClockMap, LOOK_AT_LENGTH } from './clock-map.ts';

const DAY_MS = 86_400_000;
const MOST = 50_000;
const savedRows = z.array(z.tuple([z.int().min(0).max(0xffffffff), z.number().nonnegative(), z.number().nonnegative()])).max(MOST);
/** Of one day no more events count than so many times those of a usual day or of the day before, and some: a day on which everybody is attacked does not become what is usual. */
const MOST_TIMES_USUAL = 2;
const MOST_MORE = 2;
/** So many days before it is known what a usual one is. */
const DAYS_KNOWN = 3;
const savedColumns = z.strictObject({
  fadedMs: z.number().nonnegative(),
  keys: wordsColumn,
  of: numbersColumn,
  events: numbersColumn,
  /** In states of before there are none. */
  days: numbersColumn.optional(),
  today: numbersColumn.optional(),
  yesterday: numbersColumn.optional(),
});
/** States of before have rows. */
const savedRates = z.union([savedColumns, savedRows]);

/** What so many cases are known of is worth keeping: keys may be made of what callers make up. */
const WORTH_KEEPING = 20;
/** So many are found without looking into the table. */
const AT_HAND = 256;

interface Rate {
  readonly key: number;
  of: number;
  events: number;
  /** Days that are over since it is known; fade as the others. */
  days: number;
  /** Events of the day that goes on, and of the one before, as far as they counted. */
  today: number;
  yesterday: number;
}

/**
 * How often something happens, by what it happens to: so many events of so many cases. Bounded: what was not learned lately makes room; fades by half-lives. A day adds no more than about twice as many events as are usual, so that
 * what is really new takes some days to become usual, and an attack by hundreds hardly makes the next one less surprising.
 */
export class Rates {
  readonly #halfLifeDays: number;
  readonly #rates: ClockMap<Rate>;
  /** Those that were asked for last, by the last bits of their keys. */
  readonly #atHand: (Rate | undefined)[] = Array.from({ length: AT_HAND }, () => undefined);
  #fadedMs = 0;

  constructor(most: number, halfLifeDays: number) {
    this.#halfLifeDays = halfLifeDays;
    this.#rates = new ClockMap(Math.min(MOST, most), ({ of }) => of >= WORTH_KEEPING, {
      mostLooks: LOOK_AT_LENGTH,
      onRemoved: ({ key }) => {
        this.#atHand[key & (AT_HAND - 1)] = undefined;
      },
    });
  }

  learn(key: number, happened: boolean, timeMs: number): void {
    this.#fade(timeMs);
    let rate = this.#find(key);
    if (rate === undefined) {
      rate = { key, of: 0, events: 0, days: 0, today: 0, yesterday: 0 };
      this.#rates.set(key, rate);
    }
    rate.of++;
    if (!happened || rate.today >= mostOfDay(rate)) return;
    rate.events++;
    rate.today++;
  }

  /** How many cases are known. */
  observations(key: number): number {
    return this.#find(key)?.of ?? 0;
  }

  events(key: number): number {
    return this.#find(key)?.events ?? 0;
  }

  /** The probability of the event: half an event more than was seen, in one case more. */
  probability(key: number): number {
    const rate = this.#find(key);
    return rate === undefined ? 0.5 : Math.min(1, (rate.events + 0.5) / (rate.of + 1));
  }

  /** The same of a part of all cases: `mean`, its probability among all of them, is taken for as much as one event. */
  probabilityWithin(key: number, mean: number): number {
    return Math.min(1, (this.events(key) + 1) / (this.observations(key) + 1 / mean));
  }

  save(): z.infer<typeof savedColumns> {
    const rates = [...this.#rates.values()];
    return {
      fadedMs: this.#fadedMs,
      keys: Uint32Array.from(rates, ({ key }) => key),
      of: Float64Array.from(rates, ({ of }) => of),
      events: Float64Array.from(rates, ({ events }) => events),
      days: Float64Array.from(rates, ({ days }) => days),
      today: Float64Array.from(rates, ({ today }) => today),
      yesterday: Float64Array.from(rates, ({ yesterday }) => yesterday),
    };
  }

  /** What has faded less far fades as far as the other first. */
  merge(saved: unknown): void {
    const rates = savedRates.parse(saved);
    if (Array.isArray(rates)) {
      for (const [key, of, events] of rates) this.#add({ key, of, events, days: 0, today: 0, yesterday: 0 });
      return;
    }
    const none = new Float64Array(rates.keys.length);
    const { keys, of, events, days = none, today = none, yesterday = none } = rates;
    commonLength({ keys, of, events, days, today, yesterday });
    if (this.#fadedMs === 0) this.#fadedMs = rates.fadedMs;
    this.#fade(rates.fadedMs);
    const factor = rates.fadedMs === 0 ? 1 : this.#factor(Math.max(0, this.#fadedMs - rates.fadedMs));
    for (const [index, key] of keys.entries()) {
      const at = (column: Column): number => Math.max(0, column[index] ?? 0);
      this.#add({
        key,
        of: at(of) * factor,
        events: at(events) * factor,
        days: at(days) * factor,
        today: factor === 1 ? at(today) : 0,
        yesterday: factor === 1 ? at(yesterday) : at(today),
      });
    }
  }

  /** Two that watched the same days have not seen more of them. */
  #add(more: Rate): void {
    const rate = this.#rates.get(more.key);
    if (rate !== undefined) {
      rate.of += more.of;
      rate.events += more.events;
      rate.days = Math.max(rate.days, more.days);
      rate.today += more.today;
      rate.yesterday += more.yesterday;
    } else this.#rates.set(more.key, more);
  }

  #find(key: number): Rate | undefined {
    const place = key & (AT_HAND - 1);
    const atHand = this.#atHand[place];
    if (atHand?.key === key) return atHand;
    const found = this.#rates.get(key);
    if (found !== undefined) this.#atHand[place] = found;
    return found;
  }

  #factor(elapsedMs: number): number {
    return 2 ** (-elapsedMs / DAY_MS / this.#halfLifeDays);
  }

  #fade(timeMs: number): void {
    if (this.#fadedMs === 0) this.#fadedMs = timeMs;
    const elapsedMs = timeMs - this.#fadedMs;
    if (elapsedMs < DAY_MS) return;
    this.#fadedMs = timeMs;
    const factor = this.#factor(elapsedMs);
    for (const rate of this.#rates.values()) {
      rate.of *= factor;
      rate.events *= factor;
      rate.days = rate.days * factor + 1;
      rate.yesterday = rate.today;
      rate.today = 0;
    }
  }
}

/** As what is usual is not known in the first days, all of these count. */
function mostOfDay({ days, events, today, yesterday }: Rate): number {
  if (days < DAYS_KNOWN) return Number.POSITIVE_INFINITY;
  return MOST_MORE + MOST_TIMES_USUAL * Math.max(yesterday, (events - today) / days);
}
