import { randomUUID, sign } from 'node:crypto';

import type { Principal } from '@airside/domain';

import { IDENTITY_TYPE, type IdentityClaims } from './claims.ts';
import { type IdentityKey, type PublicIdentityKey, readIdentityKey } from './key.ts';

export interface IdentitySignerOptions {
  readonly key: IdentityKey;
  /** The `iss` of the tokens: names this gateway. */
  readonly issuer: string;
  readonly lifetimeMs: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

export interface IdentitySigner {
  /** A token that tells the upstream of one API (`audience` is its id) who calls. The same one is given out for half its life. */
  sign(principal: Principal, audience: string): string;
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
  // Entries go when their principal goes: caches of credentials decide how many there are.
  const cache = new WeakMap<Principal, Map<string, Signed>>();

  const create = (principal: Principal, audience: string, nowMs: number): string => {
    const input = `${header}.${encode(claimsFor(principal, { issuer, audience, nowMs, lifetimeMs }))}`;
    return `${input}.${sign(null, Buffer.from(input, 'ascii'), privateKey).toString('base64url')}`;
  };
  return {
    jwks: { keys: [publicJwk] },
    sign(principal, audience) {
      const nowMs = now();
      const byAudience = cache.get(principal) ?? new Map<string, Signed>();
      const known = byAudience.get(audience);
      if (known !== undefined && nowMs < known.untilMs && nowMs >= known.fromMs) return known.token;
      if (byAudience.size === 0) cache.set(principal, byAudience);
      if (byAudience.size >= MOST_AUDIENCES) byAudience.clear();
      const token = create(principal, audience, nowMs);
      byAudience.set(audience, { token, fromMs: nowMs, untilMs: nowMs + lifetimeMs / 2 });
      return token;
    },
  };
}

interface Signed {
  readonly token: string;
  readonly fromMs: number;
  readonly untilMs: number;
}

interface Terms {
  readonly issuer: string;
  readonly audience: string;
  readonly nowMs: number;
  readonly lifetimeMs: number;
}

const MOST_AUDIENCES = 256;

function claimsFor(principal: Principal, { issuer, audience, nowMs, lifetimeMs }: Terms): IdentityClaims {
  return {
    iss: issuer,
    aud: audience,
    sub: principal.subject,
    kind: principal.kind,
    ...(principal.consumer === null ? {} : { consumer: principal.consumer }),
    ...(principal.credential === null ? {} : { credential: principal.credential }),
    scope: principal.scopes.join(' '),
    iat: Math.floor(nowMs / 1000),
    exp: Math.floor((nowMs + lifetimeMs) / 1000),
    jti: randomUUID(),
  };
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
}
