import { describe, expect, test } from 'vitest';

import { apiFlood } from '../../indicators/api-flood.ts';
import { extremeActivity } from '../../indicators/extreme-activity.ts';
import type { MadeCall } from '../../testing/call.ts';
import { createRandom } from '../../testing/random.ts';
import { Watch } from '../../testing/watch.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A Monday. */
const START = Date.UTC(2026, 0, 5);
const TOLD = 4;

interface Peak {
  readonly hour: number;
  readonly calls: number;
  readonly days: (day: number) => boolean;
}

/** Ten people by day and hardly anybody at night; at peaks, what one machine does within a quarter of an hour. */
function* traffic(from: number, to: number, peaks: readonly Peak[]): Generator<MadeCall> {
  for (let day = from; day < to; day++) {
    const random = createRandom(1 + day);
    const calls: MadeCall[] = [];
    for (let hour = 0; hour < 24; hour++) {
      const busy = hour >= 8 && hour < 20 ? 120 : 6;
      for (let call = 0; call < busy; call++) {
        const user = Math.floor(random() * 10);
        calls.push({ timeMs: START + day * DAY + hour * HOUR + random() * HOUR, user: `user-${user}`, address: `192.0.2.${user}` });
      }
      for (const peak of peaks) {
        if (peak.hour !== hour || !peak.days(day)) continue;
        for (let call = 0; call < peak.calls; call++) {
          const timeMs = START + day * DAY + hour * HOUR + (call * 15 * MINUTE) / peak.calls;
          calls.push({ timeMs, user: 'machine', address: '192.0.2.99' });
        }
      }
    }
    yield* calls.toSorted((one, other) => one.timeMs - other.timeMs);
  }
}

/** The highest surprise on a day, with what came before it learned. */
function surpriseOn(day: number, peaks: readonly Peak[]): number {
  const watch = new Watch(apiFlood).see(traffic(0, day, peaks)).reset();
  return watch.see(traffic(day, day + 1, peaks)).highest;
}

describe('many calls to an API in an hour', () => {
  const backup: Peak = { hour: 3, calls: 2000, days: (day) => day >= 10 };

  test('are news on the first night, and none on the third at the same hour', () => {
    expect(surpriseOn(10, [backup])).toBeGreaterThan(TOLD);
    expect(surpriseOn(12, [backup])).toBeLessThan(TOLD);
  });

  test('are news at three at night, although there are as many at noon each day', () => {
    const noon: Peak = { hour: 12, calls: 2000, days: () => true };
    expect(surpriseOn(10, [noon])).toBeLessThan(TOLD);
    expect(surpriseOn(10, [noon, { hour: 3, calls: 2000, days: (day) => day === 10 }])).toBeGreaterThan(TOLD);
  });

  test('are news where they are far more than those that come at that hour', () => {
    expect(surpriseOn(13, [backup, { hour: 3, calls: 20_000, days: (day) => day === 13 }])).toBeGreaterThan(TOLD);
  });
});

test('what is far more than there ever was in weeks is more surprising than by the last hours, in which it varies', () => {
  // Of an hour by day and one at night; and an attack at noon that is five times the highest.
  const flood: Peak = { hour: 12, calls: 600, days: (day) => day === 13 };
  expect(surpriseOn(13, [flood])).toBeGreaterThan(TOLD);
  expect(surpriseOn(13, [{ ...flood, calls: 60 }])).toBeLessThan(TOLD);
});

describe('a partner that asks now and then by day, and takes everything for a backup at night', () => {
  function* partner(days: number, from: number, nights: (day: number) => boolean): Generator<MadeCall> {
    for (let day = from; day < days; day++) {
      const random = createRandom(100 + day);
      const calls: MadeCall[] = [];
      // Many others, so that it is known what is usual.
      for (let index = 0; index < 600; index++) {
        const user = Math.floor(random() * 60);
        calls.push({ timeMs: START + day * DAY + random() * DAY, user: `user-${user}`, address: `192.0.2.${user}` });
      }
      for (let minute = 7 * 60; minute < 22 * 60; minute += 5)
        calls.push({ timeMs: START + day * DAY + minute * MINUTE, user: 'partner', address: '198.51.100.7' });
      if (nights(day))
        for (let call = 0; call < 600; call++)
          calls.push({ timeMs: START + day * DAY + HOUR + call * 500, user: 'partner', address: '198.51.100.7' });
      yield* calls.toSorted((one, other) => one.timeMs - other.timeMs);
    }
  }
  /** By windows of an hour and less; over a whole day it is known by the days before. */
  function surpriseOn(day: number, nights: (day: number) => boolean): number {
    const { signals } = new Watch(extremeActivity)
      .see(partner(day, 0, nights))
      .reset()
      .see(partner(day + 1, day, nights));
    const short = signals.filter(({ evidence: [first] }) => first?.variable.endsWith('in a day') === false);
    return Math.max(0, ...short.map(({ surprise }) => surprise));
  }

  test('is news on the first night, and not on the third', () => {
    expect(surpriseOn(8, (day) => day >= 8)).toBeGreaterThan(TOLD);
    expect(surpriseOn(10, (day) => day >= 8)).toBeLessThan(TOLD);
  });
});
