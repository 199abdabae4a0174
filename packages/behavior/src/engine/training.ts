import { z } from 'zod';

import type { Call } from '../call/call.ts';
import { HourCounts } from '../model/season/hour-counts.ts';
import { savedHourRing } from '../model/season/hour-ring.ts';
import { savedName } from '../saved/saved-name.ts';
import type { TrainingStatus } from './engine.ts';
import type { EngineOptions } from './learning.ts';

/** After so many observations most of what there is to know of an operation is known. */
const FAMILIAR = 300;

const HOURS_IN_PART = 200;

const savedSchema = z.array(z.tuple([savedName, savedName, z.number().nonnegative(), z.number()])).max(1_000_000);
const savedHours = z.array(z.tuple([savedName, savedName, savedHourRing])).max(HOURS_IN_PART);

/** APIs are those of a configuration; hosts, in traffic of other servers. */
const MOST_APIS = 2000;

interface Watched {
  readonly api: string;
  readonly operation: string;
  observations: number;
  sinceMs: number;
  readonly hours: HourCounts;
}

/** How long each API, and how well each operation, has been watched. */
export class Training {
  readonly #operations = new Map<string, Map<string, Watched>>();
  readonly #sinceMs = new Map<string, number>();
  readonly #options: EngineOptions;
  #size = 0;

  constructor(options: EngineOptions) {
    this.#options = options;
  }

  /** Takes a call; true while its API is still only watched. */
  observe(call: Call): boolean {
    const { api, operation, timeMs } = call;
    let operations = this.#operations.get(api);
    if (operations === undefined) {
      if (this.#operations.size >= MOST_APIS) return true;
      operations = new Map();
      this.#operations.set(api, operations);
      this.#sinceMs.set(api, timeMs);
    }
    let watched = operations.get(operation);
    if (watched === undefined && isThere(call) && this.#size < this.#options.mostOperations) {
      watched = { api, operation, observations: 0, sinceMs: timeMs, hours: new HourCounts() };
      operations.set(operation, watched);
      this.#size++;
    }
    if (watched !== undefined) {
      watched.observations++;
      watched.hours.add(timeMs);
    }
    return timeMs - (this.#sinceMs.get(api) ?? timeMs) < this.#options.trainingMs;
  }

  status(nowMs: number): readonly TrainingStatus[] {
    return this.#all().map(({ hours, ...watched }) => ({
      ...watched,
      week: hours.week(),
      confidence: watched.observations / (watched.observations + FAMILIAR),
      state: nowMs - (this.#sinceMs.get(watched.api) ?? nowMs) < this.#options.trainingMs ? 'training' : 'watching',
    }));
  }

  /** How well an operation is known, from 0 to 1; of a whole API where none is named. */
  confidence(api: string | null, operation: string | null): number {
    const operations = this.#operations.get(api ?? '');
    const watched = operation === null ? undefined : operations?.get(operation);
    if (watched !== undefined) return watched.observations / (watched.observations + FAMILIAR);
    return operations === undefined ? 0.5 : 1;
  }

  save(): unknown {
    return this.#all().map(({ api, operation, observations, sinceMs }) => [api, operation, observations, sinceMs]);
  }

  merge(saved: unknown): void {
    for (const [api, operation, observations, sinceMs] of savedSchema.parse(saved)) {
      let operations = this.#operations.get(api);
      if (operations === undefined) {
        operations = new Map();
        this.#operations.set(api, operations);
      }
      this.#sinceMs.set(api, Math.min(this.#sinceMs.get(api) ?? sinceMs, sinceMs));
      const watched = operations.get(operation);
      if (watched !== undefined) {
        watched.observations += observations;
        watched.sinceMs = Math.min(watched.sinceMs, sinceMs);
      } else if (this.#size < this.#options.mostOperations) {
        operations.set(operation, { api, operation, observations, sinceMs, hours: new HourCounts() });
        this.#size++;
      }
    }
  }

  /** When operations are called, in parts. */
  *saveHours(): Iterable<unknown> {
    const all = this.#all();
    for (let from = 0; from < all.length; from += HOURS_IN_PART) {
      yield all.slice(from, from + HOURS_IN_PART).map(({ api, operation, hours }) => [api, operation, hours.save()]);
    }
  }

  /** Adds one part, of operations that are known already. */
  mergeHours(saved: unknown): void {
    for (const [api, operation, hours] of savedHours.parse(saved)) this.#operations.get(api)?.get(operation)?.hours.merge(hours);
  }

  #all(): readonly Watched[] {
    return [...this.#operations.values()].flatMap((operations) => [...operations.values()]);
  }
}

/** Paths can be made up: an operation is one when the definition has it, or when something answered. */
function isThere({ exchange: { template }, outcome }: Call): boolean {
  return template !== null || (outcome !== 'refused' && outcome !== 'rejected');
}
