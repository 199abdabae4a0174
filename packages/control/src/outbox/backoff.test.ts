import fc from 'fast-check';
import { expect, test } from 'vitest';

import { backoffMs } from './backoff.ts';

test('pauses lie between half and the whole of what doubles, whatever the number of failures', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (failures, chance) => {
      const longest = Math.min(900_000, 2000 * 2 ** Math.min(failures - 1, 20));
      const pause = backoffMs(failures, () => chance);
      expect(pause).toBeGreaterThanOrEqual(longest / 2);
      expect(pause).toBeLessThanOrEqual(longest);
    }),
  );
});

test.each([
  [0, 2000],
  [90_000, 90_000],
  [Number.MAX_SAFE_INTEGER, 3_600_000],
])('a receiver that asks for %d ms gets %d', (asked, given) => {
  expect(backoffMs(1, () => 0, asked)).toBe(given);
});
