import { setImmediate as turn } from 'node:timers/promises';

import {
  type Authenticator,
  type CredentialRequest,
  createBasicAuthenticator,
  createDirectory,
  type PasswordCheck,
} from '@airside/identity';
import { describe, expect, test } from 'vitest';

import { createAttemptMemory } from './attempt-memory.ts';
import type { BruteForceLimits } from './options.ts';
import { throttleAttempts } from './throttle.ts';

const LIMITS: BruteForceLimits = { attempts: 5, window: 60_000, addressAttempts: 20, accountAttempts: 30 };
const HASH = '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE';
const USERS = ['alice', 'bob', 'carol'] as const;
const PASSWORD = 'the right one';
const OFFICE = '192.0.2.10';

/** Basic authentication behind the throttle, with a clock of its own; checks of passwords are counted in place of being done. */
function stage(options: { readonly maxKeys?: number; readonly limits?: BruteForceLimits; readonly slow?: boolean } = {}) {
  let time = 1e6;
  let checks = 0;
  let password = PASSWORD;
  const directory = createDirectory({
    consumer: USERS.map((id) => ({ id, source: 'file', scopes: [], roles: [], groups: [], suspended: false })),
    login: USERS.map((username) => ({ source: 'file', username, consumer: username, passwordHash: HASH })),
  });
  const check = (given: string): PasswordCheck | Promise<PasswordCheck> => {
    checks++;
    const answer = given === password ? 'match' : 'mismatch';
    return options.slow === true ? turn(answer) : answer;
  };
  const memory = createAttemptMemory({ ...(options.maxKeys !== undefined && { maxKeys: options.maxKeys }), now: () => time });
  const authenticator = createBasicAuthenticator({ realm: 'test', directory, checker: { check } });
  const attempt = throttleAttempts(authenticator, options.limits ?? LIMITS, memory);
  const call = async (address: string, user: string, given: string) => attempt(requestFrom(address, basic(user, given)));
  return {
    memory,
    directory,
    call,
    outcome: async (address: string, user: string, given: string) => (await call(address, user, given)).outcome,
    outcomes: async (count: number, address: string, user: string, given = 'wrong') => {
      const all: string[] = [];
      for (let made = 0; made < count; made++) all.push((await call(address, user, `${given} ${made}`)).outcome);
      return all;
    },
    checks: () => checks,
    changePassword: (next: string) => {
      password = next;
    },
    advance: (ms: number) => {
      time += ms;
    },
  };
}

const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

function requestFrom(clientAddress: string, authorization: string): CredentialRequest {
  return {
    method: 'GET',
    scheme: 'https',
    authority: 'api.example',
    target: '/',
    rawHeaders: ['Authorization', authorization],
    clientAddress,
    certificate: undefined,
    header: (name) => (name === 'authorization' ? authorization : undefined),
  };
}

const stranger = (index: number) => `203.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`;
/** In a network of its own each. */
const farStranger = (index: number) => `203.${index >> 8}.${index & 255}.1`;

describe('guesses from one address', () => {
  test('at one account are turned away past the limit, without the work of a check', async () => {
    const { outcomes, checks, call } = stage();
    expect(await outcomes(5, OFFICE, 'alice')).toEqual(Array(5).fill('refused'));
    expect(await outcomes(20, OFFICE, 'alice')).toEqual(Array(20).fill('throttled'));
    expect(checks()).toBe(5);
    expect(await call(OFFICE, 'alice', 'wrong')).toMatchObject({
      retryAfterMs: 12_000,
      reason: expect.stringMatching(/at this account from this address: more than 5 in 60000 ms/),
    });
  });

  test('also the right password is not judged then, from an address that never succeeded', async () => {
    const { outcomes, outcome } = stage();
    await outcomes(5, OFFICE, 'alice');
    expect(await outcome(OFFICE, 'alice', PASSWORD)).toBe('throttled');
  });

  test('waiting as long as is said is enough, a little less is not', async () => {
    const { outcomes, call, outcome, advance } = stage();
    await outcomes(5, OFFICE, 'alice');
    const refused = await call(OFFICE, 'alice', PASSWORD);
    const waitMs = 'retryAfterMs' in refused ? refused.retryAfterMs : 0;
    advance(waitMs - 1);
    expect(await outcome(OFFICE, 'alice', PASSWORD)).toBe('throttled');
    advance(1);
    expect(await outcome(OFFICE, 'alice', PASSWORD)).toBe('accepted');
  });

  test('at ever other accounts are turned away past the limit of the address', async () => {
    const { outcome, checks } = stage();
    const all: string[] = [];
    for (let index = 0; index < 40; index++) all.push(await outcome(OFFICE, `made-up-${index}`, 'wrong'));
    expect(all.filter((one) => one === 'refused')).toHaveLength(20);
    expect(all.slice(20)).toEqual(Array(20).fill('throttled'));
    expect(checks()).toBe(20);
  });

  test('count together for the whole /64 of an IPv6 address, and not beyond', async () => {
    const { outcome } = stage();
    for (let index = 0; index < 5; index++) await outcome(`2001:db8:0:1::${index}`, 'alice', `wrong ${index}`);
    expect(await outcome('2001:db8:0:1:ffff::9', 'alice', PASSWORD)).toBe('throttled');
    expect(await outcome('2001:db8:0:2::9', 'alice', PASSWORD)).toBe('accepted');
  });

  test('many at once are not judged more than one after the other', async () => {
    const { call, checks } = stage({ slow: true });
    const all = await Promise.all(Array.from({ length: 50 }, (_, index) => call(OFFICE, 'alice', `wrong ${index}`)));
    expect(all.filter(({ outcome }) => outcome === 'refused')).toHaveLength(5);
    expect(checks()).toBe(5);
  });

  test('also from an address that is known for the account', async () => {
    const { call, checks, outcome } = stage({ slow: true });
    await outcome(OFFICE, 'alice', PASSWORD);
    const all = await Promise.all(Array.from({ length: 50 }, (_, index) => call(OFFICE, 'alice', `wrong ${index}`)));
    expect(all.filter(({ outcome: one }) => one === 'refused')).toHaveLength(5);
    expect(checks()).toBe(1 + 5);
  });

  test('the same one many times at once is one guess: a client may open many connections', async () => {
    const { call, checks } = stage({ slow: true });
    const all = await Promise.all(Array.from({ length: 50 }, () => call(OFFICE, 'alice', PASSWORD)));
    expect(all.every(({ outcome }) => outcome === 'accepted')).toBe(true);
    expect(checks()).toBe(1);
  });
});

describe('nobody can lock anybody out', () => {
  test('failures at an address never hold up the account elsewhere', async () => {
    const { outcomes, outcome } = stage();
    await outcomes(1000, OFFICE, 'alice');
    expect(await outcome('198.51.100.7', 'alice', PASSWORD)).toBe('accepted');
    expect(await outcome('192.0.2.11', 'alice', PASSWORD)).toBe('accepted');
  });

  test('an attacker behind the same address does not stop the password that lately succeeded there', async () => {
    const { outcomes, outcome } = stage();
    expect(await outcome(OFFICE, 'alice', PASSWORD)).toBe('accepted');
    expect((await outcomes(500, OFFICE, 'alice')).slice(5)).toEqual(Array(495).fill('throttled'));
    for (let count = 0; count < 20; count++) expect(await outcome(OFFICE, 'alice', PASSWORD)).toBe('accepted');
  });

  test('nor does one who tries other accounts from there', async () => {
    const { outcome } = stage();
    expect(await outcome(OFFICE, 'alice', PASSWORD)).toBe('accepted');
    for (let index = 0; index < 100; index++) await outcome(OFFICE, `made-up-${index}`, 'wrong');
    expect(await outcome(OFFICE, 'bob', PASSWORD)).toBe('throttled');
    expect(await outcome(OFFICE, 'alice', PASSWORD)).toBe('accepted');
  });

  test('many addresses together do not stop addresses that lately succeeded, or those of their network', async () => {
    const { outcome, checks } = stage();
    expect(await outcome(OFFICE, 'alice', PASSWORD)).toBe('accepted');
    for (let index = 0; index < 500; index++) await outcome(farStranger(index), 'alice', 'wrong');
    expect(checks()).toBe(1 + 30);
    expect(await outcome(OFFICE, 'alice', PASSWORD)).toBe('accepted');
    expect(await outcome('192.0.2.99', 'alice', PASSWORD)).toBe('accepted');
    expect(await outcome('198.51.100.7', 'alice', PASSWORD)).toBe('throttled');
    expect(await outcome('198.51.100.7', 'bob', PASSWORD)).toBe('accepted');
  });

  test('a password that was changed is accepted at once where the address is known, whatever strangers do', async () => {
    const { outcome, changePassword } = stage();
    expect(await outcome(OFFICE, 'alice', PASSWORD)).toBe('accepted');
    for (let index = 0; index < 500; index++) await outcome(farStranger(index), 'alice', 'wrong');
    changePassword('the next one');
    expect(await outcome(OFFICE, 'alice', PASSWORD)).toBe('refused');
    expect(await outcome(OFFICE, 'alice', 'the next one')).toBe('accepted');
  });

  test('a password that is not right any more does not pass because it once was', async () => {
    const { outcome, outcomes, changePassword } = stage();
    await outcome(OFFICE, 'alice', PASSWORD);
    await outcomes(50, OFFICE, 'alice');
    changePassword('the next one');
    expect(await outcome(OFFICE, 'alice', PASSWORD)).toBe('refused');
  });

  test('and does not take the work of a check again and again', async () => {
    const { outcome, outcomes, changePassword, checks } = stage({ slow: true });
    await outcome(OFFICE, 'alice', PASSWORD);
    await outcomes(50, OFFICE, 'alice');
    changePassword('the next one');
    for (let count = 0; count < 20; count++) await outcome(OFFICE, 'alice', PASSWORD);
    expect(checks()).toBe(1 + 5 + 1);
  });

  test('an address is not known for accounts other than those it succeeded for', async () => {
    const { outcome } = stage();
    await outcome(OFFICE, 'bob', PASSWORD);
    for (let index = 0; index < 500; index++) await outcome(farStranger(index), 'alice', 'wrong');
    expect(await outcome(OFFICE, 'alice', PASSWORD)).toBe('throttled');
  });

  test('a success a week ago is not lately', async () => {
    const { outcome, advance } = stage();
    await outcome(OFFICE, 'alice', PASSWORD);
    advance(7 * 86_400_000);
    for (let index = 0; index < 500; index++) await outcome(farStranger(index), 'alice', 'wrong');
    expect(await outcome(OFFICE, 'alice', PASSWORD)).toBe('throttled');
  });
});

describe('what an attacker gets', () => {
  test('with a thousand addresses at one account: no more guesses than the limit of the account', async () => {
    const { outcome, checks, advance } = stage();
    for (let index = 0; index < 1000; index++) await outcome(farStranger(index), 'alice', `guess ${index}`);
    expect(checks()).toBe(30);
    advance(LIMITS.window);
    for (let index = 0; index < 1000; index++) await outcome(farStranger(index + 1000), 'alice', `guess ${index}`);
    expect(checks()).toBe(60);
  });

  test('beside a known address: its account is still guessed at no more than the limit', async () => {
    const { outcome, outcomes, checks } = stage();
    await outcome(OFFICE, 'alice', PASSWORD);
    await outcomes(5000, OFFICE, 'alice');
    expect(checks()).toBe(1 + 5);
  });

  test('beside a known address: comparisons with what is known to be right end, too, and begin again', async () => {
    const { outcome, outcomes, advance } = stage();
    await outcome(OFFICE, 'alice', PASSWORD);
    await outcomes(5 + 1000, OFFICE, 'alice');
    expect(await outcome(OFFICE, 'alice', PASSWORD)).toBe('throttled');
    advance(100);
    expect(await outcome(OFFICE, 'alice', PASSWORD)).toBe('accepted');
  });

  test('in the network of a known address: no more guesses from all of it than the limit of the account', async () => {
    const { outcome, checks } = stage();
    await outcome(OFFICE, 'alice', PASSWORD);
    for (let host = 20; host < 250; host++) await outcome(`192.0.2.${host}`, 'alice', 'wrong');
    expect(checks()).toBe(1 + 30);
    expect(await outcome('198.51.100.7', 'alice', PASSWORD)).toBe('accepted');
  });

  test('does not learn which accounts exist', async () => {
    const { outcomes } = stage();
    expect(await outcomes(8, OFFICE, 'alice')).toEqual(await outcomes(8, '192.0.2.200', 'nobody'));
  });

  test('succeeding for an account of one’s own gives nothing at others', async () => {
    const { outcome, checks } = stage();
    for (let index = 0; index < 60; index++) {
      await outcome(OFFICE, 'bob', PASSWORD);
      await outcome(OFFICE, index % 2 === 0 ? 'alice' : 'carol', `guess ${index}`);
    }
    expect(checks()).toBe(60 + 10);
  });
});

describe('memory', () => {
  test('made-up accounts from ever other addresses stay within the bounds, however many', async () => {
    const { memory, call } = stage({ maxKeys: 500, limits: { ...LIMITS, addressAttempts: 1_000_000 } });
    for (let index = 0; index < 60_000; index++) {
      // Awaiting each would only take longer: nothing here waits.
      void call(stranger(index), `made-up-${index}`, 'wrong');
      if (index % 5000 === 0) {
        await turn();
        expect(memory.counters.size).toBeLessThanOrEqual(3 * 500);
      }
    }
    expect(memory.counters.size).toBeLessThanOrEqual(3 * 500);
  });

  test('keeps nothing under a name that a caller wrote', async () => {
    const { memory, outcomes } = stage();
    await outcomes(20, OFFICE, 'alice', 'a-secret-password');
    expect(memory.counters.hashed('basic', 'alice', OFFICE)).not.toContain('alice');
    const other = createAttemptMemory();
    expect(other.counters.hashed('basic', 'alice', OFFICE)).not.toBe(memory.counters.hashed('basic', 'alice', OFFICE));
  });

  test('what is counted is no matter of how parts are put together', () => {
    const { memory } = stage();
    expect(memory.counters.hashed('basic', 'a', 'b c')).not.toBe(memory.counters.hashed('basic', 'a b', 'c'));
    expect(memory.counters.hashed('a","b')).not.toBe(memory.counters.hashed('a', 'b'));
  });
});

describe('credentials that cannot be guessed', () => {
  const refused = { outcome: 'refused', reason: 'bad signature', error: 'invalid_token' } as const;
  const principal = { kind: 'jwt', subject: 's', consumer: null, credential: null, scopes: [] } as const;
  const tokens = (answers: Readonly<Record<string, Awaited<ReturnType<Authenticator['authenticate']>>>>): Authenticator => ({
    kind: 'jwt',
    challenge: 'Bearer',
    headers: ['authorization'],
    isPresented: () => true,
    authenticate: (request) => answers[request.header('authorization') ?? ''] ?? refused,
  });
  const judge = (answers: Parameters<typeof tokens>[0] = {}) =>
    throttleAttempts(tokens(answers), LIMITS, createAttemptMemory({ now: () => 0 }));

  test('are judged however many failed: a good one passes at once', async () => {
    const attempt = judge({ good: { outcome: 'accepted', principal } });
    for (let index = 0; index < 1000; index++) await attempt(requestFrom(OFFICE, `bad ${index}`));
    expect(await attempt(requestFrom(OFFICE, 'good'))).toMatchObject({ outcome: 'accepted' });
    expect(await attempt(requestFrom(OFFICE, 'bad'))).toMatchObject({ outcome: 'throttled' });
    expect(await attempt(requestFrom('198.51.100.7', 'bad'))).toMatchObject({ outcome: 'refused' });
  });

  test('may fail ten times as often as guesses, because tokens expire, and do not count as guesses', async () => {
    const attempt = judge();
    const all: string[] = [];
    for (let index = 0; index < 201; index++) all.push((await attempt(requestFrom(OFFICE, `bad ${index}`))).outcome);
    expect(all.filter((outcome) => outcome === 'refused')).toHaveLength(200);
  });

  test('being asked for a nonce is no failure', async () => {
    const attempt = judge({ proof: { outcome: 'refused', reason: 'nonce wanted', error: 'use_dpop_nonce' } });
    for (let index = 0; index < 500; index++) {
      expect(await attempt(requestFrom(OFFICE, 'proof'))).toMatchObject({ outcome: 'refused', error: 'use_dpop_nonce' });
    }
  });

  test('an outage is no failure', async () => {
    const attempt = judge({ away: { outcome: 'unavailable', reason: 'no keys' } });
    for (let index = 0; index < 500; index++) expect(await attempt(requestFrom(OFFICE, 'away'))).toMatchObject({ outcome: 'unavailable' });
  });
});
