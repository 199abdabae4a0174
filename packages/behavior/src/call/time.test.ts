import fc from 'fast-check';
import { expect, test } from 'vitest';

import { timeOf } from './time.ts';

test('a time is what Date.parse makes of it, whatever came before', () => {
  const times = fc.date({ min: new Date('1970-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(fc.array(times, { minLength: 1 }), (dates) => {
      for (const date of dates) {
        expect(timeOf(date.toISOString())).toBe(date.getTime());
        expect(timeOf(new Date(date.getTime() ^ 0x7fff).toISOString())).toBe(date.getTime() ^ 0x7fff);
      }
    }),
  );
});

test.each([
  '',
  'yesterday',
  '2026-11-30T05:16:26.1x3Z',
  '2026-11-30T05:16:99.123Z',
  '2026-13-30T05:16:26.123Z',
  '2026-11-30T05:16-26.123Z',
])('%j is no time, after one of the same minute either', (text) => {
  timeOf('2026-11-30T05:16:26.123Z');
  expect(timeOf(text)).toBeNaN();
});

test('other forms of RFC 3339 are understood', () => {
  expect(timeOf('2026-11-30T05:16:26Z')).toBe(Date.UTC(2026, 10, 30, 5, 16, 26));
  expect(timeOf('2026-11-30T06:16:26.5+01:00')).toBe(Date.UTC(2026, 10, 30, 5, 16, 26, 500));
});
