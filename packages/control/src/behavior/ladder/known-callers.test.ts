import { expect, test } from 'vitest';

import { KnownCallers } from './known-callers.ts';

const WINDOW_MS = 300_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

function watched() {
  const known = new KnownCallers(WINDOW_MS);
  let nowMs = Date.UTC(2026, 0, 1);
  known.enter(nowMs);
  return {
    known,
    /** So long, with these callers in each window. */
    pass(ms: number, ...callers: readonly string[]): void {
      for (const endMs = nowMs + ms; nowMs < endMs; ) {
        for (const caller of callers) known.see(caller);
        nowMs += WINDOW_MS;
        known.enter(nowMs);
      }
    },
  };
}

test('whoever is new is not known for an hour', () => {
  const { known, pass } = watched();
  pass(DAY_MS, 'old');
  pass(HOUR_MS, 'old', 'new');
  expect([known.has('old'), known.has('new'), known.count]).toEqual([true, false, 1]);
  known.see('new');
  expect([known.has('new'), known.count]).toEqual([true, 2]);
});

test('while the traffic is watched for less than that, half of the time is enough, and all are known at first', () => {
  const { known, pass } = watched();
  known.see('a');
  expect([known.has('a'), known.count]).toEqual([true, 1]);
  pass(8 * WINDOW_MS, 'a');
  pass(2 * WINDOW_MS, 'a', 'late');
  expect([known.has('a'), known.has('late')]).toEqual([true, false]);
});

test('whoever is away for days is still known, and counts again when back', () => {
  const { known, pass } = watched();
  pass(2 * HOUR_MS, 'a', 'b');
  pass(3 * DAY_MS, 'a');
  expect([known.has('b'), known.count]).toEqual([true, 1]);
  known.see('a');
  known.see('b');
  expect(known.count).toBe(2);
  pass(8 * DAY_MS, 'a');
  expect(known.has('b')).toBe(false);
});

test('being seen once long ago makes nobody known', () => {
  const { known, pass } = watched();
  pass(2 * HOUR_MS, 'a');
  known.see('once');
  pass(2 * HOUR_MS, 'a');
  expect(known.has('once')).toBe(false);
});

test('any number of callers that come once drives out nobody who returns, and takes no more room', () => {
  const { known, pass } = watched();
  pass(2 * HOUR_MS, 'a');
  for (let index = 0; index < 300_000; index++) known.see(`once-${index}`);
  known.see('a');
  expect([known.has('a'), known.count]).toEqual([true, 1]);
});

test('the count is that of those who are known and called within the hour, whatever came and went', () => {
  const { known, pass } = watched();
  pass(WINDOW_MS, 'a', 'b', 'c');
  for (let window = 0; window < 30; window++) pass(WINDOW_MS, 'a', ...(window % 2 === 0 ? ['b'] : []), ...(window < 3 ? ['c'] : []));
  known.see('a');
  expect(known.count).toBe(2);
  expect(['a', 'b', 'c'].map((caller) => known.has(caller))).toEqual([true, true, false]);
});
