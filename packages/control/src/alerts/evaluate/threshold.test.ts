import { expect, test } from 'vitest';

import { openRollupStore } from '../../rollups/sqlite/open.ts';
import { ruleWith } from '../testing/alerting.ts';
import { bring, MINUTE, NOON, type Stretch } from '../testing/traffic.ts';
import type { AlertSources } from './evaluation.ts';
import { createEvaluator } from './index.ts';

const NOTHING_ELSE: Omit<AlertSources, 'rollups'> = { own: () => undefined, expirables: () => [], incidents: () => [], sinceMs: 0 };

/** What a rule says at noon of traffic that was the same in each of the last ten minutes. */
function verdictsAtNoon(rule: Readonly<Record<string, unknown>>, stretch: Stretch, series = {}) {
  const rollups = openRollupStore(':memory:');
  bring(rollups, { fromMs: NOON - 10 * MINUTE, toMs: NOON, series }, () => stretch);
  return createEvaluator(ruleWith(rule), { ...NOTHING_ELSE, rollups })(NOON + 30_000).observations.map(({ labels, verdict, value }) => ({
    labels,
    verdict,
    value,
  }));
}

const orders = { api: 'orders' };

test.each<[string, Record<string, unknown>, Stretch, unknown]>([
  ['a share above', { metric: 'errorShare', above: 0.05 }, { requests: 100, errors: 6 }, [{ labels: orders, verdict: 'bad', value: 0.06 }]],
  [
    'a share that is just that',
    { metric: 'errorShare', above: 0.05 },
    { requests: 100, errors: 5 },
    [{ labels: orders, verdict: 'good', value: 0.05 }],
  ],
  [
    'a share between clear and threshold',
    { metric: 'errorShare', above: 0.05, clear: 0.02 },
    { requests: 100, errors: 3 },
    [{ labels: orders, verdict: 'between', value: 0.03 }],
  ],
  ['too few requests', { metric: 'errorShare', above: 0.05, minRequests: 20 }, { requests: 3, errors: 3 }, []],
  ['fewer than', { metric: 'requests', below: 100, minRequests: 0 }, { requests: 10 }, [{ labels: orders, verdict: 'bad', value: 50 }]],
  ['slow', { metric: 'duration.max', above: 1000 }, { requests: 100, durationMs: 2000 }, [{ labels: orders, verdict: 'bad', value: 2000 }]],
  [
    'not slow',
    { metric: 'duration.p99', above: 1000 },
    { requests: 100, durationMs: 900 },
    [{ labels: orders, verdict: 'good', value: expect.closeTo(900, -1) }],
  ],
  [
    'refusals of one kind',
    { metric: 'refusals', problem: 'rate-limited', above: 20 },
    { requests: 50, refusals: { 'rate-limited': 5, 'credential-missing': 9 } },
    [{ labels: orders, verdict: 'bad', value: 25 }],
  ],
  [
    'refusals of a kind that there was none of',
    { metric: 'refusalShare', problem: 'body-too-large', above: 0 },
    { requests: 50, refusals: { 'rate-limited': 5 } },
    [{ labels: orders, verdict: 'good', value: 0 }],
  ],
  [
    'callers',
    { metric: 'callers', above: 10 },
    { requests: 50, callers: 12 },
    [{ labels: orders, verdict: 'bad', value: expect.closeTo(12, -1) }],
  ],
])('%s', (_promise, threshold, stretch, expected) => {
  expect(verdictsAtNoon({ threshold }, stretch)).toEqual(expected);
});

test('traffic that a scope leaves out is not looked at', () => {
  const threshold = { metric: 'requests', above: 0, minRequests: 0 };
  const korea = { cut: 'country', value: 'KP' } as const;
  expect(verdictsAtNoon({ threshold, scope: { apis: ['stock'] } }, { requests: 9 })).toEqual([]);
  expect(verdictsAtNoon({ threshold, scope: { countries: ['CH'] }, groupBy: ['country'] }, { requests: 9 }, korea)).toEqual([]);
  expect(verdictsAtNoon({ threshold, scope: { countries: ['KP'] }, groupBy: ['country'] }, { requests: 9 }, korea)).toEqual([
    { labels: { country: 'KP' }, verdict: 'bad', value: 45 },
  ]);
});

test('the minute that is not complete yet is not looked at', () => {
  const rollups = openRollupStore(':memory:');
  bring(rollups, { fromMs: NOON, toMs: NOON + MINUTE }, () => ({ requests: 1000 }));
  const evaluate = createEvaluator(ruleWith({ threshold: { metric: 'requests', above: 1, over: '1m' } }), { ...NOTHING_ELSE, rollups });
  expect(evaluate(NOON + 59_000).observations).toEqual([]);
  expect(evaluate(NOON + 80_000).observations).toEqual([]);
  expect(evaluate(NOON + 90_000).observations).toHaveLength(1);
});
