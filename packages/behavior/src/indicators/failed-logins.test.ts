import { describe, expect, test } from 'vitest';

import type { MadeCall } from '../testing/call.ts';
import { customer, everyday, START_MS } from '../testing/everyday.ts';
import { DAY, HOUR, machine, many, merged } from '../testing/shop.ts';
import { learningOf, Watch } from '../testing/watch.ts';
import { bruteForce } from './brute-force.ts';
import { credentialStuffing } from './credential-stuffing.ts';
import type { Detector, Indicator } from './indicator.ts';
import { passwordSpraying } from './password-spraying.ts';

const DAYS = 4;
const days = everyday({ users: 60, days: DAYS });
/** Everybody of an office tries to log in, twice. */
const morning = (status: number): readonly MadeCall[] =>
  many(60, (index) => ({
    ...customer(index % 30),
    address: '203.0.113.9',
    operation: 'POST /login',
    status,
    login: { user: `user-${index % 30}`, succeeded: false },
    timeMs: START_MS + DAYS * DAY + 9 * HOUR + index * 4000,
  }));
const highest = (indicator: Indicator, status: number) => new Watch(indicator).see(days).reset().see(morning(status)).highest;

test.each([passwordSpraying, bruteForce])('$id counts what was said no to', (indicator) => {
  expect(highest(indicator, 401)).toBeGreaterThan(3);
});

test.each([passwordSpraying, bruteForce])('$id: a server that fails says nothing of passwords', (indicator) => {
  expect(highest(indicator, 503)).toBe(0);
});

describe('on the evening of a sale, when all come at once and four times as often', () => {
  const before = everyday({ users: 300, days: 8, behindOneAddress: 60 });
  const startMs = START_MS + 8 * DAY;
  const sale = everyday({ users: 300, days: 1, seed: 5, startMs, behindOneAddress: 60, sale: { times: 4, hours: [18, 20] } });
  const failed = (index: number, user: string) => ({
    operation: 'POST /login',
    status: 401,
    login: { user, succeeded: false },
    timeMs: startMs + 18.5 * HOUR + index * 20_000,
  });
  const users = { 'password-spraying': 'user-', 'credential-stuffing': 'leak ' } as Readonly<Record<string, string>>;
  const attack = ({ id }: Indicator, machines: number) =>
    many(150, (index) => ({ ...machine(index % machines), ...failed(index, `${users[id]}${2 * index}`) }));
  /** Of those who were blamed: attackers, and others. */
  const blamed = (indicator: Indicator, calls: readonly MadeCall[]) => {
    const { signals } = new Watch(indicator).see(before).reset().see(calls);
    const addresses = [...new Set(signals.map(({ subject }) => subject.id))];
    const attackers = addresses.filter((address) => address.startsWith('192.0.')).length;
    return { attackers, others: addresses.length - attackers };
  };

  test.each([passwordSpraying, credentialStuffing, bruteForce])('$id blames nobody who mistypes a password', (indicator) => {
    expect(blamed(indicator, sale)).toEqual({ attackers: 0, others: 0 });
  });

  test.each([1, 40])('known users whose password is tried from %d addresses are found, and nobody else is blamed', (machines) => {
    const { attackers, others } = blamed(passwordSpraying, merged(sale, attack(passwordSpraying, machines)));
    expect(attackers).toBeGreaterThan(machines / 2);
    expect(others).toBe(0);
  });

  test.each([1, 40])('unknown users whose password is tried from %d addresses are found, and nobody else is blamed', (machines) => {
    const { attackers, others } = blamed(credentialStuffing, merged(sale, attack(credentialStuffing, machines)));
    expect(attackers).toBeGreaterThan(machines / 2);
    expect(others).toBe(0);
  });

  test('users who mistype where they always log in from are never blamed for what others do meanwhile', () => {
    const mistyped = many(60, (index) => ({ ...customer(index + 100), ...failed(index, `user-${index + 100}`) }));
    expect(blamed(passwordSpraying, merged(mistyped, attack(passwordSpraying, 40))).others).toBe(0);
  });

  test('an attacker who logs in to an account of its own again and again hides nothing', () => {
    const own = many(600, (index) => ({ ...failed(0, 'mallory'), ...machine(0), timeMs: startMs + 18.5 * HOUR + index * 5000 }));
    const loggedIn = own.map((call) => ({ ...call, status: 200, login: { user: 'mallory', succeeded: true } }));
    expect(blamed(passwordSpraying, merged(sale, loggedIn, attack(passwordSpraying, 1))).attackers).toBe(1);
  });

  test('nor does one whose account logs in all day long hide that unknown names are tried slowly', () => {
    const call = { ...machine(0), operation: 'POST /login' };
    const slow = many(150, (index) => ({
      ...call,
      status: 401,
      login: { user: `leak ${index}`, succeeded: false },
      timeMs: startMs + index * 500_000,
    }));
    const own = many(132, (index) => ({ ...call, login: { user: 'mallory', succeeded: true }, timeMs: startMs + index * 600_000 }));
    expect(blamed(credentialStuffing, merged(own, slow)).attackers).toBe(1);
  });

  test('in the night after it, when hardly anybody logs in, a few tries are as odd as in any other', () => {
    const night = attack(passwordSpraying, 1)
      .slice(0, 40)
      .map((call) => ({ ...call, timeMs: call.timeMs + 9 * HOUR }));
    expect(blamed(passwordSpraying, merged(sale, night))).toEqual({ attackers: 1, others: 0 });
  });
});

interface Saved {
  readonly counts: readonly { readonly dividedBy?: string; readonly scopes: readonly unknown[] }[];
}
const savedOf = (detector: Detector): Saved => structuredClone(detector.save?.()) as Saved;

test('what was learned per log-in is known after a restart, and what was learned per caller is left', () => {
  const away = many(200, (index) => ({
    ...machine(index),
    operation: 'POST /login',
    status: 401,
    login: { user: `user-${index % 60}`, succeeded: false },
    timeMs: START_MS + HOUR * (DAYS - 1) + index * 1_500_000,
  }));
  const [before, after] = [new Watch(passwordSpraying).see(merged(days, away)).detector, passwordSpraying.create(learningOf())];
  const saved = savedOf(before);
  after.merge?.(structuredClone(saved));
  expect(savedOf(after).counts).toEqual(saved.counts);
  expect(saved.counts.flatMap(({ scopes }) => scopes)).not.toEqual([]);
  const older = passwordSpraying.create(learningOf());
  older.merge?.({ ...saved, counts: saved.counts.map(({ dividedBy: _, ...count }) => count) });
  expect(savedOf(older).counts.flatMap(({ scopes }) => scopes)).toEqual([]);
});
