/** An argon2id hash and how it was made (RFC 9106). */
export interface Argon2idHash {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly parallelism: number;
  readonly salt: Buffer;
  readonly tag: Buffer;
}

/**
 * Reads a PHC string, `$argon2id$v=19$m=19456,t=2,p=1$SALT$TAG` with base64 without padding. Its parameters decide how much work a
 * verification is, so they are bounded: at most 256 MiB, 10 passes, 4 lanes.
 *
 * @throws {TypeError} saying what is wrong; never quotes the hash.
 */
export function parsePhc(phc: string): Argon2idHash {
  const match = FORM.exec(phc);
  if (match === null) throw new TypeError('password hash is not an argon2id PHC string: expected $argon2id$v=19$m=19456,t=2,p=1$SALT$TAG');
  const [, m, t, p, salt = '', tag = ''] = match;
  const hash: Argon2idHash = {
    memoryKiB: Number(m),
    passes: Number(t),
    parallelism: Number(p),
    salt: decode('salt', salt, 8),
    tag: decode('tag', tag, 16),
  };
  within('t', hash.passes, 1, MOST_PASSES);
  within('p', hash.parallelism, 1, MOST_LANES);
  within('m', hash.memoryKiB, 8 * hash.parallelism, MOST_MEMORY_KIB);
  return hash;
}

/**
 * Says whether a PHC string could be verified against, without doing it: for a configuration that is being checked.
 *
 * @throws {TypeError} as `parsePhc`.
 */
export function checkPasswordHash(phc: string): void {
  parsePhc(phc);
}

/** The PHC string of a hash. */
export function formatPhc(hash: Argon2idHash): string {
  return `$argon2id$v=19$m=${hash.memoryKiB},t=${hash.passes},p=${hash.parallelism}$${encode(hash.salt)}$${encode(hash.tag)}`;
}

const MOST_MEMORY_KIB = 256 * 1024;
const MOST_PASSES = 10;
const MOST_LANES = 4;
const FORM = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{1,86})\$([A-Za-z0-9+/]{1,86})$/;

function within(parameter: string, value: number, least: number, most: number): void {
  if (value < least || value > most) {
    throw new TypeError(`password hash has ${parameter}=${value}: expected ${least} to ${most}; hash the password anew`);
  }
}

function decode(what: string, text: string, leastBytes: number): Buffer {
  const bytes = Buffer.from(text, 'base64');
  if (encode(bytes) !== text) throw new TypeError(`the ${what} of a password hash is not strict base64 without padding`);
  if (bytes.length < leastBytes)
    throw new TypeError(`the ${what} of a password hash has ${bytes.length} bytes: expected at least ${leastBytes}`);
  return bytes;
}

function encode(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
