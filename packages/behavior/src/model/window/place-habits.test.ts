import { expect, test } from 'vitest';

import { dataDeletion } from '../../indicators/data-deletion.ts';
import type { MadeCall } from '../../testing/call.ts';
import { START_MS } from '../../testing/everyday.ts';
import { many, merged } from '../../testing/shop.ts';
import { Watch } from '../../testing/watch.ts';
import { DAY, HOUR, MINUTE } from './spans.ts';

const DAYS = 12;
const OFFICE = '198.51.100.1';
const LAST = START_MS + DAYS * DAY;

/** Forty people a day, each in a session of the day, who read. */
const readers = merged(
  ...Array.from({ length: DAYS }, (_, day) =>
    many(400, (index) => ({
      session: `reader ${day} ${index % 40}`,
      address: OFFICE,
      agent: 'Firefox/1',
      timeMs: START_MS + day * DAY + 8 * HOUR + index * MINUTE,
      operation: 'GET /tickets/{id}',
    })),
  ),
);

/** A session of one day that deletes so much. */
const deletes = (session: string, count: number, fromMs: number, of: Partial<MadeCall> = {}): readonly MadeCall[] =>
  many(count, (index) => ({
    session,
    address: OFFICE,
    agent: 'Chrome/1',
    timeMs: fromMs + 9 * HOUR + index * 7 * MINUTE,
    operation: 'DELETE /tickets/{id}',
    ...of,
  }));

/** The administrator deletes something on each day, logging in anew, from the same desk. */
const administrator = merged(...Array.from({ length: DAYS }, (_, day) => deletes(`admin ${day}`, 3 + (day % 3), START_MS + day * DAY)));

/** What is said of the last day, without and with such an administrator on those before. */
const highest = (before: readonly MadeCall[], last: readonly MadeCall[]): number =>
  new Watch(dataDeletion).see(merged(readers, before)).reset().see(last).highest;

test('what is done at the same place every day is no wonder in a new session', () => {
  expect(highest([], deletes('today', 5, LAST))).toBeGreaterThan(3);
  expect(highest(administrator, deletes('today', 5, LAST))).toBe(0);
});

test('far more of it is', () => {
  expect(highest(administrator, deletes('today', 60, LAST))).toBeGreaterThan(3);
});

test.each([
  ['from another address', { address: '203.0.113.7' }],
  ['with another kind of client', { agent: 'python-requests/2' }],
])('the same %s is no better known than without', (_name, of) => {
  expect(highest(administrator, deletes('today', 20, LAST, of))).toBeGreaterThan(3);
});

test('a session that is stolen is not better known where the thief uses it', () => {
  const stolen = deletes(`admin ${DAYS - 1}`, 20, LAST - 4 * HOUR, { address: '203.0.113.7' });
  expect(highest(administrator, stolen)).toBeGreaterThan(3);
});

test('sessions of a place are not added up: each of fifty who delete a little may not do what all do', () => {
  const all = merged(
    ...Array.from({ length: DAYS }, (_, day) =>
      Array.from({ length: 50 }, (_, person) => deletes(`person ${day} ${person}`, 1, START_MS + day * DAY + person * MINUTE)).flat(),
    ),
  );
  expect(highest(all, deletes('today', 50, LAST))).toBeGreaterThan(3);
});

test('whoever has a name that lasts is not measured by a place', () => {
  const named = deletes('today', 20, LAST, { user: 'ann' });
  expect(highest(administrator, named)).toBeGreaterThan(3);
});
