import { hash, type KeyObject } from 'node:crypto';

import type { CredentialRequest } from '../authenticator.ts';
import { importKey } from '../jwks/import-key.ts';
import { type Claims, type CompactToken, parseCompact } from '../jwt/compact.ts';
import { isTargetUri } from './target-uri.ts';
import { jwkThumbprint } from './thumbprint.ts';

/** A proof that is well-formed; nothing of it is verified. */
export interface Proof {
  readonly parsed: CompactToken;
  readonly key: KeyObject;
  readonly thumbprint: string;
  readonly jti: string;
  /** Milliseconds since 1970. */
  readonly issuedAtMs: number;
  readonly nonce: unknown;
}

export type ReadProof = { readonly ok: true; readonly value: Proof } | { readonly ok: false; readonly reason: string };

/** Takes the proof of a request apart (RFC 9449 section 4.2, and steps 1 to 6 of section 4.3). */
export function readProof(field: string | undefined, algorithms: ReadonlySet<string>): ReadProof {
  if (field === undefined) return fault('is missing: expected one in the field DPoP');
  // A field that is sent twice arrives joined by a comma, which no proof has.
  if (field.includes(',')) return fault('was sent more than once');
  const parsed = parseCompact(field, LONGEST_PROOF);
  if (!parsed.ok) return fault(`cannot be read: ${parsed.reason}`);
  const { header, parameters, claims } = parsed.value;
  if (header.type !== 'dpop+jwt') return fault('is not of the type dpop+jwt (typ)');
  if (!algorithms.has(header.alg)) return fault(`has an algorithm that is not accepted: expected ${[...algorithms].join(' or ')}`);
  const jwk = parameters.get('jwk');
  if (jwk === undefined) return fault('has no public key (jwk)');
  const imported = importKey(jwk);
  if (!imported.ok) return fault(`has a key (jwk) that ${imported.reason}`);
  if (!imported.value.algorithms.has(header.alg)) return fault('has a key (jwk) that does not fit its algorithm');
  const jti = claims.get('jti');
  const iat = claims.get('iat');
  if (typeof jti !== 'string' || jti === '') return fault('has no id (jti)');
  if (typeof iat !== 'number') return fault('does not say when it was made (iat)');
  const { key } = imported.value;
  const thumbprint = jwkThumbprint(key);
  return { ok: true, value: { parsed: parsed.value, key, thumbprint, jti, issuedAtMs: iat * 1000, nonce: claims.get('nonce') } };
}

/** Why a proof was not made for this request and token, or `undefined` (RFC 9449 section 4.3, steps 8, 9 and 11). */
export function faultInPurposeOfProof(claims: Claims, request: CredentialRequest, token: string): string | undefined {
  if (claims.get('htm') !== request.method) return 'is for another method (htm)';
  const htu = claims.get('htu');
  if (typeof htu !== 'string' || !isTargetUri(htu, request)) return 'is for another URI (htu)';
  if (claims.get('ath') !== hash('sha256', token, 'base64url')) return 'is for another token (ath)';
  return undefined;
}

/** Longest proof that is looked at: one with an RSA key of 4096 bits has some 2,000 characters. */
const LONGEST_PROOF = 6144;

function fault(reason: string): ReadProof {
  return { ok: false, reason };
}
