import { argon2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

import { Refusal } from './problem.ts';

const MOST_AT_ONCE = 8;
const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/;
/** A hash of nothing in particular: verifying against it takes as long as against a real one. */
const DECOY = '$argon2id$v=19$m=19456,t=2,p=1$KxXWbUyXh/VsVRkxnX4JWQ$UZi5lNtHJ4EUXW3M2yao7INzwMbt1xaBMzMlO5r8xzE';

const derive = promisify(argon2);
let underWay = 0;

/**
 * Whether a password belongs to an argon2id hash in PHC form. Without a hash (no such user) it does the same work and answers no, so that
 * time does not tell which user names exist. Refuses with 503 when too many are being verified: each takes 19 MiB.
 */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  const [, memory, passes, parallelism, salt = '', digest = ''] = PHC.exec(hash ?? DECOY) ?? [];
  if (memory === undefined) throw new TypeError('expected an argon2id hash in PHC form');
  if (underWay >= MOST_AT_ONCE) throw new Refusal('overloaded', { headers: { 'Retry-After': '1' } });
  const expected = Buffer.from(digest, 'base64');
  underWay += 1;
  try {
    const found = await derive('argon2id', {
      message: password,
      nonce: Buffer.from(salt, 'base64'),
      parallelism: Number(parallelism),
      tagLength: expected.length,
      memory: Number(memory),
      passes: Number(passes),
    });
    return timingSafeEqual(found, expected) && hash !== undefined;
  } finally {
    underWay -= 1;
  }
}
