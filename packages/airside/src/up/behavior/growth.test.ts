import { expect, test } from 'vitest';

import { createGrowth } from './growth.ts';

test('a count has grown until so much time is over since it did, and again when it grows again', () => {
  let nowMs = 0;
  const hasGrown = createGrowth(1000, () => nowMs);
  const at = (timeMs: number, count: number): boolean => {
    nowMs = timeMs;
    return hasGrown(count);
  };
  expect([at(0, 0), at(5, 3), at(1004, 3), at(1005, 3), at(5000, 4), at(5999, 4), at(6000, 4)]).toEqual([
    false,
    true,
    true,
    false,
    true,
    true,
    false,
  ]);
});

test('what happened before anybody asked is said to the first who does', () => {
  expect(createGrowth(1000, () => 1e6)(7)).toBe(true);
});
