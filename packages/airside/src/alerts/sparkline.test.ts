import fc from 'fast-check';
import { expect, test } from 'vitest';

import { sparkline } from './sparkline.ts';

test('values are bars from nothing to the largest, and a gap where there is none', () => {
  expect(sparkline([0, 1, 2, 4, null, 8])).toBe('▁▂▃▅ █');
  expect(sparkline([5, 5])).toBe('██');
  expect(sparkline([0, 0])).toBe('▁▁');
  expect(sparkline([])).toBe('');
  expect(sparkline([null, null])).toBe('');
});

test('whatever the values, the line is as long as they are, but for gaps at its end', () => {
  const value = fc.option(fc.double(), { nil: null });
  fc.assert(
    fc.property(fc.array(value, { maxLength: 80 }), (values) => {
      const line = sparkline(values);
      expect([...line].length).toBeLessThanOrEqual(values.length);
      expect(line).toMatch(/^[▁▂▃▄▅▆▇█ ]*$/);
    }),
  );
});
