import { randomBytes } from 'node:crypto';

import { argon2id } from './argon2id.ts';
import { LONGEST_PASSWORD_BYTES } from './parse.ts';
import { formatPhc } from './phc.ts';

/** The least that OWASP's Password Storage Cheat Sheet advises for argon2id: 19 MiB, 2 passes, 1 lane. */
export const PASSWORD_PARAMETERS = Object.freeze({ memoryKiB: 19 * 1024, passes: 2, parallelism: 1 });
export const SALT_BYTES = 16;
export const TAG_BYTES = 32;

/**
 * Hashes a password with argon2id under a new random salt.
 *
 * @returns a PHC string.
 * @throws {TypeError} when nobody could ever present the password: empty, over 256 UTF-8 bytes, or with control characters (RFC 7617).
 */
export async function hashPassword(password: string): Promise<string> {
  if (password === '') throw new TypeError('the password is empty: choose one');
  if (Buffer.byteLength(password) > LONGEST_PASSWORD_BYTES)
    throw new TypeError(`the password is longer than ${LONGEST_PASSWORD_BYTES} bytes`);
  if (/\p{Cc}/u.test(password)) throw new TypeError('the password holds a control character: Basic authentication cannot carry it');
  const by = { ...PASSWORD_PARAMETERS, salt: randomBytes(SALT_BYTES) };
  return formatPhc({ ...by, tag: await argon2id(password.normalize('NFC'), by, TAG_BYTES) });
}
