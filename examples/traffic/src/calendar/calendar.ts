import type { Draw } from '../draw.ts';
import { DAY_MS, EPOCH_MS, HOUR_MS, MINUTE_MS } from '../time.ts';

/** Something that happens to an API and is no attack. */
export interface Occasion {
  readonly kind: 'outage' | 'slow' | 'marketing' | 'release';
  readonly api: string;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** All that is out of the ordinary in a simulation and honest. */
export class Calendar {
  readonly occasions: readonly Occasion[];

  constructor(draw: Draw, days: number) {
    const at = (share: number, hour: number): number => EPOCH_MS + Math.floor(share * days) * DAY_MS + hour * HOUR_MS;
    const lasting = (kind: Occasion['kind'], api: string, fromMs: number, forMs: number): Occasion => ({
      kind,
      api,
      fromMs,
      untilMs: fromMs + forMs,
    });
    const bankDown = at(0.4, 10) + draw.integer(0, 180) * MINUTE_MS;
    const deskDown = at(0.73, 13) + draw.integer(0, 120) * MINUTE_MS;
    this.occasions = [
      lasting('slow', 'bank', bankDown - 8 * MINUTE_MS, 8 * MINUTE_MS),
      lasting('outage', 'bank', bankDown, 12 * MINUTE_MS),
      lasting('outage', 'desk', deskDown, 6 * MINUTE_MS),
      lasting('marketing', 'shop', at(0.57, 7), 15 * HOUR_MS),
      lasting('release', 'shop', at(0.47, 9), days * DAY_MS),
    ];
  }

  isDown(api: string, nowMs: number): boolean {
    return this.#now('outage', api, nowMs);
  }

  slowness(api: string, nowMs: number): number {
    return this.#now('slow', api, nowMs) ? 8 : this.#now('marketing', api, nowMs) ? 1.6 : 1;
  }

  /** How many times the usual number of people come. */
  crowd(api: string, nowMs: number): number {
    return this.#now('marketing', api, nowMs) ? 4 : 1;
  }

  /** When a release of an API goes live; never where none is planned. */
  releaseMs(api: string): number {
    return this.occasions.find((one) => one.kind === 'release' && one.api === api)?.fromMs ?? Infinity;
  }

  #now(kind: Occasion['kind'], api: string, nowMs: number): boolean {
    return this.occasions.some((one) => one.kind === kind && one.api === api && nowMs >= one.fromMs && nowMs < one.untilMs);
  }
}
