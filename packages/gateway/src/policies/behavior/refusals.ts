import type { RateDecision } from '../../limits/rate-limiter.ts';
import type { Refusal } from '../../pipeline/policy.ts';
import type { Entry } from '../../sanctions/entry.ts';

/** For the record: which sanction, by whom, why. */
export function describe({ id, action, by, reason }: Entry): string {
  return `${action} ${id} by ${by}: ${reason}`;
}

export function blocked(entry: Entry): Refusal {
  return { problem: 'caller-blocked', reason: describe(entry) };
}

/** The challenge of RFC 9470 section 3: the user has to prove who it is once more, later than the sanction. */
export function stepUpRequired(entry: Entry, nowMs: number): Refusal {
  const maxAgeS = Math.max(0, Math.floor((nowMs - entry.createdMs) / 1000));
  return {
    problem: 'authentication-insufficient',
    reason: describe(entry),
    detail: 'The user has to prove who it is once more.',
    headers: [
      'WWW-Authenticate',
      `Bearer realm="airside", error="insufficient_user_authentication", error_description="the user has to prove who it is once more", max_age="${maxAgeS}"`,
    ],
  };
}

export function throttled(entry: Entry, { retryAfterMs }: RateDecision): Refusal {
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  return {
    problem: 'rate-limited',
    reason: describe(entry),
    detail: `Try again in ${seconds} s.`,
    headers: ['Retry-After', String(seconds)],
  };
}
