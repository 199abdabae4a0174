import { describe, expect, test } from 'vitest';

import type { Outcome } from '../call/call.ts';
import { callOf } from '../testing/call.ts';
import { DEFAULT_OPTIONS } from './learning.ts';
import { Training } from './training.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const START_MS = Date.UTC(2026, 0, 1);

const training = () => new Training({ ...DEFAULT_OPTIONS, mostOperations: 100, trainingMs: DAY_MS });
const operationsOf = (watched: Training, nowMs = START_MS): readonly string[] => watched.status(nowMs).map(({ operation }) => operation);

/** So many calls of each of these operations. */
function called(operations: readonly string[], times: number, watched = training(), timeMs = START_MS): Training {
  for (let index = 0; index < times; index++) for (const operation of operations) watched.observe(callOf({ timeMs, operation }));
  return watched;
}

/** So many paths that somebody makes up. */
function madeUp(watched: Training, paths: number, outcome: Outcome): void {
  for (let index = 0; index < paths; index++) {
    watched.observe(callOf({ timeMs: START_MS, operation: `GET /made-up-${index}`, template: null, outcome }));
  }
}

test('operations that somebody makes up do not keep an API that comes later in training for ever', () => {
  const watched = training();
  for (let index = 0; index < 500; index++) {
    watched.observe(callOf({ timeMs: START_MS, operation: `GET /made-up-${index}`, template: null, status: index % 2 === 0 ? 404 : 200 }));
  }
  expect(watched.observe(callOf({ timeMs: START_MS, api: 'later' }))).toBe(true);
  expect(watched.observe(callOf({ timeMs: START_MS + 2 * DAY_MS, api: 'later' }))).toBe(false);
});

test('names of hosts that somebody makes up do not keep an API that comes later in training for ever', () => {
  const watched = training();
  for (let index = 0; index < 5000; index++)
    watched.observe(callOf({ timeMs: START_MS, api: `host-${index}`, template: null, status: 404 }));
  expect(watched.observe(callOf({ timeMs: START_MS, api: 'later' }))).toBe(true);
  expect(watched.observe(callOf({ timeMs: START_MS + 2 * DAY_MS, api: 'later' }))).toBe(false);
});

test('what is not there is no operation that is trained', () => {
  const watched = training();
  const asked = { timeMs: START_MS, operation: 'GET /made-up', template: null };
  for (const status of [404, 405, 400, 500]) watched.observe(callOf({ ...asked, status }));
  for (const outcome of ['refused', 'gone', 'error'] as const) watched.observe(callOf({ ...asked, outcome }));
  expect(watched.status(START_MS)).toEqual([]);
  watched.observe(callOf(asked));
  expect(operationsOf(watched)).toEqual(['GET /made-up']);
});

test.each<Outcome>(['gone', 'error', 'success'])(
  'a full table of made-up paths (%s) has room for an operation that comes later',
  (outcome) => {
    const watched = called(['GET /orders'], 10);
    madeUp(watched, 1000, outcome);
    called(['GET /later'], 10, watched);
    expect(operationsOf(watched)).toEqual(expect.arrayContaining(['GET /orders', 'GET /later']));
  },
);

test('what was called often makes no room for what is made up, however much that is', () => {
  const real = Array.from({ length: 60 }, (_, index) => `GET /real-${index}`);
  const watched = called(real, 10);
  for (let round = 0; round < 20; round++) {
    madeUp(watched, 200, 'success');
    called(real, 1, watched);
  }
  expect(operationsOf(watched)).toEqual(expect.arrayContaining(real));
});

describe('confidence', () => {
  test('fades when nothing is seen for long', () => {
    const watched = called(['GET /orders'], 3000);
    const now = watched.confidence('shop', 'GET /orders');
    const [after] = watched.status(START_MS + DEFAULT_OPTIONS.halfLifeDays * DAY_MS);
    expect(after?.observations).toBe(1500);
    const [later] = watched.status(START_MS + 365 * DAY_MS);
    expect(now).toBeGreaterThan(0.9);
    expect(later?.confidence).toBeLessThan(0.001);
  });

  test('in an operation that nobody has called is that in what is known of the API, and not the highest', () => {
    const watched = called(['GET /a'], 1);
    expect(watched.confidence('shop', 'GET /never')).toBe(watched.confidence('shop', 'GET /a'));
    expect(watched.confidence('other', 'GET /never')).toBe(0);
    called(['GET /a', 'GET /b'], 300, watched);
    expect(watched.confidence('shop', 'GET /never')).toBeGreaterThan(watched.confidence('shop', 'GET /a'));
    expect(watched.confidence('shop', null)).toBe(watched.confidence('shop', 'GET /never'));
    expect(watched.confidence(null, null)).toBe(watched.confidence('shop', null));
    expect(watched.confidence('shop', null)).toBeLessThan(1);
  });
});

test('what two nodes have seen adds up, whatever has faded by then', () => {
  const [one, other] = [called(['GET /orders'], 100), called(['GET /orders'], 100)];
  const laterMs = START_MS + DEFAULT_OPTIONS.halfLifeDays * DAY_MS;
  other.status(laterMs);
  other.merge(one.save());
  expect(other.status(laterMs)).toMatchObject([{ observations: 100 }]);
  const old = training();
  old.merge([['shop', 'GET /orders', 100, START_MS]]);
  expect(old.status(START_MS)).toMatchObject([{ observations: 100, sinceMs: START_MS }]);
});
