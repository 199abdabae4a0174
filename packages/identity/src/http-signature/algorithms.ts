import { constants, createHmac, createPublicKey, createSecretKey, type KeyObject, timingSafeEqual, verify } from 'node:crypto';

import type { HttpSignatureAlgorithm } from '@airside/domain';

/** A key with which signatures of one algorithm are verified: an algorithm named in a signature never chooses how its key is used. */
export interface VerificationKey {
  readonly algorithm: HttpSignatureAlgorithm;
  verifies(base: string, signature: Uint8Array): boolean;
}

/**
 * Prepares a key: the PEM text of a public key, or for `hmac-sha256` the shared secret in base64.
 *
 * @throws {TypeError} when it is no key of the algorithm, or a weak one. The message holds nothing of the key.
 */
export function importVerificationKey(algorithm: HttpSignatureAlgorithm, text: string): VerificationKey {
  if (algorithm === 'hmac-sha256') return { algorithm, verifies: hmacVerifier(importSecret(text)) };
  const { hash, options, fits, expected } = ASYMMETRIC[algorithm];
  const key = importPublicKey(text);
  if (!fits(key)) throw new TypeError(`is not a key for ${algorithm}: expected ${expected}`);
  return {
    algorithm,
    verifies(base, signature) {
      try {
        return verify(hash, Buffer.from(base), { key, ...options }, signature);
      } catch {
        // OpenSSL refuses some signatures before it looks at them.
        return false;
      }
    },
  };
}

interface Scheme {
  readonly hash: string | null;
  readonly options: object;
  readonly expected: string;
  fits(key: KeyObject): boolean;
}

/** RFC 9421 sections 3.3.1, 3.3.2, 3.3.4, 3.3.5 and 3.3.6. */
const ASYMMETRIC: Readonly<Record<Exclude<HttpSignatureAlgorithm, 'hmac-sha256'>, Scheme>> = {
  ed25519: { hash: null, options: {}, fits: (key) => key.asymmetricKeyType === 'ed25519', expected: 'an Ed25519 key' },
  'ecdsa-p256-sha256': {
    hash: 'sha256',
    options: { dsaEncoding: 'ieee-p1363' },
    fits: isOnCurve('prime256v1'),
    expected: 'a key on P-256',
  },
  'ecdsa-p384-sha384': { hash: 'sha384', options: { dsaEncoding: 'ieee-p1363' }, fits: isOnCurve('secp384r1'), expected: 'a key on P-384' },
  'rsa-pss-sha512': {
    hash: 'sha512',
    options: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 64 },
    fits: (key) => ['rsa', 'rsa-pss'].includes(key.asymmetricKeyType ?? '') && isStrongRsa(key),
    expected: 'an RSA key of 2048 to 8192 bits',
  },
  'rsa-v1_5-sha256': {
    hash: 'sha256',
    options: { padding: constants.RSA_PKCS1_PADDING },
    fits: (key) => key.asymmetricKeyType === 'rsa' && isStrongRsa(key),
    expected: 'an RSA key of 2048 to 8192 bits',
  },
};

function isOnCurve(curve: string): (key: KeyObject) => boolean {
  return (key) => key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === curve;
}

/** With a small exponent forged signatures are easier to find, with a long one each costs time (FIPS 186-5 section 5.1). */
function isStrongRsa({ asymmetricKeyDetails: { modulusLength = 0, publicExponent = 0n } = {} }: KeyObject): boolean {
  return modulusLength >= 2048 && modulusLength <= 8192 && publicExponent >= 65_537n && publicExponent <= 0xffff_ffffn;
}

function importPublicKey(pem: string): KeyObject {
  // From a private key the public one could be had; but who verifies must not have it.
  if (pem.includes('PRIVATE KEY')) throw new TypeError('is a private key: expected the public one');
  try {
    return createPublicKey(pem);
  } catch {
    throw new TypeError('cannot be read: expected a public key in PEM form (`openssl pkey -in private.pem -pubout` prints it)');
  }
}

/** Half of SHA-256's output is the least that RFC 2104 section 3 and RFC 7518 section 3.2 make sense of; we ask for all of it. */
const LEAST_SECRET_BYTES = 32;

function importSecret(text: string): KeyObject {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) throw new TypeError('cannot be read: expected the secret in base64');
  if (bytes.length < LEAST_SECRET_BYTES) throw new TypeError(`is too short: expected at least ${LEAST_SECRET_BYTES} bytes in base64`);
  return createSecretKey(bytes);
}

/** RFC 9421 section 3.3.3. */
function hmacVerifier(secret: KeyObject): (base: string, signature: Uint8Array) => boolean {
  return (base, signature) => {
    const expected = createHmac('sha256', secret).update(base).digest();
    return signature.length === expected.length && timingSafeEqual(signature, expected);
  };
}
