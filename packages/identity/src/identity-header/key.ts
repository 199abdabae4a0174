import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

import { thumbprintOfEd25519 } from '../jwks/thumbprint.ts';

/** A private Ed25519 key as a JWK (RFC 8037). `d` is secret. */
export interface IdentityKey {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly alg: 'EdDSA';
  readonly use: 'sig';
  /** The JWK thumbprint (RFC 7638). */
  readonly kid: string;
  readonly x: string;
  readonly d: string;
}

/** The public half, as upstreams get it. */
export type PublicIdentityKey = Omit<IdentityKey, 'd'>;

/** A new key to sign identity headers with. */
export async function generateIdentityKey(): Promise<IdentityKey> {
  const { privateKey } = await promisify(generateKeyPair)('ed25519');
  const { x, d } = privateKey.export({ format: 'jwk' });
  if (x === undefined || d === undefined) throw new Error('the platform exported an Ed25519 key without its parts');
  return { kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig', kid: thumbprintOfEd25519(x), x, d };
}

/** What is needed of a key to sign with it. Its `kid` is kept where it has one. */
export interface SigningKey {
  readonly privateKey: KeyObject;
  readonly publicJwk: PublicIdentityKey;
}

/**
 * Reads a private Ed25519 JWK.
 *
 * @throws {TypeError} when it is anything else; the message holds nothing of the key.
 */
export function readIdentityKey(jwk: { readonly [member: string]: unknown }): SigningKey {
  const { kty, crv, x, d, kid } = jwk;
  if (kty !== 'OKP' || crv !== 'Ed25519' || typeof x !== 'string' || typeof d !== 'string') {
    throw new TypeError('identity key: expected a private JWK with kty OKP and crv Ed25519, as generateIdentityKey makes it');
  }
  if (kid !== undefined && typeof kid !== 'string') throw new TypeError('identity key: expected kid to be a string');
  const publicJwk: PublicIdentityKey = { kty, crv, alg: 'EdDSA', use: 'sig', kid: kid ?? thumbprintOfEd25519(x), x };
  const privateKey = createKey({ kty, crv, x, d });
  // OpenSSL derives the public half from `d` and does not look at `x`; what is published must be what verifies.
  if (createPublicKey(privateKey).export({ format: 'jwk' }).x !== x) throw new TypeError('identity key: x is not the public half of d');
  return { privateKey, publicJwk };
}

function createKey(jwk: { kty: string; crv: string; x: string; d: string }): KeyObject {
  try {
    return createPrivateKey({ key: jwk, format: 'jwk' });
  } catch {
    throw new TypeError('identity key: its parts x and d are not an Ed25519 key');
  }
}
