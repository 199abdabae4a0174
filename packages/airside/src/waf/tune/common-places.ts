import type { Observation } from './observation.ts';
import { type Part, partOf } from './part.ts';

const MOST_PLACES = 50_000;
/** So many callers with a credential, or so many networks where nobody has to be named, make a place common. */
const KNOWN_CALLERS = 5;
const CALLERS = 20;

/**
 * Which rules match in which places for so many callers that it says nothing about the one who calls. With strict rules, honest requests set
 * off several in several places, again and again; an attacker sets off others than everybody does.
 */
export class CommonPlaces {
  readonly #callers = new Map<string, { readonly known: Set<string>; readonly all: Set<string> }>();

  note(observation: Observation): void {
    const { caller, authenticated, matches } = observation;
    for (const { rule, variables } of matches) {
      for (const variable of variables) {
        const part = partOf(variable);
        const callers = part === undefined ? undefined : this.#at(placeKey(observation, rule, part));
        if (callers === undefined) continue;
        if (callers.all.size < CALLERS) callers.all.add(caller);
        if (authenticated && callers.known.size < KNOWN_CALLERS) callers.known.add(caller);
      }
    }
  }

  has(observation: Pick<Observation, 'api' | 'operation'>, rule: number, part: Part): boolean {
    const callers = this.#callers.get(placeKey(observation, rule, part));
    return callers !== undefined && (callers.known.size >= KNOWN_CALLERS || callers.all.size >= CALLERS);
  }

  #at(key: string) {
    const known = this.#callers.get(key);
    if (known !== undefined || this.#callers.size >= MOST_PLACES) return known;
    const callers = { known: new Set<string>(), all: new Set<string>() };
    this.#callers.set(key, callers);
    return callers;
  }
}

/** The same for matches of one rule in the same part of requests of one operation. */
export function placeKey({ api, operation }: Pick<Observation, 'api' | 'operation'>, rule: number, part: Part): string {
  return JSON.stringify([api, operation, rule, part]);
}
