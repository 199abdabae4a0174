import type { Principal } from '@airside/domain';

import type { Refusal } from '../../pipeline/policy.ts';
import type { Throttled } from './brute-force/throttled.ts';
import type { AcceptedKind } from './judgement.ts';

/** A credential that does not verify. `error` is that of the challenge. */
export function invalidCredential(reason: string, challenge: string, error?: string): Refusal {
  return {
    problem: 'credential-invalid',
    reason,
    headers: ['WWW-Authenticate', error === undefined ? challenge : `${challenge}, error="${error}"`],
  };
}

/** A credential that cannot be judged now. */
export function unavailable(reason: string): Refusal {
  return { problem: 'overloaded', reason, headers: ['Retry-After', '5'] };
}

/** Too many attempts failed before this one. */
export function tooManyFailures({ reason, retryAfterMs }: Throttled): Refusal {
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  return { problem: 'too-many-failures', reason, detail: `Try again in ${seconds} s.`, headers: ['Retry-After', String(seconds)] };
}

/** Credentials that verify, each by itself, and belong to different consumers. */
export function differentConsumers(principals: readonly Principal[], members: readonly AcceptedKind[]): Refusal {
  const whose = principals.flatMap(({ kind, consumer }) => (consumer === null ? [] : [`${kind} of ${consumer}`]));
  return {
    problem: 'credential-invalid',
    reason: `the credentials belong to different consumers: ${whose.join(', ')}`,
    detail: 'The credentials belong to different callers.',
    headers: members.flatMap(({ authenticator }) => ['WWW-Authenticate', authenticator.challenge]),
  };
}
