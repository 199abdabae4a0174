import { z } from 'zod';

const DAY_MS = 86_400_000;
const MOST = 50_000;
const savedRates = z.array(z.tuple([z.int().min(0).max(0xffffffff), z.number().nonnegative(), z.number().nonnegative()])).max(MOST);

interface Rate {
  of: number;
  events: number;
}

/** How often something happens, by what it happens to: so many events of so many cases. Bounded; fades by half-lives. */
export class Rates {
  readonly #most: number;
  readonly #halfLifeDays: number;
  readonly #rates = new Map<number, Rate>();
  #fadedMs = 0;

  constructor(most: number, halfLifeDays: number) {
    this.#most = Math.min(MOST, most);
    this.#halfLifeDays = halfLifeDays;
  }

  /** `many` cases at once. */
  learn(key: number, happened: boolean, timeMs: number, many = 1): void {
    this.#fade(timeMs);
    let rate = this.#rates.get(key);
    if (rate === undefined) {
      if (this.#rates.size >= this.#most) return;
      rate = { of: 0, events: 0 };
      this.#rates.set(key, rate);
    }
    rate.of += many;
    if (happened) rate.events += many;
  }

  /** How many cases are known. */
  observations(key: number): number {
    return this.#rates.get(key)?.of ?? 0;
  }

  events(key: number): number {
    return this.#rates.get(key)?.events ?? 0;
  }

  /** The probability of the event: half an event more than was seen, in one case more. */
  probability(key: number): number {
    const rate = this.#rates.get(key);
    return rate === undefined ? 0.5 : Math.min(1, (rate.events + 0.5) / (rate.of + 1));
  }

  save(): z.infer<typeof savedRates> {
    return [...this.#rates].map(([key, { of, events }]) => [key, of, events]);
  }

  merge(saved: unknown): void {
    for (const [key, of, events] of savedRates.parse(saved)) {
      const rate = this.#rates.get(key);
      if (rate !== undefined) {
        rate.of += of;
        rate.events += events;
      } else if (this.#rates.size < this.#most) this.#rates.set(key, { of, events });
    }
  }

  #fade(timeMs: number): void {
    if (this.#fadedMs === 0) this.#fadedMs = timeMs;
    const elapsedMs = timeMs - this.#fadedMs;
    if (elapsedMs < DAY_MS) return;
    this.#fadedMs = timeMs;
    const factor = 2 ** (-elapsedMs / DAY_MS / this.#halfLifeDays);
    for (const rate of this.#rates.values()) {
      rate.of *= factor;
      rate.events *= factor;
    }
  }
}
