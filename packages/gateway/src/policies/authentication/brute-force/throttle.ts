import type { Authentication, Authenticator, CredentialRequest } from '@airside/identity';

import { addressKey } from '../../../limits/address-key.ts';
import type { AttemptMemory } from './attempt-memory.ts';
import { createCountersOf } from './counters-of.ts';
import { createGuessJudge } from './guess-judge.ts';
import type { BruteForceLimits } from './options.ts';
import { isFailure, type Throttled, throttledBy } from './throttled.ts';

/** Judges one kind of credential. */
export type Attempt = (request: CredentialRequest) => Authentication | Throttled | Promise<Authentication | Throttled>;

/**
 * An authenticator whose failures are counted. What could be guessed is judged while its counts allow (`createGuessJudge`). What could not
 * is always judged: of its failures those that are too many are answered differently, so that nobody's token can be locked out.
 */
export function throttleAttempts(authenticator: Authenticator, limits: BruteForceLimits, memory: AttemptMemory): Attempt {
  const { counters } = memory;
  const of = createCountersOf(authenticator.kind, limits, counters);
  const judgeGuess = createGuessJudge(authenticator, limits, memory);

  const settle = (result: Authentication, { clientAddress }: CredentialRequest): Authentication | Throttled => {
    if (!isFailure(result)) return result;
    const full = of.unguessable(addressKey(clientAddress), result.account).filter((counter) => !counters.fail(counter));
    return full[0] === undefined ? result : throttledBy(full[0], counters);
  };
  return (request) => {
    const guess = authenticator.guess?.(request);
    if (guess !== undefined) return judgeGuess(request, guess);
    const result = authenticator.authenticate(request);
    return result instanceof Promise ? result.then((settled) => settle(settled, request)) : settle(result, request);
  };
}
