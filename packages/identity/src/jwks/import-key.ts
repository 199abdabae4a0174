import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';

import { SIGNATURE_ALGORITHMS } from './algorithms.ts';

/** A key of a set that signatures can be verified with. */
export interface PublicKey {
  readonly kid: string | undefined;
  /** The algorithms that it may verify. */
  readonly algorithms: ReadonlySet<string>;
  readonly key: KeyObject;
}

export type ImportedKey =
  | { readonly ok: true; readonly value: PublicKey }
  | { readonly ok: false; readonly kid: string | undefined; readonly reason: string };

const LEAST_RSA_BITS = 2048;
/** Larger ones cost milliseconds a signature and add nothing. */
const MOST_RSA_BITS = 8192;
/** FIPS 186-5 section 5.1 asks for more than 2^16; with an exponent of 1 every message is its own signature. A long one only costs time. */
const LEAST_RSA_EXPONENT = 65_537n;
const MOST_RSA_EXPONENT = 0xffff_ffffn;

/** A public key from a member of `keys` (RFC 7517 section 4), or why it is not used. */
export function importKey(jwk: unknown): ImportedKey {
  if (typeof jwk !== 'object' || jwk === null || Array.isArray(jwk)) return { ok: false, kid: undefined, reason: 'is not an object' };
  const { kid, kty, crv, alg, use, key_ops: operations } = jwk as Readonly<Record<string, unknown>>;
  if (kid !== undefined && typeof kid !== 'string') return { ok: false, kid: undefined, reason: 'has a kid that is not a string' };
  const skip = (reason: string): ImportedKey => ({ ok: false, kid, reason });

  if (use !== undefined && use !== 'sig') return skip('is not for signatures (use)');
  if (operations !== undefined && !(Array.isArray(operations) && operations.includes('verify')))
    return skip('is not for verifying (key_ops)');
  // A private key that was published is everybody's: what it signs proves nothing.
  if ('d' in jwk || 'k' in jwk || 'priv' in jwk) return skip('is a private or shared key, which must never be published');

  const algorithms = new Set<string>();
  for (const [name, requirement] of SIGNATURE_ALGORITHMS) {
    if (requirement.kty === kty && (requirement.crv === undefined || requirement.crv === crv)) algorithms.add(name);
  }
  if (algorithms.size === 0) return skip('has a type or curve that no accepted algorithm uses');
  if (alg !== undefined && !narrow(algorithms, alg)) return skip('has an alg that its type does not fit or that is never accepted');

  const key = createKey(jwk);
  if (key === undefined) return skip('is malformed');
  const { modulusLength: bits, publicExponent } = key.asymmetricKeyDetails ?? {};
  if (bits !== undefined && bits < LEAST_RSA_BITS) return skip(`is an RSA key of ${bits} bits: at least ${LEAST_RSA_BITS} are required`);
  if (bits !== undefined && bits > MOST_RSA_BITS) return skip(`is an RSA key of ${bits} bits: at most ${MOST_RSA_BITS} are accepted`);
  if (publicExponent !== undefined && !(publicExponent >= LEAST_RSA_EXPONENT && publicExponent <= MOST_RSA_EXPONENT)) {
    return skip('is an RSA key with an exponent below 65537 or beyond 32 bits');
  }
  return { ok: true, value: { kid, algorithms, key } };
}

/** Keeps of the algorithms that fit the key's type only the one that the key names; false where it names another. */
function narrow(algorithms: Set<string>, alg: unknown): boolean {
  if (typeof alg !== 'string' || !algorithms.has(alg)) return false;
  // On an Ed25519 key both names mean the same algorithm.
  if (alg === 'EdDSA' || alg === 'Ed25519') return true;
  algorithms.clear();
  algorithms.add(alg);
  return true;
}

function createKey(jwk: object): KeyObject | undefined {
  try {
    return createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' });
  } catch {
    return undefined;
  }
}
