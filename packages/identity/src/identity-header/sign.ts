import { randomUUID, sign } from 'node:crypto';

import type { Principal } from '@airside/domain';

import { IDENTITY_TYPE, type IdentityClaims } from './claims.ts';
import { describeCaller } from './describe-caller.ts';
import { type IdentityKey, type PublicIdentityKey, readIdentityKey } from './key.ts';
import { type BoundRequest, requestDigest } from './request-digest.ts';

export interface IdentitySignerOptions {
  readonly key: IdentityKey;
  /** The `iss` of the tokens: names this gateway. */
  readonly issuer: string;
  readonly lifetimeMs: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** What is said to the upstream of one API. One object for each API and configuration: tokens are kept by it. */
export interface IdentityTerms {
  /** Id of the API. */
  readonly audience: string;
  /** Names of claims of the caller's token that go along; none where absent. */
  readonly claims?: readonly string[];
  /** A token serves one method and target only; any request to the API where absent. */
  readonly boundToRequest?: boolean;
}

export interface IdentitySigner {
  /**
   * A token that tells the upstream of an API who calls. The same one is given out for half its life, unless it is bound to the request: then
   * each costs a signature.
   */
  sign(principal: Principal, terms: IdentityTerms, request: BoundRequest): string;
  /** The public key, for upstreams (RFC 7517 section 5). */
  readonly jwks: { readonly keys: readonly PublicIdentityKey[] };
}

/**
 * Signs what the gateway established about a caller, so that an upstream need not trust its network.
 *
 * @throws {TypeError} when the key is not a private Ed25519 JWK or the lifetime is under a second.
 */
export function createIdentitySigner(options: IdentitySignerOptions): IdentitySigner {
  const { issuer, lifetimeMs, now = Date.now } = options;
  if (!(lifetimeMs >= 1000 && Number.isFinite(lifetimeMs)))
    throw new TypeError('identity header: expected a lifetime of at least 1000 milliseconds');
  const { privateKey, publicJwk } = readIdentityKey({ ...options.key });
  const header = encode({ typ: IDENTITY_TYPE, alg: 'EdDSA', kid: publicJwk.kid });
  // Entries go with their principal, of which caches of credentials decide how many there are, and with their configuration.
  const cache = new WeakMap<IdentityTerms, WeakMap<Principal, Signed>>();

  const create = (principal: Principal, { audience, claims }: IdentityTerms, nowMs: number, request?: BoundRequest): string => {
    const content: IdentityClaims = {
      iss: issuer,
      aud: audience,
      ...describeCaller(principal, claims),
      ...(request !== undefined && { request: requestDigest(request) }),
      iat: Math.floor(nowMs / 1000),
      exp: Math.floor((nowMs + lifetimeMs) / 1000),
      jti: randomUUID(),
    };
    const input = `${header}.${encode(content)}`;
    return `${input}.${sign(null, Buffer.from(input, 'ascii'), privateKey).toString('base64url')}`;
  };
  const keptFor = (terms: IdentityTerms): WeakMap<Principal, Signed> => {
    const kept = cache.get(terms) ?? new WeakMap<Principal, Signed>();
    cache.set(terms, kept);
    return kept;
  };
  return {
    jwks: { keys: [publicJwk] },
    sign(principal, terms, request) {
      const nowMs = now();
      if (terms.boundToRequest === true) return create(principal, terms, nowMs, request);
      const kept = keptFor(terms);
      const known = kept.get(principal);
      if (known !== undefined && nowMs < known.untilMs && nowMs >= known.fromMs) return known.token;
      const token = create(principal, terms, nowMs);
      kept.set(principal, { token, fromMs: nowMs, untilMs: nowMs + lifetimeMs / 2 });
      return token;
    },
  };
}

interface Signed {
  readonly token: string;
  readonly fromMs: number;
  readonly untilMs: number;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
}
