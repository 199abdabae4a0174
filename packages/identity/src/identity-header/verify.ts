import { PRINCIPAL_KINDS } from '@airside/domain';

import { excerpt } from '../header/excerpt.ts';
import type { KeySet } from '../jwks/key-set.ts';
import { createStaticKeySet } from '../jwks/static.ts';
import { type Claims, parseCompact } from '../jwt/compact.ts';
import { hasSignatureOf } from '../jwt/signature.ts';
import { faultInTime } from '../jwt/time.ts';
import { normalizeType } from '../jwt/type.ts';
import { IDENTITY_TYPE, type IdentityClaims } from './claims.ts';

export interface IdentityHeaderOptions {
  /** The gateway's public keys: a set opened with `openKeySet`, or the JSON Web Key Set as an object. */
  readonly keys: KeySet | { readonly keys: readonly object[] };
  /** The `iss` expected: the name of the gateway. */
  readonly issuer: string;
  /** The `aud` expected: the id of this API. */
  readonly audience: string;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Why an identity header is not to be believed. */
export class IdentityHeaderError extends Error {
  override readonly name = 'IdentityHeaderError';
}

/**
 * Verifies the gateway's identity header in an upstream. Strict: type, algorithm, issuer, audience and time all have to be right; clocks may
 * differ by five seconds.
 *
 * @throws {IdentityHeaderError} when any of it is not; the message says which.
 */
export async function verifyIdentityHeader(token: string, options: IdentityHeaderOptions): Promise<IdentityClaims> {
  const { issuer, audience, now = Date.now } = options;
  const parsed = parseCompact(token, LONGEST_HEADER);
  if (!parsed.ok) throw new IdentityHeaderError(parsed.reason);
  const { header, claims } = parsed.value;
  if (header.typ === undefined || normalizeType(header.typ) !== IDENTITY_TYPE)
    throw new IdentityHeaderError(`expected typ ${IDENTITY_TYPE}`);
  if (header.alg !== 'EdDSA') throw new IdentityHeaderError(`algorithm ${excerpt(header.alg)} is not allowed: expected EdDSA`);

  const lookup = await keySetOf(options.keys).find(header);
  if (lookup.outcome !== 'found') throw new IdentityHeaderError(lookup.reason);
  if (!(await hasSignatureOf(lookup.key, parsed.value))) throw new IdentityHeaderError('signature does not verify');

  if (claims.get('iss') !== issuer) throw new IdentityHeaderError(`header is from another issuer than ${excerpt(issuer)}`);
  if (claims.get('aud') !== audience) throw new IdentityHeaderError(`header is for another audience than ${excerpt(audience)}`);
  const fault = faultInTime(claims, now(), CLOCK_TOLERANCE_MS);
  if (fault !== undefined) throw new IdentityHeaderError(fault);
  return readClaims(claims, issuer, audience);
}

const CLOCK_TOLERANCE_MS = 5000;
/** What the longest access token says about a caller, said again with the names of the configuration, stays well below. */
const LONGEST_HEADER = 16_384;

function readClaims(claims: Claims, iss: string, aud: string): IdentityClaims {
  const text = (name: string): string => {
    const value = claims.get(name);
    if (typeof value !== 'string') throw new IdentityHeaderError(`the claim ${name} is not a string`);
    return value;
  };
  const time = (name: string): number => {
    const value = claims.get(name);
    if (typeof value !== 'number') throw new IdentityHeaderError(`the claim ${name} is not a number`);
    return value;
  };
  const kind = text('kind');
  if (!isKind(kind)) throw new IdentityHeaderError(`unknown kind ${excerpt(kind)}`);
  return {
    iss,
    aud,
    sub: text('sub'),
    kind,
    ...(claims.has('consumer') ? { consumer: text('consumer') } : {}),
    ...(claims.has('credential') ? { credential: text('credential') } : {}),
    scope: text('scope'),
    iat: time('iat'),
    exp: time('exp'),
    jti: text('jti'),
  };
}

function isKind(kind: string): kind is IdentityClaims['kind'] {
  return (PRINCIPAL_KINDS as readonly string[]).includes(kind);
}

const staticKeySets = new WeakMap<object, KeySet>();

function keySetOf(keys: IdentityHeaderOptions['keys']): KeySet {
  if ('find' in keys) return keys;
  const known = staticKeySets.get(keys) ?? createStaticKeySet(keys);
  staticKeySets.set(keys, known);
  return known;
}
