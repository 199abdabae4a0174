import { timingSafeEqual } from 'node:crypto';

import { argon2id } from './argon2id.ts';
import { LONGEST_PASSWORD_BYTES } from './parse.ts';
import { type Argon2idHash, parsePhc } from './phc.ts';

/**
 * True where the password is the one behind the hash. A password too long to have been hashed is wrong.
 *
 * @throws {TypeError} when the hash is malformed or asks for more work than `parsePhc` allows.
 */
export async function verifyPassword(password: string, phc: string): Promise<boolean> {
  const hash = parsePhc(phc);
  if (Buffer.byteLength(password) > LONGEST_PASSWORD_BYTES) return false;
  return matchesHash(password.normalize('NFC'), hash);
}

/** As `verifyPassword`, for a hash that is parsed already and a password in normal form C. */
export async function matchesHash(password: string, hash: Argon2idHash): Promise<boolean> {
  return timingSafeEqual(await argon2id(password, hash, hash.tag.length), hash.tag);
}
