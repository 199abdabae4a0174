import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { Rates } from './rates.ts';

const DAY = 86_400_000;
const START = 1000 * DAY;
const HALF_LIFE_DAYS = 14;
const CASES = 1000;

/** So many events on each of these days, of a thousand cases. */
function watched(days: readonly number[], from = 0, rates = new Rates(10, HALF_LIFE_DAYS)): Rates {
  for (const [day, events] of days.entries()) {
    for (let index = 0; index < CASES; index++) rates.learn(1, index < events, START + (from + day) * DAY + index);
  }
  return rates;
}

const usual = Array.from({ length: 10 }, () => 2);

describe('a day on which it happens to everybody', () => {
  test('makes it no more than twice as usual', () => {
    const before = watched(usual).probability(1);
    const after = watched([...usual, CASES]).probability(1);
    expect(after).toBeGreaterThan(before);
    expect(after).toBeLessThan(2 * before);
  });

  test('counts as it was where nothing is known of other days', () => {
    expect(watched([500]).probability(1)).toBeCloseTo(0.5, 2);
  });

  test('becomes usual within a week when such days go on', () => {
    expect(watched([...usual, ...Array.from({ length: 7 }, () => 100)]).probability(1)).toBeGreaterThan(0.015);
  });

  test('counts no more because the engine was started again in it', () => {
    const whole = watched([...usual, CASES]);
    const halves = watched([...usual, CASES / 2]);
    const again = new Rates(10, HALF_LIFE_DAYS);
    again.merge(halves.save());
    watched([CASES], usual.length, again);
    expect(again.events(1)).toBeLessThanOrEqual(whole.events(1) + 1);
  });
});

test('usual days count as they are', () => {
  expect(watched(usual).probability(1)).toBeCloseTo(2 / CASES, 3);
});

test('nodes that each saw a half know together what one that saw all knows', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 4 }), { minLength: 4, maxLength: 8 }), (days) => {
      const both = watched(days);
      both.merge(watched(days).save());
      expect(both.events(1)).toBeCloseTo(2 * watched(days).events(1), 6);
      expect(both.observations(1)).toBeCloseTo(2 * watched(days).observations(1), 6);
    }),
    { numRuns: 20 },
  );
});

describe('a part of all', () => {
  test('of which nothing is known is like all', () => {
    expect(new Rates(10, HALF_LIFE_DAYS).probabilityWithin(2, 0.001)).toBeCloseTo(0.001, 6);
  });

  test('to which it never happened in many cases is safer than all', () => {
    const rates = watched(usual.map(() => 0));
    expect(rates.probabilityWithin(1, 0.01)).toBeLessThan(0.001);
  });

  test('to which it happens more often is less safe', () => {
    const rates = watched(usual.map(() => 100));
    expect(rates.probabilityWithin(1, 0.001)).toBeGreaterThan(0.05);
  });
});

test.each<readonly [string, object]>([
  ['columns of different lengths', { days: Float64Array.of(1, 2) }],
  ['a number that is none', { today: Float64Array.of(Number.NaN) }],
])('%s are refused', (_name, part) => {
  expect(() => new Rates(10, HALF_LIFE_DAYS).merge({ ...watched([1]).save(), ...part })).toThrow();
});

/** They share their last bits. */
const KEYS = [7, 7 + 256, 7 + 0x9000_0000, 7 + 0xffff_ff00 - 256];

test('keys that end alike are told apart, however they take turns', () => {
  const rates = new Rates(100, 14);
  for (let round = 1; round <= 3; round++) {
    for (const [index, key] of KEYS.entries()) {
      for (let times = 0; times <= index; times++) rates.learn(key, index % 2 === 0, START);
      expect([rates.observations(key), rates.events(key)]).toEqual([round * (index + 1), index % 2 === 0 ? round * (index + 1) : 0]);
    }
  }
});

test('there are no more than there may be, and of those that made room nothing is known', () => {
  const rates = new Rates(2, 14);
  for (const key of KEYS) rates.learn(key, true, START);
  expect(KEYS.map((key) => rates.observations(key))).toEqual([0, 0, 1, 1]);
  expect(rates.probability(KEYS[0] ?? 0)).toBe(0.5);
});

test('keys that are made up make room for one that comes later, and what is learned often stays', () => {
  const rates = new Rates(100, 14);
  const learn = (key: number): void => Array.from({ length: 50 }).forEach(() => rates.learn(key, false, START));
  learn(1);
  for (let key = 1000; key < 3000; key++) rates.learn(key, true, START);
  learn(2);
  for (let key = 3000; key < 5000; key++) rates.learn(key, true, START);
  expect([rates.observations(1), rates.observations(2)]).toEqual([50, 50]);
});

test('what fades is what is asked for afterwards', () => {
  const rates = new Rates(10, 1);
  rates.learn(7, true, START);
  rates.learn(8, true, START + DAY);
  expect([rates.observations(7), rates.observations(8)]).toEqual([0.5, 1]);
});
