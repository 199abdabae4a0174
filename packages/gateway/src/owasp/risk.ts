import type { PolicyName, Posture } from './posture.ts';

/** The lists of the OWASP API Security Top 10, by their years. */
export const LISTS = ['2019', '2023'] as const;
export type List = (typeof LISTS)[number];

/** How far a risk is covered on an operation, from the best to the worst. */
export const LEVELS = ['covered', 'partly', 'reported', 'open', 'not-applicable'] as const;
export type Level = (typeof LEVELS)[number];

/** One thing that stands against a risk, or is missing. */
export interface Check {
  /** `enforced` refuses, `partial` refuses some of it and lets the rest pass, `reported` only records, `absent` is not there. */
  readonly state: 'enforced' | 'partial' | 'reported' | 'absent';
  /** A policy, or the part of Airside that does it. */
  readonly by: PolicyName | 'gateway' | 'definition' | 'record';
  /** A sentence that names the option. */
  readonly says: string;
  /** What to do where it is not enforced. */
  readonly mend?: string;
  /** Without it the rest is not enough: the risk is open, whatever else is there. */
  readonly isDecisive?: true;
}

/** What a risk comes to on one operation. */
export type Assessment = { readonly notApplicable: string } | { readonly checks: readonly Check[]; readonly limit?: string };

/** A risk of the Top 10, and how to judge from an operation's policies how far it is covered. */
export interface Risk {
  readonly id: string;
  readonly title: string;
  /** Its number in each list that has it. */
  readonly places: Partial<Readonly<Record<List, number>>>;
  /** What it is, in a sentence. */
  readonly about: string;
  /** How the proof is to be had that configuration cannot give. */
  readonly test: string;
  /** `limit` says why a configuration alone never covers the risk: it is partly covered at best. */
  readonly assess: (posture: Posture) => Assessment;
}

/** The level that checks come to. */
export function levelOf(assessment: Assessment): Level {
  if ('notApplicable' in assessment) return 'not-applicable';
  const { checks, limit } = assessment;
  const decisive = checks.filter(({ isDecisive }) => isDecisive === true);
  if (decisive.some(({ state }) => state === 'absent')) return 'open';
  if (decisive.some(({ state }) => state === 'reported')) return 'reported';
  if (checks.length > 0 && checks.every(({ state }) => state === 'enforced')) return limit === undefined ? 'covered' : 'partly';
  if (checks.some(({ state }) => state === 'enforced' || state === 'partial')) return 'partly';
  return checks.some(({ state }) => state === 'reported') ? 'reported' : 'open';
}
