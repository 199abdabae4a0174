import { expect, test } from 'vitest';

import { AlertingUnderTest } from '../testing/alerting.ts';
import { bring, DAY, HOUR, MINUTE, NOON, type Stretch, WEEK } from '../testing/traffic.ts';

const CHANGE = { rules: { change: { change: { metric: 'requests' } } } };

/** How busy an hour of the week is: office hours, with a night and a quieter weekend. */
function habit(timeMs: number): number {
  const date = new Date(timeMs);
  const day = Math.exp(-(((date.getUTCHours() + date.getUTCMinutes() / 60 - 13) / 5) ** 2));
  const weekend = date.getUTCDay() % 6 === 0 ? 0.3 : 1;
  return weekend * (50 + 1000 * day);
}

/** Something between 0.95 and 1.05, the same each time. */
function wobble(timeMs: number): number {
  return 1 + 0.05 * Math.sin(timeMs / 7_777_777);
}

/** Weeks of history up to noon, then some hours by the minute; yields what was told. */
function toldOf({
  weeks = 4,
  history,
  now,
  hours = 2,
  section = CHANGE,
}: {
  weeks?: number;
  history: (timeMs: number) => Stretch;
  now: (timeMs: number) => Stretch;
  hours?: number;
  section?: Record<string, unknown>;
}): string[] {
  const under = new AlertingUnderTest(section);
  bring(under.rollups, { fromMs: NOON - weeks * WEEK - 2 * DAY, toMs: NOON - 2 * HOUR, everyMs: HOUR }, history);
  // The last two hours by the minute: windows reach back into them.
  bring(under.rollups, { fromMs: NOON - 2 * HOUR, toMs: NOON }, (timeMs) => {
    const { requests, errors = 0, ...rest } = history(timeMs - HOUR / 2);
    return { ...rest, requests: Math.round(requests / 60), errors: Math.round(errors / 60) };
  });
  bring(under.rollups, { fromMs: NOON, toMs: NOON + hours * HOUR, everyMs: MINUTE }, now);
  under.pass(hours * HOUR);
  return under.said();
}

const perHour =
  (factor = 1) =>
  (timeMs: number): Stretch => ({ requests: Math.round(habit(timeMs + HOUR / 2) * wobble(timeMs) * factor), callers: 40 });
const perMinute =
  (factor = 1, callers = 40) =>
  (timeMs: number): Stretch => ({ requests: Math.round((habit(timeMs) * wobble(timeMs) * factor) / 60), callers });

test('three times the usual traffic is told, and so is a third of it', () => {
  expect(toldOf({ history: perHour(), now: perMinute(3), hours: 1 })).toHaveLength(1);
  expect(toldOf({ history: perHour(), now: perMinute(0.2), hours: 1 })).toHaveLength(1);
});

test.each(['down', 'both'])('hours in which Airside did not run are not taken for hours without requests: %s', (direction) => {
  const under = new AlertingUnderTest({ rules: { change: { change: { metric: 'requests', direction } } } });
  bring(under.rollups, { fromMs: NOON - 4 * WEEK - 2 * DAY, toMs: NOON - 2 * HOUR, everyMs: HOUR }, perHour());
  // Two hours of maintenance, and then as ever.
  bring(under.rollups, { fromMs: NOON, toMs: NOON + HOUR }, perMinute());
  under.pass(HOUR);
  expect(under.said()).toEqual([]);
});

test('three times the usual traffic is told of at once after a start', () => {
  const under = new AlertingUnderTest(CHANGE);
  bring(under.rollups, { fromMs: NOON - 4 * WEEK - 2 * DAY, toMs: NOON - 2 * HOUR, everyMs: HOUR }, perHour());
  bring(under.rollups, { fromMs: NOON, toMs: NOON + HOUR }, perMinute(6));
  under.pass(12 * MINUTE);
  expect(under.said()).toHaveLength(1);
});

test('only the way that was asked for is told', () => {
  const section = { rules: { change: { change: { metric: 'requests', direction: 'down' } } } };
  expect(toldOf({ history: perHour(), now: perMinute(3), hours: 1, section })).toEqual([]);
});

test.each<[string, Parameters<typeof toldOf>[0]]>([
  ['the usual day, through its slopes and its evening', { history: perHour(), now: perMinute(), hours: 10 }],
  [
    'steady growth, a seventh more each week',
    {
      history: (timeMs) => perHour(1.15 ** ((timeMs - NOON) / WEEK))(timeMs),
      now: (timeMs) => perMinute(1.15 ** ((timeMs - NOON) / WEEK))(timeMs),
    },
  ],
  [
    'twice as much since last Friday, with a Sunday in between that showed it',
    { history: (timeMs) => perHour(timeMs > NOON - 3 * DAY ? 2 : 1)(timeMs), now: perMinute(2) },
  ],
  ['a history that is too short', { weeks: 0, history: perHour(), now: perMinute(9), hours: 1 }],
  [
    'too few requests to say anything',
    { history: (timeMs) => ({ requests: timeMs % DAY === 0 ? 1 : 0 }), now: () => ({ requests: 0 }), hours: 1 },
  ],
  [
    'a holiday among the weeks',
    { history: (timeMs) => perHour(Math.abs(timeMs - (NOON - 2 * WEEK)) < DAY ? 0.1 : 1)(timeMs), now: perMinute() },
  ],
])('no alert: %s', (_promise, traffic) => {
  expect(toldOf(traffic)).toEqual([]);
});

test('on the day of a campaign, more callers with the usual habits are no change by caller; the same callers asking for more are', () => {
  const section = { rules: { change: { change: { metric: 'requests', perCaller: true, over: '1h', direction: 'up' } } } };
  // Twenty requests a caller and hour, whatever the number of callers.
  const history = (timeMs: number): Stretch => ({ requests: 20 * Math.round(habit(timeMs) / 10), callers: Math.round(habit(timeMs) / 10) });
  const campaign = (requestsEach: number, callers: number) => (): Stretch => ({
    requests: Math.round((requestsEach * callers) / 60),
    callers,
  });
  expect(toldOf({ history, now: campaign(20, 600), section, hours: 2 })).toEqual([]);
  expect(toldOf({ history, now: campaign(200, 100), section, hours: 2 })).toHaveLength(1);
});

test('a share far from the usual is told, one that is usual is not, however odd', () => {
  const section = { rules: { change: { change: { metric: 'errorShare', direction: 'up' } } } };
  const failing =
    (share: number, scale: number) =>
    (timeMs: number): Stretch => {
      const requests = Math.round(habit(timeMs) / scale);
      return { requests, errors: Math.round(requests * share) };
    };
  expect(toldOf({ history: failing(0.3, 1), now: failing(0.3, 60), section, hours: 2 })).toEqual([]);
  expect(toldOf({ history: failing(0.02, 1), now: failing(0.3, 60), section, hours: 2 })).toHaveLength(1);
});

test('until enough is known, the rule says what it waits for', () => {
  const under = new AlertingUnderTest(CHANGE);
  bring(under.rollups, { fromMs: NOON - 8 * DAY, toMs: NOON, everyMs: HOUR }, perHour());
  under.pass(MINUTE);
  expect(under.alerting.rules()[0]?.state.note).toBe('needs the same hour of 2 weeks, and knows it of 1');
});
