import { createHmac, randomBytes } from 'node:crypto';

import type { LoginRecord, Principal } from '@airside/domain';

import type { Authentication } from '../authenticator.ts';
import type { Directory } from '../directory/directory.ts';
import { standingOf } from '../directory/standing.ts';
import { excerpt } from '../header/excerpt.ts';
import { type PasswordCheck, type PasswordChecker, sharedPasswordChecker } from './check.ts';
import { PASSWORD_PARAMETERS, SALT_BYTES, TAG_BYTES } from './hash.ts';
import { type Argon2idHash, parsePhc } from './phc.ts';

/** Who somebody with this user name and password is; both in Unicode normal form C, neither longer than Basic authentication allows. */
export type LoginCheck = (username: string, password: string) => Authentication | Promise<Authentication>;

/**
 * Checks user names and passwords against the logins of a directory, as it is at the time. An unknown user name costs the same work as a
 * wrong password.
 *
 * @throws {TypeError} when a hash in the directory is malformed or too costly.
 */
export function createLoginCheck(directory: Directory, checker: PasswordChecker = sharedPasswordChecker): LoginCheck {
  let known = prepare(directory);

  return (username, password) => {
    if (known.generation !== directory.generation) known = prepare(directory);
    const login = known.logins.get(username);
    const answer = (check: PasswordCheck): Authentication => judge(check, login, username);
    const checked = checker.check(password, login?.hash ?? known.decoyFor(username));
    return typeof checked === 'string' ? answer(checked) : checked.then(answer, failed);
  };
}

interface Login {
  readonly hash: Argon2idHash;
  /** To the right password. */
  readonly answer: Authentication;
}

interface Prepared {
  readonly generation: number;
  readonly logins: ReadonlyMap<string, Login>;
  readonly decoyFor: (username: string) => Argon2idHash;
}

function prepare(directory: Directory): Prepared {
  const logins = new Map<string, Login>();
  for (const record of directory.logins()) {
    const name = record.username.normalize('NFC');
    if (!logins.has(name)) logins.set(name, { hash: parseHashOf(record), answer: answerFor(record, directory) });
  }
  return { generation: directory.generation, logins, decoyFor: createDecoys([...logins.values()].map(({ hash }) => hash)) };
}

function judge(check: PasswordCheck, login: Login | undefined, username: string): Authentication {
  if (check === 'busy') return { outcome: 'unavailable', reason: 'too many passwords are being checked at once' };
  // Not which: people type passwords into the wrong field.
  if (login === undefined) return { outcome: 'refused', reason: 'unknown user name', account: username };
  return check === 'match'
    ? login.answer
    : { outcome: 'refused', reason: `wrong password for user name ${excerpt(username)}`, account: username };
}

function failed(): Authentication {
  return { outcome: 'unavailable', reason: 'argon2 failed, most likely for lack of memory' };
}

function answerFor({ username, consumer, scopes }: LoginRecord, directory: Directory): Authentication {
  const standing = standingOf({ consumer }, directory);
  if ('fault' in standing) return { outcome: 'refused', reason: `user name ${excerpt(username)}: ${standing.fault}` };
  const principal: Principal = Object.freeze({
    kind: 'basic',
    subject: username,
    consumer,
    credential: username,
    scopes: Object.freeze([...(scopes ?? directory.consumer(consumer)?.scopes ?? [])]),
    ...standing,
  });
  return Object.freeze({ outcome: 'accepted', principal });
}

function parseHashOf({ username, passwordHash }: LoginRecord): Argon2idHash {
  try {
    return parsePhc(passwordHash);
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
