import { expect, test } from 'vitest';

import { AlertingUnderTest } from '../testing/alerting.ts';
import { bring, DAY, HOUR, MINUTE, NOON, type Stretch } from '../testing/traffic.ts';

const OBJECTIVE = { rules: { burn: { burnRate: { objective: 0.999 } } } };

/** Two days of traffic by the minute, of which `at` says how much fails, and then looks at the rule every 30 seconds to its end. */
function firedAfter(at: (minute: number) => Stretch, minutes: number, section: Record<string, unknown> = OBJECTIVE): number | undefined {
  const under = new AlertingUnderTest(section);
  bring(under.rollups, { fromMs: NOON - 2 * DAY, toMs: NOON, everyMs: 5 * MINUTE }, () => ({ requests: 500 }));
  bring(under.rollups, { fromMs: NOON, toMs: NOON + minutes * MINUTE }, (timeMs) => at((timeMs - NOON) / MINUTE));
  under.pass(minutes * MINUTE);
  const fired = under.alerting.alerts().find(({ firedMs }) => firedMs !== null)?.firedMs;
  return fired === undefined || fired === null ? undefined : Math.round((fired - NOON) / MINUTE);
}

test('an outage fires within minutes, ten per cent of errors within some ten, and a tenth of that hours later', () => {
  expect(firedAfter(() => ({ requests: 100, errors: 100 }), 30)).toBeLessThanOrEqual(3);
  const ten = firedAfter(() => ({ requests: 100, errors: 10 }), 60);
  expect(ten).toBeGreaterThan(5);
  expect(ten).toBeLessThan(15);
  const one = firedAfter(() => ({ requests: 100, errors: 1 }), 6 * 60);
  expect(one).toBeGreaterThan(60);
});

test.each<[string, (minute: number) => Stretch]>([
  ['errors within the budget', (minute) => ({ requests: 100, errors: minute % 20 === 0 ? 1 : 0 })],
  ['one bad minute', (minute) => ({ requests: 100, errors: minute === 60 ? 20 : 0 })],
  ['the only request of the night failed', () => ({ requests: 0 })],
  ['more and more traffic without errors', (minute) => ({ requests: Math.round(100 * 2 ** (minute / 60)) })],
  ['callers that do what is refused', () => ({ requests: 100, refusals: { 'rate-limited': 90 } })],
])('no alert: %s', (_promise, at) => {
  expect(firedAfter(at, 4 * 60)).toBeUndefined();
});

test('few requests say nothing of a budget', () => {
  const under = new AlertingUnderTest(OBJECTIVE);
  bring(under.rollups, { fromMs: NOON, toMs: NOON + HOUR, everyMs: 10 * MINUTE }, () => ({ requests: 3, errors: 3 }));
  under.pass(HOUR);
  expect(under.said()).toEqual([]);
});

test('what is slow burns the budget of an objective of time', () => {
  const section = { rules: { burn: { burnRate: { objective: 0.99, fasterThan: '500ms' } } } };
  expect(firedAfter(() => ({ requests: 100, durationMs: 800 }), 30, section)).toBeLessThan(20);
  expect(firedAfter(() => ({ requests: 100, durationMs: 300 }), 60, section)).toBeUndefined();
});
