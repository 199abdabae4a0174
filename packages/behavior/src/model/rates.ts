import { z } from 'zod';

import { commonLength, numbersColumn, wordsColumn } from '../saved/column.ts';

const DAY_MS = 86_400_000;
const MOST = 50_000;
const savedRows = z.array(z.tuple([z.int().min(0).max(0xffffffff), z.number().nonnegative(), z.number().nonnegative()])).max(MOST);
const savedColumns = z.strictObject({ fadedMs: z.number().nonnegative(), keys: wordsColumn, of: numbersColumn, events: numbersColumn });
/** States of before have rows. */
const savedRates = z.union([savedColumns, savedRows]);

/** So many are found without looking into the table. */
const AT_HAND = 256;

interface Rate {
  readonly key: number;
  of: number;
  events: number;
}

/** How often something happens, by what it happens to: so many events of so many cases. Bounded; fades by half-lives. */
export class Rates {
  readonly #most: number;
  readonly #halfLifeDays: number;
  readonly #rates = new Map<number, Rate>();
  /** Those that were asked for last, by the last bits of their keys. */
  readonly #atHand: (Rate | undefined)[] = Array.from({ length: AT_HAND }, () => undefined);
  #fadedMs = 0;

  constructor(most: number, halfLifeDays: number) {
    this.#most = Math.min(MOST, most);
    this.#halfLifeDays = halfLifeDays;
  }

  learn(key: number, happened: boolean, timeMs: number): void {
    this.#fade(timeMs);
    let rate = this.#find(key);
    if (rate === undefined) {
      if (this.#rates.size >= this.#most) return;
      rate = { key, of: 0, events: 0 };
      this.#rates.set(key, rate);
    }
    rate.of++;
    if (happened) rate.events++;
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

  save(): z.infer<typeof savedColumns> {
    const rates = [...this.#rates.values()];
    return {
      fadedMs: this.#fadedMs,
      keys: Uint32Array.from(this.#rates.keys()),
      of: Float64Array.from(rates, ({ of }) => of),
      events: Float64Array.from(rates, ({ events }) => events),
    };
  }

  /** What has faded less far fades as far as the other first. */
  merge(saved: unknown): void {
    const rates = savedRates.parse(saved);
    if (Array.isArray(rates)) {
      for (const [key, of, events] of rates) this.#add(key, of, events);
      return;
    }
    commonLength({ keys: rates.keys, of: rates.of, events: rates.events });
    if (this.#fadedMs === 0) this.#fadedMs = rates.fadedMs;
    this.#fade(rates.fadedMs);
    const factor = rates.fadedMs === 0 ? 1 : this.#factor(Math.max(0, this.#fadedMs - rates.fadedMs));
    for (const [index, key] of rates.keys.entries()) {
      this.#add(key, Math.max(0, rates.of[index] ?? 0) * factor, Math.max(0, rates.events[index] ?? 0) * factor);
    }
  }

  #find(key: number): Rate | undefined {
    const place = key & (AT_HAND - 1);
    const atHand = this.#atHand[place];
    if (atHand?.key === key) return atHand;
    const found = this.#rates.get(key);
    if (found !== undefined) this.#atHand[place] = found;
    return found;
  }

  #add(key: number, of: number, events: number): void {
    const rate = this.#rates.get(key);
    if (rate !== undefined) {
      rate.of += of;
      rate.events += events;
    } else if (this.#rates.size < this.#most) this.#rates.set(key, { key, of, events });
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
    }
  }
}
