import type { Violation } from '@airside/openapi';

import type { Refusal } from '../../pipeline/policy.ts';
import { reasonOf } from '../contract/violations.ts';

const MOST_SHOWN = 20;
/** What other callers send is not for the caller: lists of values, and how they are built. */
const LEARNED: readonly (readonly [start: string, told: string])[] = [
  ['must be one of', 'must be one of the values in use'],
  ['must match', 'has characters that do not stand there'],
  ['is not declared here', 'is not one that the operation is sent'],
];

/** The refusal of a request that is not like those of the profile; undefined where nothing is wrong. */
export function profileRefusal(violations: readonly Violation[]): Refusal | undefined {
  if (violations.length === 0) return undefined;
  return {
    problem: 'profile-violation',
    reason: reasonOf(violations),
    members: {
      errors: violations.slice(0, MOST_SHOWN).map(({ in: place, pointer, message }) => ({ in: place, pointer, detail: told(message) })),
    },
  };
}

function told(message: string): string {
  return LEARNED.find(([start]) => message.startsWith(start))?.[1] ?? message;
}
