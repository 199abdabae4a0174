import type { Allowance, Plan, Principal } from '@airside/domain';
import type { Directory } from '@airside/identity';

import type { RateLimit } from '../../limits/rate-limiter.ts';

/** What counts for a caller: the API's limit, or what its plan puts in the place of that and beside it. */
export interface Terms {
  readonly rate: RateLimit;
  readonly quota?: Allowance;
  /** The `RateLimit-Policy` field. */
  readonly field: string;
}

/** A plan that counts for a caller, and whose it is: all that belongs to the holder uses up one allowance. */
export interface HeldPlan {
  readonly plan: Plan;
  /** Such as `application shop`. */
  readonly holder: string;
}

/**
 * The plan of a caller; undefined where it has none, or one that is not in the directory any more. It is held by the application or the
 * consumer whose plan it is; where it is neither's, by the credential that it was given to.
 */
export function planOf(principal: Principal, directory: Directory): HeldPlan | undefined {
  const { plan: id, application, consumer, kind, credential } = principal;
  // Who sent a webhook is known only once its body has been read: until then anybody may claim to be the sender, and must not use up its plan.
  const plan = id === undefined || kind === 'webhook' ? undefined : directory.plan(id);
  if (plan === undefined) return undefined;
  if (application !== undefined && directory.application(application)?.plan === id) return { plan, holder: `application ${application}` };
  if (consumer !== null && directory.consumer(consumer)?.plan === id) return { plan, holder: `consumer ${consumer}` };
  return { plan, holder: `credential ${kind} ${credential ?? ''}` };
}

/** The terms of a plan before an API with a limit of its own, worked out once for each plan. */
export function compileTerms(rate: RateLimit): { readonly own: Terms; of(plan: Plan): Terms } {
  const own: Terms = { rate, field: policyField(rate) };
  const known = new WeakMap<Plan, Terms>();
  return {
    own,
    of(plan) {
      const made = known.get(plan) ?? termsOf(plan, rate);
      known.set(plan, made);
      return made;
    },
  };
}

function termsOf({ rate, quota }: Plan, own: RateLimit): Terms {
  const limit: RateLimit = rate === undefined ? own : { ...rate, burst: rate.burst ?? rate.requests };
  return { rate: limit, ...(quota !== undefined && { quota }), field: policyField(limit, quota) };
}

function policyField(rate: Allowance, quota?: Allowance): string {
  const item = (name: string, { requests, windowMs }: Allowance) => `"${name}";q=${requests};w=${Math.max(1, Math.round(windowMs / 1000))}`;
  return quota === undefined ? item('default', rate) : `${item('default', rate)}, ${item('quota', quota)}`;
}
