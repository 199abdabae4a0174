import type { CallerVerdict } from './callers.ts';
import { placeKey } from './common-places.ts';
import { Evidence } from './evidence.ts';
import type { Observation } from './observation.ts';
import { type Part, partOf } from './part.ts';

/** Beyond this many, new places are not looked at. */
const MOST_PLACES = 50_000;

/** Where a rule matched: in one part of the requests of one operation. */
export interface Place {
  readonly api: string;
  readonly operation: string | null;
  readonly rule: number;
  readonly part: Part;
  readonly evidence: Evidence;
}

/** Gathers where rules matched, and for whom. */
export class Places {
  readonly #places = new Map<string, Place>();
  /** Matches in places that are not looked at, because there are too many. */
  overflow = 0;

  add(observation: Observation, verdict: CallerVerdict): void {
    const touched = new Set<Place>();
    for (const { rule, variables } of observation.matches) {
      for (const variable of variables) {
        const part = partOf(variable);
        const place = part === undefined ? undefined : this.#place(observation, rule, part);
        if (place !== undefined) touched.add(place);
      }
    }
    for (const { evidence } of touched) evidence.add(observation, verdict);
  }

  /** Those seen in most alarms first. */
  list(): Place[] {
    return [...this.#places.values()].sort((a, b) => b.evidence.alarms - a.evidence.alarms || b.evidence.requests - a.evidence.requests);
  }

  #place({ api, operation }: Observation, rule: number, part: Part): Place | undefined {
    const key = placeKey({ api, operation }, rule, part);
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    if (this.#places.size >= MOST_PLACES) {
      this.overflow++;
      return undefined;
    }
    const place = { api, operation, rule, part, evidence: new Evidence() };
    this.#places.set(key, place);
    return place;
  }
}
