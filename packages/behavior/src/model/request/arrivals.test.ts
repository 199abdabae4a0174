import { expect, test } from 'vitest';

import { Arrivals } from './arrivals.ts';

/** How new values came, where the n-th is new as is said. */
function arrivalsOf(values: number, isNew: (index: number) => boolean): Arrivals {
  const arrivals = new Arrivals();
  for (let seen = 1; seen <= values; seen++) arrivals.note(seen, isNew(seen));
  return arrivals;
}

test.each([100, 1000, 5000, 33_333])('of %s values, one of a hundred of which is new, one of a hundred is new', (values) => {
  expect(arrivalsOf(values, (index) => index % 100 === 0).rate(values)).toBeCloseTo(0.01, 2);
});

test('what was new at the beginning tells nothing of how new values come', () => {
  expect(arrivalsOf(5000, (index) => index < 30).rate(5000)).toBe(0);
});

test('what no longer comes is forgotten when there were four times as many', () => {
  const arrivals = arrivalsOf(1000, (index) => index % 10 === 0);
  expect(arrivals.rate(1000)).toBeGreaterThan(0.08);
  for (let seen = 1001; seen <= 4200; seen++) arrivals.note(seen, false);
  expect(arrivals.rate(4200)).toBe(0);
});

test('a half that is forgotten and what is saved tell the same', () => {
  const arrivals = arrivalsOf(6000, (index) => index % 50 === 0);
  const next = new Arrivals();
  next.merge(arrivals.save());
  expect(next.rate(6000)).toBe(arrivals.rate(6000));
  arrivals.halve();
  expect(arrivals.rate(3000)).toBeCloseTo(0.02, 2);
});

test('what two have seen together is what is seen of both', () => {
  const [one, other] = [arrivalsOf(6000, (index) => index % 50 === 0), arrivalsOf(3000, (index) => index % 100 === 0)];
  one.merge(other.save());
  expect(one.rate(9000)).toBeCloseTo((6000 / 50 + 3000 / 100) / 9000, 2);
});

test.each([0, -1, 1, 31, Number.MAX_SAFE_INTEGER])('the rate is a number from 0, however many values there are said to be: %s', (seen) => {
  const rate = arrivalsOf(500, () => true).rate(seen);
  expect(Number.isFinite(rate) && rate >= 0).toBe(true);
});
