import type { Exclusion } from './exclusion.ts';
import type { Observation } from './observation.ts';

const MOST_OPERATIONS = 100_000;

/** Counts all requests, those without anything to tune as well. */
export class Totals {
  requests = 0;
  alarmsWithoutMatches = 0;
  labelled = false;
  firstMs = Number.POSITIVE_INFINITY;
  lastMs = Number.NEGATIVE_INFINITY;
  readonly #operations = new Map<string, Map<string | null, number>>();
  #operationCount = 0;

  note({ api, operation, timeMs, alarm, matches, label }: Observation): void {
    this.requests++;
    if (alarm && matches.length === 0) this.alarmsWithoutMatches++;
    if (label !== undefined) this.labelled = true;
    else {
      this.firstMs = Math.min(this.firstMs, timeMs);
      this.lastMs = Math.max(this.lastMs, timeMs);
    }
    const operations = this.#operations.get(api) ?? new Map<string | null, number>();
    this.#operations.set(api, operations);
    const known = operations.get(operation);
    if (known === undefined && this.#operationCount++ >= MOST_OPERATIONS) return;
    operations.set(operation, (known ?? 0) + 1);
  }

  /** Requests of the operations that an exclusion holds on. */
  requestsUnder(api: string, { operations }: Exclusion): number {
    const counts = this.#operations.get(api) ?? new Map<string | null, number>();
    const wanted = operations ?? [...counts.keys()];
    return wanted.reduce((sum, operation) => sum + (counts.get(operation) ?? 0), 0);
  }
}
