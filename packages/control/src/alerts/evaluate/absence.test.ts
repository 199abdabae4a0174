import { expect, test } from 'vitest';

import { AlertingUnderTest } from '../testing/alerting.ts';
import { bring, DAY, HOUR, MINUTE, NOON, WEEK } from '../testing/traffic.ts';

const ABSENCE = { rules: { silent: { absence: { over: '30m', expected: 20 } } } };
const CONSUMER = { rules: { silent: { absence: { over: '1h', expected: 20 }, groupBy: ['consumer'] } } };

/** Weeks of history by the hour up to noon, then nothing; yields what was told within two hours. */
function toldOf(
  hourly: (timeMs: number) => number,
  {
    weeks = 4,
    section = ABSENCE,
    series = {},
    runsFor = 2 * HOUR,
  }: { weeks?: number; section?: Record<string, unknown>; series?: object; runsFor?: number } = {},
) {
  const under = new AlertingUnderTest(section, { nowMs: NOON });
  bring(under.rollups, { fromMs: NOON - weeks * WEEK - DAY, toMs: NOON, everyMs: HOUR, series }, (timeMs) => ({
    requests: hourly(timeMs),
  }));
  if ('cut' in series) bring(under.rollups, { fromMs: NOON - weeks * WEEK - DAY, toMs: NOON, everyMs: DAY }, () => ({ requests: 1 }));
  under.pass(runsFor);
  return under.said();
}

test('an API that is always called and suddenly is not, is told; so is a consumer', () => {
  expect(toldOf(() => 200)).toHaveLength(1);
  expect(toldOf(() => 200, { section: CONSUMER, series: { cut: 'consumer', value: 'acme' } })).toEqual([
    '* opened: silent: consumer=acme at 0 requests',
  ]);
});

test.each<[string, Parameters<typeof toldOf>]>([
  ['at this hour nobody calls', [(timeMs) => (new Date(timeMs).getUTCHours() < 10 ? 200 : 0)]],
  ['few usually call', [() => 10]],
  ['in one of the weeks nobody called either', [(timeMs) => (Math.abs(timeMs - (NOON - 3 * WEEK)) < DAY ? 0 : 200)]],
  ['it has been gone for weeks', [(timeMs) => (timeMs < NOON - 2 * WEEK ? 200 : 0)]],
  ['it is known for a week only', [() => 200, { weeks: 1 }]],
  ['Airside itself has only just started', [() => 200, { runsFor: 30 * MINUTE }]],
])('no alert: %s', (_promise, traffic) => {
  expect(toldOf(...traffic)).toEqual([]);
});

test('it is over when somebody calls again', () => {
  const under = new AlertingUnderTest(ABSENCE);
  bring(under.rollups, { fromMs: NOON - 4 * WEEK - DAY, toMs: NOON, everyMs: HOUR }, () => ({ requests: 200 }));
  under.pass(HOUR);
  bring(under.rollups, { fromMs: NOON + HOUR, toMs: NOON + 2 * HOUR }, () => ({ requests: 3 }));
  under.pass(HOUR);
  expect(under.said().map((line) => line.split(':')[0])).toEqual(['* opened', '* resolved']);
});
