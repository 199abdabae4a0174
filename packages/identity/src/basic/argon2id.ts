import { argon2 } from 'node:crypto';

import type { Argon2idHash } from './phc.ts';

/** The argon2id tag of a password under the salt and parameters given (RFC 9106). Runs on libuv's thread pool. */
export function argon2id(password: string, by: Omit<Argon2idHash, 'tag'>, tagBytes: number): Promise<Buffer> {
  const parameters = {
    message: Buffer.from(password, 'utf8'),
    nonce: by.salt,
    memory: by.memoryKiB,
    passes: by.passes,
    parallelism: by.parallelism,
    tagLength: tagBytes,
  };
  return new Promise((resolve, reject) => {
    argon2('argon2id', parameters, (error, tag) => (error === null ? resolve(tag) : reject(error)));
  });
}
