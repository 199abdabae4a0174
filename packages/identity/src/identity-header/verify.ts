import { excerpt } from '../header/excerpt.ts';
import type { KeySet } from '../jwks/key-set.ts';
import { createStaticKeySet } from '../jwks/static.ts';
import { parseCompact } from '../jwt/compact.ts';
import { hasSignatureOf } from '../jwt/signature.ts';
import { faultInTime } from '../jwt/time.ts';
import { IDENTITY_TYPE, type IdentityClaims } from './claims.ts';
import { IdentityHeaderError } from './error.ts';
import { readClaims } from './read-claims.ts';
import { type BoundRequest, requestDigest } from './request-digest.ts';

export interface IdentityHeaderOptions {
  /** The gateway's public keys: a set opened with `openKeySet`, or the JSON Web Key Set as an object. */
  readonly keys: KeySet | { readonly keys: readonly object[] };
  /** The `iss` expected: the name of the gateway. */
  readonly issuer: string;
  /** The `aud` expected: the id of this API. */
  readonly audience: string;
  /** The request that the header came with. Without it, a header that is bound to one is not accepted. */
  readonly request?: BoundRequest;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * Verifies the gateway's identity header in an upstream. Strict: type, algorithm, issuer, audience, time and, where the header is bound to one,
 * the request all have to be right; clocks may differ by five seconds.
 *
 * @throws {IdentityHeaderError} when any of it is not; the message says which.
 */
export async function verifyIdentityHeader(token: string, options: IdentityHeaderOptions): Promise<IdentityClaims> {
  const { issuer, audience, now = Date.now } = options;
  const parsed = parseCompact(token, LONGEST_HEADER);
  if (!parsed.ok) throw new IdentityHeaderError('invalid', parsed.reason);
  const { header, claims } = parsed.value;
  if (header.typ === undefined || header.type !== IDENTITY_TYPE) throw new IdentityHeaderError('invalid', `expected typ ${IDENTITY_TYPE}`);
  if (header.alg !== 'EdDSA') throw new IdentityHeaderError('invalid', `algorithm ${excerpt(header.alg)} is not allowed: expected EdDSA`);

  const lookup = await keySetOf(options.keys).find(header);
  if (lookup.outcome !== 'found') throw new IdentityHeaderError(lookup.outcome === 'unknown' ? 'invalid' : 'unavailable', lookup.reason);
  if (!hasSignatureOf(lookup.key, parsed.value)) throw new IdentityHeaderError('invalid', 'signature does not verify');

  if (claims.get('iss') !== issuer) throw new IdentityHeaderError('invalid', `header is from another issuer than ${excerpt(issuer)}`);
  const fault = faultInTime(claims, now(), CLOCK_TOLERANCE_MS);
  if (fault !== undefined) throw new IdentityHeaderError('invalid', fault);
  if (claims.get('aud') !== audience) throw new IdentityHeaderError('foreign', `header is for another audience than ${excerpt(audience)}`);
  const read = readClaims(claims);
  checkBinding(read, options.request);
  return read;
}

/** Clocks of gateway and upstream may differ by so much. */
export const CLOCK_TOLERANCE_MS = 5000;
/** What the longest access token says about a caller, said again with the names of the configuration, stays well below. */
export const LONGEST_HEADER = 16_384;

/** @throws {IdentityHeaderError} when the header is bound to another request. */
function checkBinding({ request: digest }: IdentityClaims, request: BoundRequest | undefined): void {
  if (digest === undefined || (request !== undefined && digest === requestDigest(request))) return;
  throw new IdentityHeaderError('foreign', 'header is bound to another request than this one');
}

const staticKeySets = new WeakMap<object, KeySet>();

function keySetOf(keys: IdentityHeaderOptions['keys']): KeySet {
  if ('find' in keys) return keys;
  const known = staticKeySets.get(keys) ?? createStaticKeySet(keys);
  staticKeySets.set(keys, known);
  return known;
}
