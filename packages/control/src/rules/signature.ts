import { createPublicKey, type KeyObject, verify } from 'node:crypto';

import { RuleStoreError } from './rule-store-error.ts';

const SIGNATURE_BYTES = 64;
/** A signature in base64, with line breaks, and some room. */
export const MOST_SIGNATURE_BYTES = 1024;

/** An Ed25519 public key from its PEM text (SubjectPublicKeyInfo, RFC 8410). Throws a RuleStoreError. */
export function parsePublicKey(pem: string, name: string): KeyObject {
  let key: KeyObject | undefined;
  try {
    key = pem.includes('PRIVATE') ? undefined : createPublicKey(pem);
  } catch {
    // What a parser says of a key may quote it.
  }
  if (key?.asymmetricKeyType !== 'ed25519') {
    throw new RuleStoreError('usage', `${name} is no Ed25519 public key in PEM form`, {
      hint: 'expected the PUBLIC KEY of who signs: `openssl pkey -in private.pem -pubout` prints it',
    });
  }
  return key;
}

/**
 * Passes where a detached Ed25519 signature (RFC 8032), as its 64 bytes or in base64, is that of the key's owner. Throws a RuleStoreError
 * elsewhere.
 */
export function assertSigned(content: Uint8Array, signature: Uint8Array, key: KeyObject, name: string): void {
  const bytes = signatureBytes(signature);
  if (bytes !== undefined && verify(null, content, key, bytes)) return;
  const reason =
    bytes === undefined
      ? 'is no Ed25519 signature: expected 64 bytes, or these in base64'
      : 'is not a signature of this archive by this key';
  throw new RuleStoreError('refused', `${name} ${reason}`);
}

function signatureBytes(signature: Uint8Array): Uint8Array | undefined {
  if (signature.length === SIGNATURE_BYTES) return signature;
  const text = Buffer.from(signature)
    .toString('latin1')
    .replaceAll(/[\r\n]/g, '');
  if (!/^[A-Za-z0-9+/]{86}==$/.test(text)) return undefined;
  return Buffer.from(text, 'base64');
}
