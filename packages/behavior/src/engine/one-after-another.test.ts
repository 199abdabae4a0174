import fc from 'fast-check';
import { expect, test } from 'vitest';

import { type Heard, oneAfterAnother } from './one-after-another.ts';

const heard = (surprise: number, call: number, kin?: 'amount'): Heard => ({ surprise, call, kin });

test('two things that are seen one after the other are more than either, and less the more calls lie between', () => {
  const after = (calls: number) => oneAfterAnother([heard(4.5, 7), heard(4.5, 7 + calls)]);
  expect(after(1)).toBeGreaterThan(6);
  expect(after(10)).toBeLessThan(after(1));
  expect(after(200)).toBe(4.5);
});

test('weak ones add nothing, however many; one is what it is; of one kin the strongest counts', () => {
  expect(oneAfterAnother(Array.from({ length: 50 }, (_, call) => heard(2.4, call)))).toBe(2.4);
  expect(oneAfterAnother([heard(5, 3)])).toBe(5);
  expect(oneAfterAnother([])).toBe(0);
  expect(oneAfterAnother([heard(4, 1, 'amount'), heard(4, 1, 'amount')])).toBe(4);
  expect(oneAfterAnother([heard(4, 1, 'amount'), heard(5, 1, 'amount'), heard(4.5, 1, 'amount')])).toBe(5);
  expect(oneAfterAnother([heard(4, 1), heard(5, 1, 'amount'), heard(4.5, 1, 'amount')])).toBe(6.5);
});

test('whatever was heard, the result is at least the strongest, and no less for one more', () => {
  const any = fc.record({
    surprise: fc.double({ min: 0, max: 300, noNaN: true }),
    call: fc.nat(),
    kin: fc.constantFrom(undefined, 'amount' as const),
  });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 12 }), any, (some, another) => {
      const together = oneAfterAnother(some);
      expect(together).toBeGreaterThanOrEqual(Math.max(0, ...some.map(({ surprise }) => surprise)));
      expect(oneAfterAnother([...some, another])).toBeGreaterThanOrEqual(together);
    }),
  );
});
