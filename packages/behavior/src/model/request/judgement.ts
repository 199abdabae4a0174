import type { Evidence } from '@airside/domain';

import type { Place } from '../../call/call.ts';

/** What can be unusual about a request; each belongs to one indicator. */
export type Aspect = 'operation' | 'name' | 'repeated' | 'missing' | 'combination' | 'type' | 'value' | 'number' | 'header' | 'size';

export interface Finding {
  readonly aspect: Aspect;
  readonly place: Place;
  readonly surprise: number;
  readonly evidence: Evidence;
}

/** What is unusual about a request, all in all. */
export interface Judgement {
  /** −log10 of the probability of a request at least so unusual, of all that was looked at together. */
  readonly surprise: number;
  /** How many things were looked at. */
  readonly tests: number;
  /** Most surprising first. */
  readonly findings: readonly Finding[];
}

/** What is less surprising is not told. */
export const LEAST_TOLD = 2;

/** Takes a result; the explanation is made where it is told. */
export type Add = (aspect: Aspect, place: Place, surprise: number, explain: () => Evidence) => void;
