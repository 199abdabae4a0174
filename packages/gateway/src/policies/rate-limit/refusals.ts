import type { Allowance } from '@airside/domain';

import type { RateDecision } from '../../limits/rate-limiter.ts';
import type { Refusal } from '../../pipeline/policy.ts';
import type { HeldPlan } from './plan.ts';

/** More requests than the rate allows. */
export function rateLimited({ requests, windowMs }: Allowance, by: string, decision: RateDecision): Refusal {
  return { problem: 'rate-limited', reason: `more than ${requests} requests in ${windowMs} ms by ${by}`, ...later(decision, 'default') };
}

/** More requests than the quota of a plan grants. */
export function quotaExceeded({ requests, windowMs }: Allowance, { plan, holder }: HeldPlan, decision: RateDecision): Refusal {
  return {
    problem: 'quota-exceeded',
    reason: `more than the ${requests} requests in ${windowMs} ms of plan ${plan.id} by ${holder}`,
    ...later(decision, 'quota'),
  };
}

/** `violated-policies` as in draft-ietf-httpapi-ratelimit-headers-10, section on problem types. */
function later({ retryAfterMs }: RateDecision, policy: string): Pick<Refusal, 'detail' | 'headers' | 'members'> {
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  return {
    detail: `Try again in ${seconds} s.`,
    headers: ['Retry-After', String(seconds)],
    members: { 'violated-policies': [policy] },
  };
}
