import { expect, test } from 'vitest';

import { Histogram } from './histogram.ts';
import { NUMBER_PLACES, numberPlace } from './scales.ts';

function learned(numbers: readonly number[]): Histogram {
  const histogram = new Histogram(NUMBER_PLACES);
  for (const number of numbers) histogram.add(numberPlace(number));
  return histogram;
}

const pages = learned(Array.from({ length: 4000 }, (_, index) => index + 50));

test('a number that is a little larger than all is nothing much, one that is far larger is', () => {
  const largest = pages.sidesOrNear(numberPlace(4049));
  expect(pages.sidesOrNear(numberPlace(4200))).toBeGreaterThan(largest / 20);
  expect(pages.sides(numberPlace(4200))).toBeLessThan(largest / 20);
  expect(pages.sidesOrNear(numberPlace(400_000))).toBe(0);
  expect(pages.sidesOrNear(numberPlace(-400))).toBe(0);
});

test('of no number more are thought to be than there are', () => {
  for (let place = 0; place < NUMBER_PLACES; place++) {
    expect(pages.sidesOrNear(place)).toBeGreaterThanOrEqual(pages.sides(place));
    expect(pages.sidesOrNear(place)).toBeLessThanOrEqual(pages.total);
  }
});
