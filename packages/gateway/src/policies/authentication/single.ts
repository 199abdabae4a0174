import { createHmac, randomBytes } from 'node:crypto';

import type { Authentication } from '@airside/identity';

import type { PolicyRequest } from '../../pipeline/policy.ts';
import type { Throttled } from './brute-force/throttled.ts';
import { type AcceptedKind, type Alternative, type Judgement, NOTHING_SHOWN } from './judgement.ts';
import { invalidCredential, tooManyFailures, unavailable } from './refusals.ts';

const UNKNOWN_KEY = randomBytes(32);

/** The alternative of one credential alone. */
export function single(kind: AcceptedKind): Alternative {
  return { members: [kind], judge: (request) => judgeCredential(kind, request) };
}

/** Judges the credential of one kind that a request carries, and adds to the answer what its authenticator wants to say there. */
export function judgeCredential(kind: AcceptedKind, request: PolicyRequest): Judgement | Promise<Judgement> {
  const result = kind.attempt(request);
  return result instanceof Promise ? result.then((settled) => judgementOf(settled, kind, request)) : judgementOf(result, kind, request);
}

function judgementOf(result: Authentication | Throttled, { authenticator }: AcceptedKind, request: PolicyRequest): Judgement {
  noteClaim(result, authenticator, request);
  if ('headers' in result) addResponseHeaders(request, result.headers);
  switch (result.outcome) {
    case 'accepted':
      return { outcome: 'accepted', principal: result.principal, verified: [{ authenticator, body: result.body }] };
    case 'refused':
      return { outcome: 'refused', refusal: invalidCredential(result.reason, result.challenge ?? authenticator.challenge, result.error) };
    case 'throttled':
      return { outcome: 'refused', refusal: tooManyFailures(result) };
    case 'unavailable':
      return { outcome: 'refused', refusal: unavailable(result.reason) };
    case 'absent':
      return NOTHING_SHOWN;
  }
}

/** A user name that was said and not shown to be one's own. Keys and tokens say no name but themselves. */
function noteClaim({ outcome }: Authentication | Throttled, authenticator: AcceptedKind['authenticator'], request: PolicyRequest): void {
  if (authenticator.kind !== 'basic' || (outcome !== 'refused' && outcome !== 'throttled')) return;
  const guess = authenticator.guess?.(request);
  if (guess !== undefined) request.claim(guess.isKnown === true ? guess.account : unknownName(guess.account));
}

/** What nobody is called may be a password that was typed in the wrong place. It is told from other such names, in this process, and not read. */
function unknownName(account: string): string {
  return `unknown-${createHmac('sha256', UNKNOWN_KEY).update(account).digest('base64url').slice(0, 16)}`;
}

function addResponseHeaders(request: PolicyRequest, headers: readonly string[] = []): void {
  for (let index = 0; index + 1 < headers.length; index += 2) {
    request.addResponseHeader(headers[index] as string, headers[index + 1] as string);
  }
}
