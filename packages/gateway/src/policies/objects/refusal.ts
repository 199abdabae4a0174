import type { Refusal } from '../../pipeline/policy.ts';

/** The refusal of an object that is not the caller's. The reason names what was compared, never the values. */
export function objectRefusal(rule: string, reason: string): Refusal {
  return { problem: 'object-refused', reason: `${rule}: ${reason}` };
}
