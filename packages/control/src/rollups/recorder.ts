import { DIMENSIONS, type Dimension, type Exchange, NONE, OTHER } from '@airside/domain';

import { addTo, dimensionsOf, type Measured, measure } from './measure.ts';
import { type Delta, floorTo } from './series.ts';
import { Tally } from './tally.ts';

export interface RecorderLimits {
  /** Names of a dimension that are told apart for an API at once. */
  readonly perApi: Readonly<Record<Dimension, number>>;
  /** Tallies in memory at once. */
  readonly total: number;
}

export interface RecorderState {
  readonly tallies: number;
  /** Requests that went to `_other` since the start, by dimension. */
  readonly overflowed: Readonly<Record<Dimension, number>>;
  /** Requests that are in no roll-up, as there was no room even for their API. */
  readonly lost: number;
}

interface ApiMinute {
  readonly tally: Tally;
  /** In the order of `DIMENSIONS`. */
  readonly byDimension: readonly Map<string, Tally>[];
}

const CALLERS_COUNTED: readonly boolean[] = DIMENSIONS.map((dimension) => dimension === 'operation');

/** Counts exchanges in memory until `drain` takes what has come together. */
export class Recorder {
  readonly #limits: RecorderLimits;
  readonly #overflowed: Record<Dimension, number> = { operation: 0, consumer: 0, country: 0, network: 0 };
  #minutes = new Map<number, Map<string, ApiMinute>>();
  #tallies = 0;
  #lost = 0;

  constructor(limits: RecorderLimits) {
    this.#limits = limits;
  }

  /** Each counts in the minute in which it began, however late it comes; one from the future in the present. */
  record(exchanges: readonly Exchange[], nowMs: number): void {
    for (const exchange of exchanges) {
      const minute = floorTo('minute', Math.min(Date.parse(exchange.time) || nowMs, nowMs));
      const api = this.#apiMinute(minute, exchange.api ?? NONE);
      if (api === undefined) this.#lost++;
      else this.#count(api, exchange, measure(exchange));
    }
  }

  state(): RecorderState {
    return { tallies: this.#tallies, overflowed: { ...this.#overflowed }, lost: this.#lost };
  }

  /** All that was counted since the last time. */
  drain(): Delta[] {
    const deltas: Delta[] = [];
    for (const [startMs, apis] of this.#minutes) {
      for (const [api, { tally, byDimension }] of apis) {
        deltas.push({ cut: 'api', api, value: '', startMs, tally });
        for (const [place, cut] of DIMENSIONS.entries()) {
          for (const [value, part] of byDimension[place] ?? []) deltas.push({ cut, api, value, startMs, tally: part });
        }
      }
    }
    this.#minutes = new Map();
    this.#tallies = 0;
    return deltas;
  }

  #apiMinute(minute: number, api: string): ApiMinute | undefined {
    let apis = this.#minutes.get(minute);
    const known = apis?.get(api);
    if (known !== undefined) return known;
    if (this.#tallies >= this.#limits.total) return undefined;
    if (apis === undefined) {
      apis = new Map();
      this.#minutes.set(minute, apis);
    }
    const made = { tally: new Tally(), byDimension: DIMENSIONS.map(() => new Map<string, Tally>()) };
    apis.set(api, made);
    this.#tallies++;
    return made;
  }

  #count({ tally, byDimension }: ApiMinute, exchange: Exchange, measured: Measured): void {
    addTo(tally, measured, true);
    const values = dimensionsOf(exchange);
    for (const [place, dimension] of DIMENSIONS.entries()) {
      const known = byDimension[place];
      if (known === undefined) continue;
      addTo(this.#tallyOf(known, dimension, values[place] ?? NONE), measured, CALLERS_COUNTED[place] ?? false);
    }
  }

  #tallyOf(known: Map<string, Tally>, dimension: Dimension, value: string): Tally {
    const found = known.get(value);
    if (found !== undefined) return found;
    const full = known.size >= this.#limits.perApi[dimension] || this.#tallies >= this.#limits.total;
    if (full) this.#overflowed[dimension]++;
    const name = full ? OTHER : value;
    const other = known.get(name);
    if (other !== undefined) return other;
    const made = new Tally();
    known.set(name, made);
    this.#tallies++;
    return made;
  }
}
