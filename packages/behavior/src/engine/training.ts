import { z } from 'zod';

import type { Call } from '../call/call.ts';
import type { TrainingStatus } from './engine.ts';
import type { EngineOptions } from './learning.ts';

/** After so many observations most of what there is to know of an operation is known. */
const FAMILIAR = 300;

const savedSchema = z.array(z.tuple([z.string(), z.string(), z.number().nonnegative(), z.number()])).max(1_000_000);

interface Watched {
  readonly api: string;
  readonly operation: string;
  observations: number;
  sinceMs: number;
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
  observe({ api, operation, timeMs }: Call): boolean {
    let operations = this.#operations.get(api);
    if (operations === undefined) {
      if (this.#size >= this.#options.mostOperations) return true;
      operations = new Map();
      this.#operations.set(api, operations);
      this.#sinceMs.set(api, timeMs);
    }
    const watched = operations.get(operation);
    if (watched !== undefined) watched.observations++;
    else if (this.#size < this.#options.mostOperations) {
      operations.set(operation, { api, operation, observations: 1, sinceMs: timeMs });
      this.#size++;
    }
    return timeMs - (this.#sinceMs.get(api) ?? timeMs) < this.#options.trainingMs;
  }

  status(nowMs: number): readonly TrainingStatus[] {
    return [...this.#operations.values()].flatMap((operations) =>
      [...operations.values()].map((watched) => ({
        ...watched,
        confidence: watched.observations / (watched.observations + FAMILIAR),
        state: nowMs - (this.#sinceMs.get(watched.api) ?? nowMs) < this.#options.trainingMs ? 'training' : 'watching',
      })),
    );
  }

  /** How well an operation is known, from 0 to 1; of a whole API where none is named. */
  confidence(api: string | null, operation: string | null): number {
    const operations = this.#operations.get(api ?? '');
    const watched = operation === null ? undefined : operations?.get(operation);
    if (watched !== undefined) return watched.observations / (watched.observations + FAMILIAR);
    return operations === undefined ? 0.5 : 1;
  }

  save(): unknown {
    return [...this.#operations.values()].flatMap((operations) =>
      [...operations.values()].map(({ api, operation, observations, sinceMs }) => [api, operation, observations, sinceMs]),
    );
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
        operations.set(operation, { api, operation, observations, sinceMs });
        this.#size++;
      }
    }
  }
}
