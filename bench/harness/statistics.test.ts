import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { median, ratio, spread } from './statistics.ts';

describe('median', () => {
  test('is the middle value, whatever the order', () => {
    expect(median([3, 1, 2])).toBe(2);
  });

  test('is the mean of the two middle values of an even number', () => {
    expect(median([4, 1, 2, 100])).toBe(3);
  });

  test('is not moved by one run that went wrong, as a mean would be', () => {
    expect(median([100, 101, 0, 102, 99])).toBe(100);
  });

  test('has as many values below as above', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e100, max: 1e100, noNaN: true }), { minLength: 1 }), (values) => {
        const middle = median(values);
        const below = values.filter((value) => value < middle).length;
        const above = values.filter((value) => value > middle).length;
        expect(Math.max(below, above)).toBeLessThanOrEqual(values.length / 2);
      }),
    );
  });

  test.each([[[]], [[1, Number.NaN]], [[Number.POSITIVE_INFINITY]]])('does not make a number of %j', (values) => {
    expect(() => median(values)).toThrow(RangeError);
  });
});

test('the spread says how far the rounds lie apart, as a part of the median', () => {
  expect(spread([90, 100, 120])).toBeCloseTo(0.3);
  expect(spread([5])).toBe(0);
  expect(spread([0, 0])).toBe(0);
});

test('a ratio to a contender that served nothing is absent, not infinite', () => {
  expect(ratio(50, 200)).toBe(0.25);
  expect(ratio(50, 0)).toBeNull();
});
