import { expect, test } from 'vitest';

import { byDay, byHour } from './rhythm.ts';

const week = (at: (day: number, hour: number) => number | null) =>
  Array.from({ length: 168 }, (_, slot) => at(Math.floor(slot / 24), slot % 24));

test('hours and days are as high as they are busy', () => {
  const office = week((day, hour) => (day < 5 && hour >= 8 && hour < 16 ? 100 : 0));
  expect(byHour(office)).toBe('········████████········');
  expect(byDay(office)).toBe('█████··');
  expect(byHour(week((_day, hour) => hour))).toBe('·▁▁▂▂▂▃▃▃▄▄▄▅▅▅▆▆▆▇▇▇███');
});

test('what is not known yet is left blank', () => {
  expect(byDay(week((day) => (day === 2 ? 5 : null)))).toBe('  █    ');
  expect(byHour([])).toBe(' '.repeat(24));
});
