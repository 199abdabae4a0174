import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What a secret is known by in a table that must not hold it: SHA-256 of the kind and the secret. */
export function nameOf(kind: string, secret: string): Buffer {
  return createHash('sha256').update(kind).update('\0').update(secret).digest();
}

/** Encrypts a text so that only who has the secret can read it (AES-256-GCM under a key that HKDF, RFC 5869, makes of kind and secret). */
export function seal(kind: string, secret: string, text: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keyOf(kind, secret), nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/**
 * The text that was sealed.
 *
 * @throws {Error} when it was sealed for another kind or secret, or changed since.
 */
export function unseal(kind: string, secret: string, sealed: Uint8Array): string {
  const decipher = createDecipheriv(CIPHER, keyOf(kind, secret), sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
}

function keyOf(kind: string, secret: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', `airside authorization server ${kind}`, KEY_BYTES));
}
