import { subjectKey } from '@airside/domain';
import { describe, expect, test } from 'vitest';

import { apiFlood } from '../../indicators/api-flood.ts';
import { passwordSpraying } from '../../indicators/password-spraying.ts';
import type { MadeCall } from '../../testing/call.ts';
import { Watch } from '../../testing/watch.ts';

const START_MS = Date.UTC(2026, 0, 5);

test('whoever is blamed for a part of what many do is charged with what it did itself, not with all of it', () => {
  const watch = new Watch(apiFlood);
  const address = (index: number): string => `198.51.${100 + Math.floor(index / 250)}.${index % 250}`;
  watch.see(Array.from({ length: 2000 }, (_, index) => ({ timeMs: START_MS + index * 10, address: address(index), agent: 'one for all' })));
  const blamed = watch.signals.filter(({ subject: { kind } }) => kind === 'address');
  expect(blamed.length).toBeGreaterThan(0);
  expect(new Set(blamed.map(({ subject }) => subjectKey(subject))).size).toBe(blamed.length);
  expect(blamed.map(({ count }) => count)).toEqual(blamed.map(() => 1));
});

describe('whoever mistypes a password', () => {
  const MINUTE = 60_000;
  const login = (timeMs: number, user: string, address: string, outcome: 'success' | 'rejected'): MadeCall => ({
    timeMs,
    address,
    operation: 'POST /sessions',
    outcome,
    login: { user, succeeded: outcome === 'success' },
  });
  const endMs = START_MS + 11 * 24 * 60 * MINUTE;
  /** For eleven days everybody logs in twice a day, and now and then one fails; then many addresses try out passwords for half an hour, from 30 minutes before the end on. */
  function* spraying(): Generator<MadeCall> {
    for (let half = 0; half < 22; half++)
      for (let user = 0; user < 200; user++) {
        const timeMs = START_MS + half * 12 * 60 * MINUTE + user * 3 * MINUTE;
        yield login(timeMs, `user-${user}`, `192.0.2.${user}`, user % 50 === half ? 'rejected' : 'success');
      }
    for (let user = 0; user < 150; user++)
      yield login(endMs - 30 * MINUTE + user * 12_000, `user-${user}`, `198.51.100.${user % 75}`, 'rejected');
  }
  const blamed = (afterMs: number, address: string): boolean => {
    const watch = new Watch(passwordSpraying).see(spraying()).reset();
    watch.see([login(endMs + afterMs, 'user-180', address, 'rejected')]);
    return watch.highest > 3;
  };

  test('elsewhere than usual in the midst of a spraying is taken for a part of it, and soon after it is not', () => {
    expect(blamed(0, '203.0.113.180')).toBe(true);
    for (const minutes of [25, 40, 59, 90, 600]) expect(blamed(minutes * MINUTE, '203.0.113.180')).toBe(false);
  });

  test('where it always logs in is no part of a spraying', () => {
    expect(blamed(0, '192.0.2.180')).toBe(false);
  });
});
