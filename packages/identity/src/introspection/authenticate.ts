import { hash } from 'node:crypto';

import { createAccessTokenAuthenticator, type JudgedToken } from '../access-token/authenticator.ts';
import { hasJwtForm } from '../access-token/form.ts';
import { tokenName } from '../access-token/token-name.ts';
import type { Authenticator } from '../authenticator.ts';
import type { Directory } from '../directory/directory.ts';
import type { ProofVerifier } from '../dpop/verify.ts';
import { createIntrospector } from './introspector.ts';
import type { IntrospectingIssuer } from './issuer.ts';
import { judgeAnswer } from './judge.ts';
import type { RememberedAnswer } from './memory.ts';

export interface OpaqueTokenOptions {
  readonly realm: string;
  /** One only: an opaque token does not say whose it is, and to ask another provider would give it away. */
  readonly issuer: IntrospectingIssuer;
  readonly directory: Directory;
  /** Verifies the senders of tokens that are bound to a key (RFC 9449); where absent, such tokens are refused. */
  readonly proofs?: ProofVerifier;
  /** Tokens that have the form of a JWT are left to another kind of credential; else they are asked about like all others. */
  readonly besideJwt?: boolean;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * Accepts access tokens that only their provider understands (RFC 7662), in the `Authorization` field (RFC 6750 section 2.1, RFC 9449 section
 * 7.1). Answers are remembered under the hash of their token, as long as the issuer's settings say.
 *
 * @throws {TypeError} when the issuer is configured so that it would protect nothing; the message says why.
 */
export function createOpaqueTokenAuthenticator(options: OpaqueTokenOptions): Authenticator {
  const { realm, issuer, directory, proofs, besideJwt = false, now = Date.now } = options;
  if (issuer.audience.length === 0) throw new TypeError(`issuer ${JSON.stringify(issuer.name)}: expected at least one audience`);
  const introspector = createIntrospector(issuer, now);
  const judgements = new WeakMap<RememberedAnswer, { readonly judged: JudgedToken; readonly generation: number }>();

  const judgeActive = (answer: RememberedAnswer, key: string): JudgedToken => {
    const known = judgements.get(answer);
    const { generation } = directory;
    if (known?.generation === generation) return known.judged;
    const result = judgeAnswer(answer.members, issuer, directory, now());
    if (result.outcome === 'refused') return result;
    const { confirmation } = result;
    const principal = Object.freeze({ ...result.principal, token: tokenName(key) });
    const judged: JudgedToken = { outcome: 'accepted', answer: Object.freeze({ outcome: 'accepted', principal }), confirmation };
    judgements.set(answer, { judged, generation });
    return judged;
  };
  const conclude = (status: Awaited<ReturnType<typeof introspector.status>>, key: string): JudgedToken => {
    if (status.outcome === 'active') return judgeActive(status.answer, key);
    return status.outcome === 'inactive' ? { outcome: 'refused', reason: `issuer ${issuer.name} does not call the token active` } : status;
  };

  return createAccessTokenAuthenticator({
    kind: 'opaque',
    realm,
    proofs,
    isOfKind: besideJwt ? (token) => !hasJwtForm(token) : () => true,
    judge(token) {
      if (!TOKEN.test(token)) return { outcome: 'refused', reason: 'token holds characters that no access token has' };
      const key = hash('sha256', token, 'base64');
      const status = introspector.status(token, key);
      return status instanceof Promise ? status.then((settled) => conclude(settled, key)) : conclude(status, key);
    },
  });
}

/** `b64token` (RFC 6750 section 2.1). */
const TOKEN = /^[A-Za-z0-9._~+/-]+=*$/;
