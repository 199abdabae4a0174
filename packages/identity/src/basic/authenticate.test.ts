import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { ACME, directoryWith, loginRecord } from '../../test/directory.ts';
import { cheapHash, cheapPhc } from '../../test/passwords.ts';
import { headers } from '../../test/tokens.ts';
import { createBasicAuthenticator } from './authenticate.ts';
import { createPasswordChecker, type PasswordChecker } from './check.ts';
import type { Argon2idHash } from './phc.ts';
import { formatPhc } from './phc.ts';

const login = loginRecord(await cheapPhc('geheim'));

function basic(text: string, scheme = 'Basic') {
  return headers({ authorization: `${scheme} ${Buffer.from(text).toString('base64')}` });
}

function create(checker: PasswordChecker = createPasswordChecker()) {
  return createBasicAuthenticator({ realm: 'r', directory: directoryWith({ login: [login] }), checker });
}

describe('Basic authentication', () => {
  test('user name and password are accepted as the consumer, later without a wait', async () => {
    const authenticator = create();
    const accepted = {
      outcome: 'accepted',
      principal: { kind: 'basic', subject: 'anna', consumer: 'acme', credential: 'anna', scopes: ['read'], roles: [], groups: [] },
    };
    expect(await authenticator.authenticate(basic('anna:geheim', 'bASIC'))).toEqual(accepted);
    expect(authenticator.authenticate(basic('anna:geheim'))).toEqual(accepted);
  });

  test.each([undefined, 'Bearer abc', 'Digest username="anna"', 'Basically abc'])('%j carries no Basic credentials', (authorization) => {
    expect(create().authenticate(headers(authorization === undefined ? {} : { authorization }))).toEqual({ outcome: 'absent' });
  });

  test.each([
    ['a wrong password', 'anna:falsch', 'wrong password for user name "anna"'],
    ['an empty password', 'anna:', 'wrong password for user name "anna"'],
    ['an unknown user', 'otto:geheim', 'unknown user name'],
    ['a user name in other case', 'Anna:geheim', 'unknown user name'],
  ])('%s is refused', async (_what, text, reason) => {
    expect(await create().authenticate(basic(text))).toMatchObject({ outcome: 'refused', reason });
  });

  test.each(['Basic', 'Basic ', 'Basic !', 'Basic YQ=='])('malformed credentials %j are refused, not absent', (authorization) => {
    expect(create().authenticate(headers({ authorization }))).toMatchObject({ outcome: 'refused' });
  });

  test('an unknown user costs the same work as a known one', async () => {
    const asked: Argon2idHash[] = [];
    const recording: PasswordChecker = {
      check(_password, hash) {
        asked.push(hash);
        return 'mismatch';
      },
    };
    const passwordHash = formatPhc(await cheapHash('geheim', 24));
    const authenticator = createBasicAuthenticator({
      realm: 'r',
      directory: directoryWith({ login: [{ ...login, passwordHash }] }),
      checker: recording,
    });
    await authenticator.authenticate(basic('anna:x'));
    await authenticator.authenticate(basic('otto:x'));
    const [known, decoy] = asked.map(({ salt, tag, ...cost }) => ({ ...cost, saltBytes: salt.length, tagBytes: tag.length }));
    expect(decoy).toEqual(known);
    expect(asked[1]?.tag).not.toEqual(asked[0]?.tag);
  });

  test('where a decoy would match all the same, the user stays unknown', async () => {
    const credulous: PasswordChecker = { check: () => 'match' };
    expect(await create(credulous).authenticate(basic('otto:x'))).toMatchObject({ outcome: 'refused' });
  });

  test('too many checks at once make it unavailable, not refused', () => {
    expect(create({ check: () => 'busy' }).authenticate(basic('anna:geheim'))).toMatchObject({ outcome: 'unavailable' });
  });

  test('a failure of argon2 lets nobody in', async () => {
    const failing: PasswordChecker = { check: () => Promise.reject(new Error('out of memory')) };
    expect(await create(failing).authenticate(basic('anna:geheim'))).toMatchObject({ outcome: 'unavailable' });
  });

  test('nothing else is accepted, nothing throws, and no reason holds the password', async () => {
    const authenticator = create();
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 8, maxLength: 40 }), async (password) => {
        const result = await authenticator.authenticate(basic(`anna:${password}`));
        return result.outcome === 'refused' && !result.reason.includes(password);
      }),
      { numRuns: 50 },
    );
  });

  test('a login that is taken away is unknown from the next request on', async () => {
    const directory = directoryWith({ login: [login] });
    const authenticator = createBasicAuthenticator({ realm: 'r', directory });
    expect(await authenticator.authenticate(basic('anna:geheim'))).toMatchObject({ outcome: 'accepted' });
    directory.apply([{ kind: 'login', id: 'anna', record: undefined }]);
    expect(await authenticator.authenticate(basic('anna:geheim'))).toMatchObject({ outcome: 'refused', reason: 'unknown user name' });
  });

  test('a suspended consumer is refused in spite of the right password', async () => {
    const directory = directoryWith({ login: [login], consumer: [{ ...ACME, suspended: true }] });
    const authenticator = createBasicAuthenticator({ realm: 'r', directory });
    expect(await authenticator.authenticate(basic('anna:geheim'))).toMatchObject({
      outcome: 'refused',
      reason: 'user name "anna": consumer acme is suspended',
    });
  });

  test('a malformed hash is not configured, and the error names the login', () => {
    expect(() =>
      createBasicAuthenticator({ realm: 'r', directory: directoryWith({ login: [{ ...login, passwordHash: 'geheim' }] }) }),
    ).toThrow('login "anna": password hash');
  });

  test('the challenge asks for UTF-8', () => {
    expect(create().challenge).toBe('Basic realm="r", charset="UTF-8"');
  });
});
