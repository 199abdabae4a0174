import type { Authentication } from '@airside/identity';

import type { FailureCounter, FailureCounters } from './failure-counters.ts';

/** So many attempts failed that this one was turned away; where the credential could be guessed, unjudged. */
export interface Throttled {
  readonly outcome: 'throttled';
  /** For the record: which count is full. */
  readonly reason: string;
  readonly retryAfterMs: number;
}

/** The answer to an attempt whose counter is full. */
export function throttledBy(counter: FailureCounter, counters: FailureCounters): Throttled {
  const { what, limit } = counter;
  return {
    outcome: 'throttled',
    reason: `too many failed attempts ${what}: more than ${limit.requests} in ${limit.windowMs} ms`,
    retryAfterMs: counters.waitMs(counter) ?? 0,
  };
}

/** Being asked for a nonce is a step of the protocol (RFC 9449 section 8), not a failure. */
export function isFailure(result: Authentication): result is Authentication & { readonly outcome: 'refused' } {
  return result.outcome === 'refused' && result.error !== 'use_dpop_nonce';
}
