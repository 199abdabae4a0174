import { ABSENT, type Authenticator } from '../authenticator.ts';
import type { Directory } from '../directory/directory.ts';
import { credentialsOf } from '../header/credentials.ts';
import { quotedString } from '../header/quoted-string.ts';
import type { PasswordChecker } from './check.ts';
import { createLoginCheck } from './login.ts';
import { parseBasicCredentials } from './parse.ts';

export interface BasicOptions {
  readonly realm: string;
  /** Where user names are looked up. */
  readonly directory: Directory;
  /** Bounds the work; every authenticator of a process shares one unless told otherwise. */
  readonly checker?: PasswordChecker;
}

/**
 * Accepts user names and passwords (RFC 7617). An unknown user name costs the same work as a wrong password, so that the time of the
 * answer does not tell which names exist.
 *
 * @throws {TypeError} when a hash in the directory is malformed or too costly.
 */
export function createBasicAuthenticator(options: BasicOptions): Authenticator {
  const check = createLoginCheck(options.directory, options.checker);

  return {
    kind: 'basic',
    challenge: `Basic realm=${quotedString(options.realm)}, charset="UTF-8"`,
    headers: ['authorization'],
    isPresented: (request) => credentialsOf('Basic', request.header('authorization')) !== undefined,
    guess(request) {
      const credentials = credentialsOf('Basic', request.header('authorization'));
      const parsed = credentials === undefined ? undefined : parseBasicCredentials(credentials);
      if (parsed?.ok !== true) return undefined;
      const { username, password } = parsed;
      return { account: username, secret: password, isKnown: options.directory.login(username) !== undefined };
    },
    authenticate(request) {
      const credentials = credentialsOf('Basic', request.header('authorization'));
      if (credentials === undefined) return ABSENT;
      const parsed = parseBasicCredentials(credentials);
      return parsed.ok ? check(parsed.username, parsed.password) : { outcome: 'refused', reason: parsed.reason };
    },
  };
}
