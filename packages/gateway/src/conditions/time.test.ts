import { ANONYMOUS } from '@airside/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { allHold } from './condition.ts';
import { localClock } from './local-clock.ts';
import { timeConditions } from './time.ts';
import { timeOptions } from './time-options.ts';

function holds(options: object, time: string): boolean {
  const conditions = timeConditions(timeOptions.parse(options));
  return allHold(conditions, { principal: ANONYMOUS, clientAddress: '', country: undefined, time: Date.parse(time) });
}

const OFFICE = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], hours: '08:00-18:00', zone: 'Europe/Berlin' };

test.each<[object, string, boolean]>([
  [OFFICE, '2026-11-20T07:00:00Z', true],
  [OFFICE, '2026-11-20T06:59:59.999Z', false],
  [OFFICE, '2026-11-20T16:59:59.999Z', true],
  [OFFICE, '2026-11-20T17:00:00Z', false],
  [OFFICE, '2026-11-21T10:00:00Z', false],
  // Summer time: an hour earlier.
  [OFFICE, '2026-07-20T06:00:00Z', true],
  [OFFICE, '2026-07-20T16:00:00Z', false],
  // Monday in Auckland while it is Sunday in Europe.
  [{ days: ['mon'], zone: 'Pacific/Auckland' }, '2026-11-22T12:00:00Z', true],
  [{ days: ['mon'] }, '2026-11-22T12:00:00Z', false],
  [{ hours: '22:00-06:00' }, '2026-11-22T23:00:00Z', true],
  [{ hours: '22:00-06:00' }, '2026-11-22T05:59:00Z', true],
  [{ hours: '22:00-06:00' }, '2026-11-22T06:00:00Z', false],
  [{ hours: '22:00-06:00' }, '2026-11-22T21:59:00Z', false],
  [{ hours: '00:00-24:00' }, '2026-11-22T23:59:59Z', true],
  [{ hours: '05:45-06:00', zone: 'Asia/Kathmandu' }, '2026-11-22T00:00:00Z', true],
  [{ hours: '05:45-06:00', zone: 'Asia/Kathmandu' }, '2026-11-22T00:15:00Z', false],
  [{ from: '2026-11-22T01:00:00+01:00' }, '2026-11-22T00:00:00Z', true],
  [{ from: '2026-11-22T01:00:00+01:00' }, '2026-11-21T23:59:59Z', false],
  [{ until: '2026-11-22T00:00:00Z' }, '2026-11-22T00:00:00Z', false],
  [{ until: '2026-11-22T00:00:00Z' }, '2026-11-21T23:59:59Z', true],
])('%j at %s: %s', (options, time, expected) => {
  expect(holds(options, time)).toBe(expected);
});

test('a clock tells what the calendar of its zone tells, in whatever order it is asked', () => {
  const zones = ['UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/St_Johns', 'Pacific/Apia', 'Pacific/Chatham'];
  const clocks = new Map(zones.map((zone) => [zone, localClock(zone)]));
  const instants = fc.integer({ min: Date.parse('1975-01-01'), max: Date.parse('2037-12-31') });
  fc.assert(
    fc.property(fc.constantFrom(...zones), instants, (zone, time) => {
      const text = new Intl.DateTimeFormat('en-GB', {
        timeZone: zone,
        weekday: 'short',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      }).format(time);
      const [, day = '', hour = '', minute = ''] = /^(\w{3}),? (\d\d):(\d\d)$/.exec(text) ?? [];
      const clock = clocks.get(zone);
      expect(clock?.day(time)).toBe(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(day));
      expect(clock?.minute(time)).toBe(Number(hour) * 60 + Number(minute));
    }),
  );
});
