import { z } from 'zod';

import type { Call } from '../call/call.ts';
import { isThere } from '../call/is-there.ts';
import { ClockMap, LOOK_AT_LENGTH } from '../model/clock-map.ts';
import { cachedPairs } from '../model/name-cache.ts';
import { HourCounts } from '../model/season/hour-counts.ts';
import { savedHourRing } from '../model/season/hour-ring.ts';
import { savedName } from '../saved/saved-name.ts';
import type { TrainingStatus } from './engine.ts';
import type { EngineOptions } from './learning.ts';

const DAY_MS = 86_400_000;
/** After so many observations most of what there is to know of an operation is known. */
const FAMILIAR = 300;
/** What was called that often is worth keeping. */
const WORTH_KEEPING = 5;

const HOURS_IN_PART = 200;

const savedOperations = z.array(z.tuple([savedName, savedName, z.number().nonnegative(), z.number()])).max(1_000_000);
/** States of before tell neither when they have faded nor since when each API is known. */
const savedSchema = z.union([
  z.strictObject({
    fadedMs: z.number().nonnegative(),
    apis: z.array(z.tuple([savedName, z.number()])).max(1_000_000),
    operations: savedOperations,
  }),
  savedOperations.transform((operations) => ({ fadedMs: 0, apis: [] as [string, number][], operations })),
]);
const savedHours = z.array(z.tuple([savedName, savedName, savedHourRing])).max(HOURS_IN_PART);

/** APIs are those of a configuration; hosts, in traffic of other servers. */
const MOST_APIS = 2000;

interface Api {
  sinceMs: number;
  /** Whether any operation of it is there: names of hosts can be made up. */
  isThere: boolean;
}

interface Watched {
  readonly api: string;
  readonly operation: string;
  observations: number;
  sinceMs: number;
  readonly hours: HourCounts;
}

/** How long each API, and how well each operation, has been watched. Observations count half after each half-life. */
export class Training {
  readonly #operations: ClockMap<Watched, string>;
  readonly #apis = new ClockMap<Api, string>(MOST_APIS, (api) => api.isThere, { mostLooks: LOOK_AT_LENGTH });
  readonly #pairs = cachedPairs();
  readonly #options: EngineOptions;
  #fadedMs = 0;

  constructor(options: EngineOptions) {
    this.#options = options;
    const isWorthKeeping = ({ observations }: Watched): boolean => observations >= WORTH_KEEPING;
    this.#operations = new ClockMap(options.mostOperations, isWorthKeeping, { mostLooks: LOOK_AT_LENGTH });
  }

  /** Takes a call; true while its API is still only watched. */
  observe(call: Call): boolean {
    const { api, operation, timeMs } = call;
    this.#fade(timeMs);
    const known = this.#api(api, timeMs);
    const key = this.#pairs(api, operation);
    let watched = this.#operations.get(key);
    if (watched === undefined && isThere(call)) {
      known.isThere = true;
      watched = { api, operation, observations: 0, sinceMs: timeMs, hours: new HourCounts() };
      this.#operations.set(key, watched);
    }
    if (watched !== undefined) {
      watched.observations++;
      watched.hours.add(timeMs);
    }
    return this.#isTraining(known.sinceMs, timeMs);
  }

  status(nowMs: number): readonly TrainingStatus[] {
    this.#fade(nowMs);
    return [...this.#operations.values()].map(({ hours, observations, ...watched }) => ({
      ...watched,
      observations: Math.round(observations),
      week: hours.week(),
      confidence: familiarity(observations),
      state: this.#isTraining(this.#apis.peek(watched.api)?.sinceMs ?? nowMs, nowMs) ? 'training' : 'watching',
    }));
  }

  /**
   * How well that is known which a detection goes by, from 0 to 1: the operation that it is about. Where it is about none, or about one that nobody has called with success, it goes by what is known of
   * the API, in which the operation is unknown: by the calls of all its operations together; and by those of all APIs where it is about no single one.
   */
  confidence(api: string | null, operation: string | null): number {
    const watched = api === null || operation === null ? undefined : this.#operations.peek(`${api} ${operation}`);
    if (watched !== undefined) return familiarity(watched.observations);
    let observations = 0;
    for (const each of this.#operations.values()) if (api === null || each.api === api) observations += each.observations;
    return familiarity(observations);
  }

  save(): unknown {
    const operations = [...this.#operations.values()];
    return {
      fadedMs: this.#fadedMs,
      apis: [...this.#apis.entries()].filter(([, { isThere }]) => isThere).map(([api, { sinceMs }]) => [api, sinceMs]),
      operations: operations.map(({ api, operation, observations, sinceMs }) => [api, operation, observations, sinceMs]),
    };
  }

  /** What has faded less far fades as far as the other first. */
  merge(saved: unknown): void {
    const { fadedMs, apis, operations } = savedSchema.parse(saved);
    this.#fade(fadedMs);
    const factor = fadedMs === 0 ? 1 : this.#factor(Math.max(0, this.#fadedMs - fadedMs));
    for (const [api, sinceMs] of apis) this.#mergeApi(api, sinceMs);
    for (const [api, operation, observations, sinceMs] of operations) {
      this.#mergeApi(api, sinceMs);
      const key = this.#pairs(api, operation);
      let watched = this.#operations.get(key);
      if (watched === undefined) {
        watched = { api, operation, observations: 0, sinceMs, hours: new HourCounts() };
        this.#operations.set(key, watched);
      }
      watched.observations += observations * factor;
      watched.sinceMs = Math.min(watched.sinceMs, sinceMs);
    }
  }

  /** When operations are called, in parts. */
  *saveHours(): Iterable<unknown> {
    const all = [...this.#operations.values()];
    for (let from = 0; from < all.length; from += HOURS_IN_PART) {
      yield all.slice(from, from + HOURS_IN_PART).map(({ api, operation, hours }) => [api, operation, hours.save()]);
    }
  }

  /** Adds one part, of operations that are known already. */
  mergeHours(saved: unknown): void {
    for (const [api, operation, hours] of savedHours.parse(saved)) this.#operations.peek(`${api} ${operation}`)?.hours.merge(hours);
  }

  #mergeApi(api: string, sinceMs: number): void {
    const known = this.#api(api, sinceMs);
    known.sinceMs = Math.min(known.sinceMs, sinceMs);
    known.isThere = true;
  }

  #api(name: string, sinceMs: number): Api {
    const known = this.#apis.get(name);
    if (known !== undefined) return known;
    const made: Api = { sinceMs, isThere: false };
    this.#apis.set(name, made);
    return made;
  }

  #isTraining(sinceMs: number, nowMs: number): boolean {
    return nowMs - sinceMs < this.#options.trainingMs;
  }

  #factor(elapsedMs: number): number {
    return 2 ** (-elapsedMs / DAY_MS / this.#options.halfLifeDays);
  }

  #fade(nowMs: number): void {
    if (this.#fadedMs === 0) this.#fadedMs = nowMs;
    const elapsedMs = nowMs - this.#fadedMs;
    if (elapsedMs < DAY_MS) return;
    this.#fadedMs = nowMs;
    const factor = this.#factor(elapsedMs);
    for (const watched of this.#operations.values()) watched.observations *= factor;
  }
}

function familiarity(observations: number): number {
  return observations / (observations + FAMILIAR);
}
