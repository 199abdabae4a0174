import type { Allowance } from '@airside/domain';

import type { RateDecision } from './rate-limiter.ts';

/** Counters of quotas. Exact per key: in a window, which begins with the first request after the one before has ended, no more than `requests` are allowed. */
export interface QuotaCounter {
  /** Takes one request from the quota of a key, or takes nothing and refuses. `resetMs` is the time until the window ends. */
  take(key: string, quota: Allowance): RateDecision | Promise<RateDecision>;
}
