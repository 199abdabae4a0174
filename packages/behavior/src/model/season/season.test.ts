import { describe, expect, test } from 'vitest';

import { HourCounts } from './hour-counts.ts';
import { HourRing, type SavedHourRing } from './hour-ring.ts';
import { Recurrences, type SavedRecurrences } from './recurrences.ts';
import { Season } from './season.ts';
import { RECURS, type SavedSeasons, Seasons } from './seasons.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
/** A Monday. */
const START = Date.UTC(2026, 0, 5);
const SURPRISING = 3;
const NIGHT = 0;

/** Requests in an hour of an office day: many at noon, hardly any at night, few at weekends. */
function habit(timeMs: number): number {
  const date = new Date(timeMs);
  const day = Math.exp(-(((date.getUTCHours() - 12) / 4) ** 2));
  const wobble = 1 + 0.1 * Math.sin(timeMs / 7_777_777);
  return wobble * (2 + (date.getUTCDay() % 6 === 0 ? 20 : 400) * day);
}

function seasonOf(days: number, value: (timeMs: number) => number, fromMs = START): Season {
  const season = new Season();
  for (let hour = 0; hour < days * 24; hour++) season.note(fromMs + hour * HOUR, Math.log(1 + value(fromMs + hour * HOUR)), NIGHT);
  return season;
}

const log = (value: number): number => Math.log(1 + value);

function isNews(season: Season, timeMs: number, value: number): boolean {
  return !season.recurs(timeMs, log(value)) && (season.surprise(timeMs, log(value)) ?? 0) > SURPRISING;
}

describe('what is usual at an hour', () => {
  const known = seasonOf(28, habit);

  test('is no surprise then', () => {
    for (let hour = 0; hour < 7 * 24; hour++) {
      const timeMs = START + 4 * WEEK + hour * HOUR;
      expect(known.surprise(timeMs, log(habit(timeMs)))).toBeLessThan(1);
    }
  });

  test('is one at another hour: a peak at three at night that would be ordinary at noon', () => {
    const noon = START + 4 * WEEK + 12 * HOUR;
    expect(known.surprise(noon, log(habit(noon)))).toBeLessThan(1);
    expect(known.surprise(noon - 9 * HOUR, log(habit(noon)))).toBeGreaterThan(SURPRISING);
  });

  test('is one on another day: Monday at noon on a Sunday', () => {
    const sunday = START + 4 * WEEK + 6 * DAY + 12 * HOUR;
    expect(known.surprise(sunday, log(habit(sunday - 6 * DAY)))).toBeGreaterThan(SURPRISING);
    expect(known.usual(sunday)?.by).toBe('hour of week');
  });

  test('is not known of the first days, and by the hour of the day from the fourth on', () => {
    expect(seasonOf(2, habit).surprise(START + 2 * DAY, log(1000))).toBeUndefined();
    const young = seasonOf(4, habit);
    expect(young.usual(START + 4 * DAY)?.by).toBe('hour of day');
    expect(young.surprise(START + 4 * DAY + 3 * HOUR, log(4000))).toBeGreaterThan(SURPRISING);
  });
});

describe('what comes again', () => {
  const backup = (from: number) => (timeMs: number) => (new Date(timeMs).getUTCHours() === 3 && timeMs >= from ? 3000 : habit(timeMs));

  test('a backup at night is news on the first two nights, and not on the third', () => {
    const first = START + 20 * DAY;
    const known = [0, 1, 2].map((night) => [seasonOf(20 + night, backup(first)), first + night * DAY + 3 * HOUR] as const);
    expect(known.map(([season, timeMs]) => isNews(season, timeMs, 3000))).toEqual([true, true, false]);
  });

  test('so is a peak on Monday mornings', () => {
    const peak = (timeMs: number): number => (timeMs >= START && (timeMs - START) % WEEK === 6 * HOUR ? 5000 : habit(timeMs));
    const from = START - 2 * WEEK;
    const known = [0, 1, 2].map((week) => [seasonOf(14 + 7 * week, peak, from), START + week * WEEK + 6 * HOUR] as const);
    expect(known.map(([season, timeMs]) => isNews(season, timeMs, 5000))).toEqual([true, true, false]);
  });

  test('the hour may shift by one, as clocks do', () => {
    const known = seasonOf(24, backup(START + 20 * DAY));
    expect([2, 3, 4, 5].map((hour) => isNews(known, START + 24 * DAY + hour * HOUR, 3000))).toEqual([false, false, false, true]);
  });

  test('much more than what came again is news', () => {
    const known = seasonOf(24, backup(START + 20 * DAY));
    expect(isNews(known, START + 24 * DAY + 3 * HOUR, 60_000)).toBe(true);
  });
});

test('twice as much all day is followed by the next one', () => {
  const grown = (timeMs: number): number => habit(timeMs) * (timeMs >= START + 28 * DAY ? 2 : 1);
  const known = seasonOf(29, grown);
  const noon = START + 29 * DAY + 12 * HOUR;
  expect(known.surprise(noon, log(habit(noon) * 2))).toBeLessThan(1);
});

test('hours without anything are known as such, and what is older than five weeks is not known any more', () => {
  const ring = new HourRing(840);
  ring.note(1000, 5, -1);
  ring.note(1003, 2, -1);
  expect([999, 1000, 1001, 1002, 1003, 1004].map((hour) => ring.at(hour))).toEqual([undefined, 5, -1, -1, 2, undefined]);
  ring.note(5000, 1, 0);
  expect([ring.at(1003), ring.at(4161), ring.at(4160), ring.at(5000)]).toEqual([undefined, 0, undefined, 1]);
  ring.note(4000, 9, 0);
  expect(ring.at(4999)).toBe(0);
});

test('saved and restored it is the same, and two that know different hours know both together', () => {
  const [one, other] = [seasonOf(14, habit), seasonOf(21, habit, START + 14 * DAY)];
  one.merge(JSON.parse(JSON.stringify(other.save())) as SavedHourRing);
  const whole = seasonOf(35, habit);
  for (let hour = 0; hour < 168; hour += 5) {
    const timeMs = START + 35 * DAY + hour * HOUR;
    expect(one.surprise(timeMs, log(2000))).toBeCloseTo(whole.surprise(timeMs, log(2000)) ?? 0, 6);
  }
});

test('what is no saved season is refused', () => {
  expect(() => new Season().merge({ last: 5, values: 'AAAA' })).toThrow('1680 bytes');
});

describe('the seasons of many', () => {
  const MINUTES = [60_000, HOUR, DAY];

  test('are known after a restart, by the windows of an hour at most', () => {
    const [before, after] = [new Seasons(MINUTES), new Seasons(MINUTES)];
    for (let hour = 0; hour < 20 * 24; hour++) {
      for (let span = 0; span < 3; span++) before.note(7, span, START + hour * HOUR, log(habit(START + hour * HOUR)), NIGHT);
    }
    for (const part of before.save()) after.merge(JSON.parse(JSON.stringify(part)) as SavedSeasons);
    const night = START + 20 * DAY + 3 * HOUR;
    expect(after.judge(7, 1, night, log(4000), 0)).toBeGreaterThan(SURPRISING);
    // A day is none of the windows that have an hour of their own, and nobody knows key 8.
    expect([after.judge(7, 2, night, log(4000), 1.5), after.judge(8, 1, night, log(4000), 1.5)]).toEqual([1.5, 1.5]);
    expect(after.judge(7, 1, night + 9 * HOUR, log(300), 9)).toBe(RECURS);
    expect(() => after.merge([[7, [{ last: 1, values: 'x' }]]])).toThrow();
  });

  test('a short window is news only where it stands out from the last ones as well', () => {
    const seasons = new Seasons(MINUTES);
    for (let hour = 0; hour < 10 * 24; hour++) seasons.note(7, 0, START + hour * HOUR, log(habit(START + hour * HOUR)), NIGHT);
    const night = START + 10 * DAY + 3 * HOUR;
    expect(seasons.judge(7, 0, night, log(4000), 0.5)).toBe(0.5);
    expect(seasons.judge(7, 0, night, log(4000), 50)).toBeLessThan(50);
  });

  test('are bounded, whoever makes up keys', () => {
    const seasons = new Seasons([HOUR]);
    for (let key = 1; key < 5000; key++) seasons.note(key, 0, START, 1, 0);
    expect([...seasons.save()].flat().length).toBe(2048);
  });
});

test('calls are counted by hour of the week, also after a restart, and what is not known yet is not called nothing', () => {
  const counts = new HourCounts();
  for (let day = 0; day < 14; day++)
    for (let call = 0; call < (day % 7 === 6 ? 2 : 10); call++) counts.add(START + day * DAY + 9 * HOUR + call);
  const after = new HourCounts();
  after.merge(JSON.parse(JSON.stringify(counts.save())) as SavedHourRing);
  for (const week of [counts.week(), after.week()]) {
    const at = (day: number, hour: number) => week[24 * day + hour];
    expect(Array.from({ length: 7 }, (_, day) => at(day, 9))).toEqual([10, 10, 10, 10, 10, 10, 2]);
    expect([at(2, 8), at(2, 10)]).toEqual([0, 0]);
  }
  const young = new HourCounts();
  young.add(START);
  expect(young.week().filter((hour) => hour !== null)).toEqual([1]);
});

describe('what a caller does at the same hour', () => {
  const noted = (days: readonly number[]): Recurrences => {
    const recurrences = new Recurrences([60_000, HOUR, DAY]);
    for (const day of days) recurrences.note(5, 0, START + day * DAY + 3 * HOUR, log(600), 0);
    return recurrences;
  };
  const recurs = (recurrences: Recurrences, hour: number, value: number) =>
    recurrences.recurs(5, 0, START + 8 * DAY + hour * HOUR, log(value));

  test('recurs from the third day on, an hour earlier or later as well, and not at other hours or far beyond', () => {
    const twice = noted([6, 7]);
    expect([1, 2, 3, 4, 5].map((hour) => recurs(twice, hour, 600))).toEqual([false, true, true, true, false]);
    expect([recurs(twice, 3, 100), recurs(twice, 3, 2000)]).toEqual([true, false]);
    expect([recurs(noted([7]), 3, 600), recurs(noted([]), 3, 600)]).toEqual([false, false]);
    // Eight days are remembered.
    expect(recurs(noted([-3, -2, 7]), 3, 600)).toBe(false);
  });

  test('is known after a restart, and bounded whoever makes up callers', () => {
    const after = new Recurrences([60_000, HOUR, DAY]);
    for (const part of noted([6, 7]).save()) after.merge(JSON.parse(JSON.stringify(part)) as SavedRecurrences);
    expect(recurs(after, 3, 600)).toBe(true);
    for (let key = 10; key < 10_000; key++) after.note(key, 0, START, 1, 0);
    expect([...after.save()].flat().length).toBe(1024);
  });
});
