import { createVerify, type KeyObject, verify } from 'node:crypto';

import { SIGNATURE_ALGORITHMS } from '../jwks/algorithms.ts';
import type { CompactToken, SignedText } from './compact.ts';
import { derSignature } from './der-signature.ts';

/**
 * True where the signature was made with the key and by the algorithm that the header names. On this thread: a check costs less than handing it
 * to another one and back.
 */
export function hasSignatureOf(key: KeyObject, { signed, signature, header }: SignedText & Pick<CompactToken, 'header'>): boolean {
  const algorithm = SIGNATURE_ALGORITHMS.get(header.alg);
  // The platform takes the algorithm from the type of the key, whatever the header says.
  if (algorithm === undefined || typeOf(key) !== TYPES[algorithm.crv ?? algorithm.kty]) return false;
  try {
    const { digest, numberBytes, parameters } = algorithm;
    const presented = numberBytes === undefined ? signature : derSignature(signature, numberBytes);
    if (presented === undefined) return false;
    // RSA keys are used with PKCS #1 padding where nothing else is said.
    const means = parameters === undefined ? key : { key, ...parameters };
    if (digest === null) return verify(digest, Buffer.from(signed, 'latin1'), means, presented);
    // In steps it costs less than by `verify`, which takes no text.
    return createVerify(digest).update(signed, 'latin1').verify(means, presented);
  } catch {
    // Whatever the platform stumbles over: the token has not been shown to be signed by this key.
    return false;
  }
}

/** Asking the platform for the type of a key takes about as long as a tenth of a signature: once is enough. */
const types = new WeakMap<KeyObject, string>();

function typeOf(key: KeyObject): string {
  const known = types.get(key);
  if (known !== undefined) return known;
  const { asymmetricKeyType = '', asymmetricKeyDetails } = key;
  const type = asymmetricKeyDetails?.namedCurve ?? asymmetricKeyType;
  types.set(key, type);
  return type;
}

/** The platform's names for the types and curves of keys. */
const TYPES: Readonly<Record<string, string>> = {
  RSA: 'rsa',
  'P-256': 'prime256v1',
  'P-384': 'secp384r1',
  'P-521': 'secp521r1',
  Ed25519: 'ed25519',
};
