import { LRUCache } from 'lru-cache';

import { bounded, callerKey } from '../../limits/caller-key.ts';
import type { RateDecision, RateLimiter } from '../../limits/rate-limiter.ts';
import type { PolicyRequest, Refusal } from '../../pipeline/policy.ts';
import { rateLimited } from '../rate-limit/refusals.ts';
import type { ProfiledLimit } from './terms.ts';

/** Objects of all callers that are remembered for one limit; those that were forgotten count anew. */
const MOST_REMEMBERED = 50_000;

type Verdict = Refusal | undefined;

/** Asks the limiter whether a caller may go on; undefined while it may. */
export type LimitJudge = (request: PolicyRequest) => Verdict | Promise<Verdict>;

/** A judge of one limit. What counts is counted in the limiter that all policies share; `name` tells limits apart there. */
export function limitJudge(name: string, { counts, limit, window: windowMs }: ProfiledLimit, limiter: RateLimiter): LimitJudge {
  const rate = { requests: limit, windowMs, burst: limit };
  const refuse = (decision: RateDecision): Verdict =>
    decision.allowed ? undefined : rateLimited(rate, `consumer, counted in ${counts} of the operation, by its profile`, decision);
  const take = (caller: string, then?: () => void): Verdict | Promise<Verdict> => {
    const decide = (decision: RateDecision): Verdict => {
      if (decision.allowed) then?.();
      return refuse(decision);
    };
    const decision = limiter.take(bounded(`profile ${name} ${caller}`), rate);
    return decision instanceof Promise ? decision.then(decide) : decide(decision);
  };
  if (counts === 'requests') return (request) => take(callerKey('consumer', request));
  /** When an object was counted. */
  const seen = new LRUCache<string, number>({ max: MOST_REMEMBERED });
  return (request) => {
    const caller = callerKey('consumer', request);
    const object = bounded(`${caller} ${request.path}`);
    const countedMs = seen.get(object);
    if (countedMs !== undefined && request.time - countedMs < windowMs) return undefined;
    return take(caller, () => seen.set(object, request.time));
  };
}
