import { expect, test } from 'vitest';

import { Clock } from './clock.ts';

const NOW = Date.UTC(2026, 10, 30, 12);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FAR = Date.UTC(2099, 0);

test('exchanges are of the time that they say, one after the other', () => {
  const clock = new Clock();
  for (let index = 0; index < 100; index++) expect(clock.take(NOW + index * HOUR)).toBe(NOW + index * HOUR);
  expect(clock.nowMs).toBe(NOW + 99 * HOUR);
});

test('one from the future is taken for one of now, and time goes on for all others', () => {
  const clock = new Clock();
  for (let index = 0; index < 20; index++) clock.take(NOW + index);
  expect(clock.take(FAR)).toBeLessThanOrEqual(NOW + 7 * DAY + 20);
  clock.tell(NOW + 1000);
  expect(clock.take(FAR)).toBe(NOW + 1000 + 5 * 60_000);
  clock.tell(NOW + HOUR);
  expect(clock.nowMs).toBe(NOW + HOUR);
  expect(clock.take(NOW + HOUR + 1)).toBe(NOW + HOUR + 1);
});

test('a third of all exchanges from the future do not make it the present', () => {
  const clock = new Clock();
  for (let index = 0; index < 300; index++) {
    clock.take(index % 3 === 2 ? FAR + index : NOW + index);
    clock.tell(NOW + index);
  }
  expect(clock.nowMs).toBeLessThanOrEqual(NOW + 300 + 5 * 60_000);
});

test('where a first exchange from the future was believed, whoever tells the time puts it right', () => {
  const clock = new Clock();
  clock.take(FAR);
  for (let index = 0; index < 3; index++) clock.take(NOW + index);
  clock.tell(NOW + 10);
  expect(clock.nowMs).toBe(NOW + 10);
});

test('after a pause of weeks in a record, the exchanges after it are believed before long', () => {
  const clock = new Clock();
  for (let index = 0; index < 20; index++) clock.take(NOW + index);
  const later = NOW + 60 * DAY;
  const taken = Array.from({ length: 20 }, (_, index) => clock.take(later + index));
  expect(taken.slice(10)).toEqual(Array.from({ length: 10 }, (_, index) => later + 10 + index));
  expect(taken.every((timeMs) => timeMs >= NOW)).toBe(true);
});

test('a time that is none is now', () => {
  const clock = new Clock();
  clock.take(NOW);
  for (const time of [Number.NaN, Number.POSITIVE_INFINITY, -1, Date.parse('0000-01-01T00:00:00Z')]) expect(clock.take(time)).toBe(NOW);
  clock.tell(Number.NaN);
  expect(clock.nowMs).toBe(NOW);
});

test('time does not go back with exchanges that come late', () => {
  const clock = new Clock();
  clock.take(NOW);
  expect(clock.take(NOW - DAY)).toBe(NOW - DAY);
  expect(clock.nowMs).toBe(NOW);
});
