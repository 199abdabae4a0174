import { createHmac, randomBytes } from 'node:crypto';

import type { Principal } from '@airside/domain';

import { ABSENT, type Authentication, type Authenticator } from '../authenticator.ts';
import { credentialsOf } from '../header/credentials.ts';
import { excerpt } from '../header/excerpt.ts';
import { quotedString } from '../header/quoted-string.ts';
import { type PasswordCheck, type PasswordChecker, sharedPasswordChecker } from './check.ts';
import { PASSWORD_PARAMETERS, SALT_BYTES, TAG_BYTES } from './hash.ts';
import { parseBasicCredentials } from './parse.ts';
import { type Argon2idHash, parsePhc } from './phc.ts';

/** One user name and password that are accepted. */
export interface AcceptedLogin {
  readonly consumer: string;
  readonly username: string;
  /** Argon2id hash as a PHC string. */
  readonly passwordHash: string;
  readonly scopes: readonly string[];
}

export interface BasicOptions {
  readonly realm: string;
  readonly logins: readonly AcceptedLogin[];
  /** Bounds the work; every authenticator of a process shares one unless told otherwise. */
  readonly checker?: PasswordChecker;
}

/**
 * Accepts user names and passwords (RFC 7617). An unknown user name costs the same work as a wrong password, so that the time of the
 * answer does not tell which names exist.
 *
 * @throws {TypeError} when a hash is malformed or too costly, or a user name occurs twice.
 */
export function createBasicAuthenticator(options: BasicOptions): Authenticator {
  const { checker = sharedPasswordChecker } = options;
  const logins = indexLogins(options.logins);
  const decoyFor = createDecoys([...logins.values()].map((login) => login.hash));

  return {
    kind: 'basic',
    challenge: `Basic realm=${quotedString(options.realm)}, charset="UTF-8"`,
    headers: ['authorization'],
    isPresented: (read) => credentialsOf('Basic', read('authorization')) !== undefined,
    authenticate(read) {
      const credentials = credentialsOf('Basic', read('authorization'));
      if (credentials === undefined) return ABSENT;
      const parsed = parseBasicCredentials(credentials);
      if (!parsed.ok) return { outcome: 'refused', reason: parsed.reason };
      const login = logins.get(parsed.username);
      const answer = (check: PasswordCheck): Authentication => judge(check, login, parsed.username);
      const checked = checker.check(parsed.password, login?.hash ?? decoyFor(parsed.username));
      return typeof checked === 'string' ? answer(checked) : checked.then(answer, failed);
    },
  };
}

interface Login {
  readonly hash: Argon2idHash;
  readonly accepted: Authentication;
}

function judge(check: PasswordCheck, login: Login | undefined, username: string): Authentication {
  if (check === 'busy') return { outcome: 'unavailable', reason: 'too many passwords are being checked at once' };
  // Not which: people type passwords into the wrong field.
  if (login === undefined) return { outcome: 'refused', reason: 'unknown user name' };
  return check === 'match' ? login.accepted : { outcome: 'refused', reason: `wrong password for user name ${excerpt(username)}` };
}

function failed(): Authentication {
  return { outcome: 'unavailable', reason: 'argon2 failed, most likely for lack of memory' };
}

function indexLogins(accepted: readonly AcceptedLogin[]): Map<string, Login> {
  const logins = new Map<string, Login>();
  for (const { consumer, username, passwordHash, scopes } of accepted) {
    const name = username.normalize('NFC');
    if (logins.has(name)) throw new TypeError(`user name ${JSON.stringify(username)} occurs twice: give each login its own`);
    const principal: Principal = Object.freeze({
      kind: 'basic',
      subject: username,
      consumer,
      credential: username,
      scopes: Object.freeze([...scopes]),
    });
    logins.set(name, { hash: parseHashOf(username, passwordHash), accepted: Object.freeze({ outcome: 'accepted', principal }) });
  }
  return logins;
}

function parseHashOf(username: string, phc: string): Argon2idHash {
  try {
    return parsePhc(phc);
  } catch (error) {
    throw new TypeError(`login ${JSON.stringify(username)}: ${error instanceof Error ? error.message : 'malformed hash'}`, {
      cause: error,
    });
  }
}

/**
 * Hashes that no password fits, with the parameters of the real ones. Where those differ, a name decides under a secret key which it gets:
 * always the same, as a real user would.
 */
function createDecoys(real: readonly Argon2idHash[]): (username: string) => Argon2idHash {
  const key = randomBytes(32);
  const fallback = { ...PASSWORD_PARAMETERS, salt: randomBytes(SALT_BYTES), tag: randomBytes(TAG_BYTES) };
  const decoys = real.map((hash) => ({ ...hash, salt: randomBytes(hash.salt.length), tag: randomBytes(hash.tag.length) }));
  return (username) => decoys[createHmac('sha256', key).update(username).digest().readUInt32LE() % decoys.length] ?? fallback;
}
