import type { Evidence } from '@airside/domain';

import type { Place } from '../../call/call.ts';

/** What can be unusual about a request; each belongs to one indicator. */
export type Aspect = 'operation' | 'name' | 'repeated' | 'missing' | 'combination' | 'type' | 'value' | 'number' | 'header' | 'size';

export interface Finding {
  readonly aspect: Aspect;
  readonly place: Place;
  readonly surprise: number;
  /** Undefined where so many of its aspect and place are at least as surprising that nobody is told of it. */
  readonly evidence: Evidence | undefined;
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

export const NOTHING: Judgement = { surprise: 0, tests: 0, findings: [] };

/** What is less surprising is not told. */
export const LEAST_TOLD = 2;

/** So many findings of one indicator are told. */
export const MOST_EVIDENCE = 5;

/** Adds to findings what is surprising enough to be told. */
export function adds(findings: Finding[]): Add {
  return (aspect, place, surprise, explain) => {
    if (surprise < LEAST_TOLD) return;
    findings.push({ aspect, place, surprise, evidence: mayBeTold(findings, aspect, place, surprise) ? explain() : undefined });
  };
}

/** Whether a finding may be among those that are told, after those before it: a request may have hundreds of values that are odd, and evidence is costly to make. */
function mayBeTold(findings: readonly Finding[], aspect: Aspect, place: Place, surprise: number): boolean {
  let stronger = 0;
  for (const finding of findings) {
    if (finding.aspect !== aspect || finding.place !== place || finding.surprise < surprise) continue;
    if (++stronger === MOST_EVIDENCE) return false;
  }
  return true;
}

/** Takes a result; the explanation is made where it is told. */
export type Add = (aspect: Aspect, place: Place, surprise: number, explain: () => Evidence) => void;
