import { expect, test } from 'vitest';

import type { MadeCall } from '../testing/call.ts';
import { customer, everyday, START_MS } from '../testing/everyday.ts';
import { DAY, HOUR, many } from '../testing/shop.ts';
import { Watch } from '../testing/watch.ts';
import { bruteForce } from './brute-force.ts';
import type { Indicator } from './indicator.ts';
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
