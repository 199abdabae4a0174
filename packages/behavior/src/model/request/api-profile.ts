import type { Place } from '../../call/call.ts';
import { OddLimit } from './odd-limit.ts';
import { type OperationProfile, ParameterTable } from './operation-profile.ts';
import { ParameterProfile } from './parameter-profile.ts';

/** How often something that was never seen came, and how often it could have. */
export interface Rate {
  once: number;
  requests: number;
}

export type Rates = Readonly<Record<Place, Rate>>;

export function newRates(): Rates {
  const rate = (): Rate => ({ once: 0, requests: 0 });
  return { path: rate(), query: rate(), header: rate(), cookie: rate(), body: rate() };
}

/** What is learned of an API beyond its operations. */
export class ApiProfile {
  requests = 0;
  sinceMs = Number.POSITIVE_INFINITY;
  /** Operations that were seen once. */
  onceOperations = 0;
  /** Combinations of names that were seen once, over all operations. */
  onceCombinations = 0;
  /** Requests in which a name stood twice. */
  repeated = 0;
  readonly operations = new Map<string, OperationProfile>();
  /** Who taught what was odd. */
  readonly odd = new OddLimit();
  readonly header = new ParameterTable();
  readonly cookie = new ParameterTable();
  /** Names seen once, over all operations. */
  readonly names = newRates();
  /** Paths as a whole. */
  readonly paths: ParameterProfile;

  constructor(key: number) {
    this.paths = new ParameterProfile(key);
  }
}

/** How the number of those that were seen once changes with one that was now seen so often. */
export function onceChange(times: number): number {
  return times === 1 ? 1 : times === 2 ? -1 : 0;
}

/** Where parameters of a place are kept: those of headers and cookies by API, others by operation. */
export function tableOf(api: ApiProfile | undefined, operation: OperationProfile | undefined, place: Place): ParameterTable | undefined {
  return place === 'header' || place === 'cookie' ? api?.[place] : operation?.[place];
}
