import type { CredentialKind } from '@airside/domain';

import { ABSENT, type Authentication, type Authenticator, type CredentialRequest } from '../authenticator.ts';
import type { ProofVerifier } from '../dpop/verify.ts';
import { quotedString } from '../header/quoted-string.ts';
import { LONGEST_TOKEN } from '../jwt/compact.ts';
import type { Confirmation } from '../sender-constraint/confirmation.ts';
import { proveSender } from '../sender-constraint/prove.ts';
import { type PresentedToken, presentedToken } from './presented.ts';

/** What is known of a token itself, whoever sent it. */
export type JudgedToken =
  | {
      readonly outcome: 'accepted';
      /** What is answered once its sender is proved. */
      readonly answer: Extract<Authentication, { outcome: 'accepted' }>;
      readonly confirmation: Confirmation | undefined;
    }
  | { readonly outcome: 'refused'; readonly reason: string }
  | { readonly outcome: 'unavailable'; readonly reason: string };

export interface AccessTokenOptions {
  readonly kind: CredentialKind;
  readonly realm: string;
  /** Undefined where tokens that are bound to a key are not accepted. */
  readonly proofs: ProofVerifier | undefined;
  /** Whether a token is of this kind by its form; what is not is left to other kinds. */
  isOfKind(token: string): boolean;
  /** Never throws or rejects on account of what a caller sent. `token` has at most 8192 characters. */
  judge(token: string): JudgedToken | Promise<JudgedToken>;
}

/** What all kinds of access token have in common: where they stand, the challenges, and the proof of their sender. */
export function createAccessTokenAuthenticator({ kind, realm, proofs, isOfKind, judge }: AccessTokenOptions): Authenticator {
  const bearer = `Bearer realm=${quotedString(realm)}`;

  const refuse = (
    { scheme }: PresentedToken,
    refusal: Omit<Extract<Authentication, { outcome: 'refused' }>, 'outcome'>,
  ): Authentication => ({
    outcome: 'refused',
    error: 'invalid_token',
    ...refusal,
    challenge: scheme === 'DPoP' && proofs !== undefined ? proofs.challenge : bearer,
  });
  const settle = (judged: JudgedToken, presented: PresentedToken, request: CredentialRequest): Authentication | Promise<Authentication> => {
    if (judged.outcome === 'unavailable') return judged;
    if (judged.outcome === 'refused') return refuse(presented, { reason: judged.reason });
    const { answer, confirmation } = judged;
    if (confirmation === undefined && presented.scheme === 'Bearer') return answer;
    const conclude = (sender: Awaited<ReturnType<typeof proveSender>>): Authentication => {
      if (sender.outcome === 'unavailable') return sender;
      if (sender.outcome === 'accepted') return sender.headers === undefined ? answer : { ...answer, headers: sender.headers };
      const { reason, error, headers } = sender;
      return refuse(presented, { reason, error, ...(headers !== undefined && { headers }) });
    };
    const sender = proveSender(presented, confirmation ?? {}, request, proofs);
    return sender instanceof Promise ? sender.then(conclude) : conclude(sender);
  };

  return {
    kind,
    challenge: proofs === undefined ? bearer : `${bearer}, ${proofs.challenge}`,
    headers: ['authorization', 'dpop'],
    isPresented(request) {
      const presented = presentedToken(request);
      return presented !== undefined && isOfKind(presented.token);
    },
    authenticate(request) {
      const presented = presentedToken(request);
      if (presented === undefined || !isOfKind(presented.token)) return ABSENT;
      if (presented.token.length > LONGEST_TOKEN) {
        return refuse(presented, { reason: `token is longer than ${LONGEST_TOKEN} characters` });
      }
      const judged = judge(presented.token);
      return judged instanceof Promise ? judged.then((settled) => settle(settled, presented, request)) : settle(judged, presented, request);
    },
  };
}
