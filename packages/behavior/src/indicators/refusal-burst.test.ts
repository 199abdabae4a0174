import { expect, test } from 'vitest';

import type { MadeCall } from '../testing/call.ts';
import { START_MS } from '../testing/everyday.ts';
import { DAY, many, merged } from '../testing/shop.ts';
import { Watch } from '../testing/watch.ts';
import { refusalBurst } from './refusal-burst.ts';

const MINUTE = 60_000;
const nowMs = START_MS + 5 * DAY;

const by = (user: number, timeMs: number, status = 200): MadeCall => ({
  user: `user ${user}`,
  address: `192.0.${user >> 8}.${user & 255}`,
  timeMs,
  status,
  operation: `POST /things/${user % 3}`,
});
/** Five days on which one call in twelve is turned away, of whomever it is. */
const usual = many(10_000, (index) => by(index % 21, START_MS + index * 43_000, index % 12 === 0 ? 422 : 200));
const trained = (): Watch => new Watch(refusalBurst).see(usual).reset();
/** Each of twenty-one asks every second minute, some of them in vain. */
const hour = (status: (user: number, index: number) => number): readonly MadeCall[] =>
  merged(
    ...Array.from({ length: 21 }, (_, user) =>
      many(30, (index) => by(user, nowMs + index * 2 * MINUTE + user * 2000, status(user, index))),
    ),
  );
const honest = hour((user, index) => ((user + 5 * index) % 12 === 0 ? 422 : 200));
/** Two tries of each of so many. */
const tried = (attackers: number, status: number, more: Partial<MadeCall> = {}): readonly MadeCall[] =>
  many(2 * attackers, (index) => ({
    ...by(100 + (index >> 1), nowMs + 5 * MINUTE + index * 5000, status),
    operation: 'POST /things/1',
    ...more,
  }));

test('many who try one operation twice each are told of together, by themselves', () => {
  const { signals, highest } = trained().see(merged(honest, tried(80, 422)));
  expect(highest).toBeGreaterThan(4);
  for (const { subject, operation } of signals) {
    expect(operation).toBe('POST /things/1');
    if (subject.kind === 'user') expect(Number(subject.id.slice(5))).toBeGreaterThanOrEqual(100);
  }
});

test('where all are turned away, as after a release, nobody who calls is blamed', () => {
  for (const release of [hour(() => 400), hour((user) => (user % 3 === 1 ? 400 : 200))]) {
    const { signals } = trained().see(release);
    expect(new Set(signals.map(({ subject: { kind, id } }) => `${kind} ${id}`))).toEqual(new Set(['api shop']));
  }
});

test.each<[string, readonly MadeCall[]]>([
  ['an hour as all others', honest],
  ['four times as many calls of which as large a share is turned away', merged(honest, honest, honest, honest)],
  ['log-ins that fail', merged(honest, tried(80, 401, { login: { user: 'somebody', succeeded: false } }))],
  ['calls that the gateway refuses', merged(honest, tried(80, 429, { outcome: 'refused' }))],
  ['calls that fail on the server', merged(honest, tried(80, 500))],
  ['calls that succeed', merged(honest, tried(80, 200))],
])('nothing is told of %s', (_what, calls) => {
  expect(trained().see(calls).signals).toEqual([]);
});
