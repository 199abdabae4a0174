import { Reach } from '../reach.ts';
import { Histogram } from './histogram.ts';
import { KnownValues } from './known-values.ts';
import type { ParameterProfile } from './parameter-profile.ts';
import { LENGTH_PLACES } from './scales.ts';
import { ShareLimit } from './share-limit.ts';

const MOST_PARAMETERS = 200;

/** Parameters that have one owner in common, by name. */
export class ParameterTable {
  readonly byName = new Map<string, ParameterProfile>();
  /** Requests in which there could be such parameters. */
  requests = 0;
  /** Names that were seen in one request only: as many as are new in the requests to come (Good and Turing). */
  once = 0;
  /** Number of the request in which one replaced another one last. */
  replacedIn = -1;

  get isFull(): boolean {
    return this.byName.size >= MOST_PARAMETERS;
  }
}

/** What is learned of an operation. */
export class OperationProfile {
  requests = 0;
  sinceMs = Number.POSITIVE_INFINITY;
  readonly path = new ParameterTable();
  readonly query = new ParameterTable();
  readonly body = new ParameterTable();
  /** Which names stand together, in which order. */
  readonly combinations = new KnownValues();
  readonly bodyBytes = new Histogram(SIZE_PLACES);
  readonly valueCounts = new Histogram(LENGTH_PLACES);
  /** How far callers go with these two. */
  readonly bodyReach = new Reach();
  readonly countReach = new Reach();
  readonly callers = new ShareLimit();

  /** Whether it is known to be one: of requests to a path that somebody may have made up nothing is learned but that they came. */
  get isThere(): boolean {
    return this.path.requests > 0;
  }
}

/** Up to 4 GB. */
export const SIZE_PLACES = 128;
