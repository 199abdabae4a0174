import type { Violation } from '@airside/openapi';

import type { Refusal } from '../../pipeline/policy.ts';

const MOST_SHOWN = 20;

/** The refusal of a request for what is wrong with it; undefined where nothing is. */
export function violationRefusal(violations: readonly Violation[]): Refusal | undefined {
  if (violations.length === 0) return undefined;
  const shown = violations.slice(0, MOST_SHOWN);
  return {
    problem: 'contract-violation',
    reason: reasonOf(violations),
    members: { errors: shown.map(({ in: place, pointer, message }) => ({ in: place, pointer, detail: message })) },
  };
}

/** The refusal of an answer, whose caller is told nothing. */
export function responseRefusal(violations: readonly Violation[]): Refusal | undefined {
  return violations.length === 0 ? undefined : { problem: 'response-withheld', reason: `response ${reasonOf(violations)}` };
}

/** For the record. */
export function reasonOf(violations: readonly Violation[]): string {
  return violations
    .slice(0, MOST_SHOWN)
    .map(({ in: place, pointer, message }) => `${place}${pointer} ${message}`)
    .join('; ');
}
