import { z } from 'zod';

import { SEVERITIES } from '../../../behavior/severity.ts';
import { METRIC_NAMES, ROLLUP_METRICS, type RollupMetric } from '../../../rollups/metric.ts';
import { duration } from '../../scalars.ts';

const LEAST_WINDOW_MS = 60_000;
const LONGEST_WINDOW_MS = 7 * 86_400_000;

const metric = z
  .enum(METRIC_NAMES, { error: 'expected a metric such as errorShare or duration.p99; docs/alerts.md lists them' })
  .meta({ 'x-type': 'metric' });

const rollupMetric = z
  .enum(Object.keys(ROLLUP_METRICS) as RollupMetric[], {
    error: 'expected a metric of the traffic such as requests, errorShare or duration.p99; docs/alerts.md lists them',
  })
  .meta({ 'x-type': 'metric' });

const window = duration()
  .refine((ms) => ms >= LEAST_WINDOW_MS && ms <= LONGEST_WINDOW_MS && ms % LEAST_WINDOW_MS === 0, {
    error: 'expected whole minutes, from 1m to 7d',
  })
  .meta({ 'x-type': 'duration' });

const leastRequests = z.int().min(0).max(1_000_000_000);
const problem = z
  .string()
  .min(1)
  .max(64)
  .optional()
  .describe('Only refusals with this problem, such as `rate-limited`; with the metrics `refusals` and `refusalShare`.');

/** A metric is beyond a fixed value. */
export const threshold = z
  .strictObject({
    metric: metric.describe('What is looked at.'),
    problem,
    over: window.prefault('5m').describe('The window that it is taken over, up to now.'),
    above: z.number().optional().describe('Fires where it is more than this. Shares are written from 0 to 1, times in milliseconds.'),
    below: z.number().optional().describe('Fires where it is less than this.'),
    clear: z
      .number()
      .optional()
      .describe(
        'Is over only where the value is back at this one, nearer to the usual than the threshold (hysteresis); the threshold itself where absent.',
      ),
    minRequests: leastRequests
      .default(20)
      .describe('Nothing is said of windows with fewer requests: shares and percentiles of a few mean little.'),
  })
  .refine(({ above, below }) => (above === undefined) !== (below === undefined), { error: 'expected either above or below' })
  .refine(
    ({ above, below, clear }) => clear === undefined || (above !== undefined ? clear <= above : below === undefined || clear >= below),
    {
      error: 'expected clear at most as large as above, or at least as large as below',
      path: ['clear'],
    },
  )
  .describe('A metric is beyond a fixed value.');

/** A metric is not what it is at this hour of the week. */
export const change = z
  .strictObject({
    metric: rollupMetric.describe('What is looked at.'),
    problem,
    over: window.prefault('15m').describe('The window that it is taken over, up to now.'),
    direction: z.enum(['up', 'down', 'both']).default('both').describe('Which way it has to leave what is usual.'),
    deviations: z.number().min(1).max(100).default(5).describe('How many times the usual spread it has to be away.'),
    atLeast: z.number().min(0).max(100).default(0.5).describe('And by how much of what is expected: 0.5 is half more, or half less.'),
    perCaller: z
      .boolean()
      .default(false)
      .describe(
        'Divide counts by the number of callers, so that twice as many callers with the usual habits are no change. By API or operation only.',
      ),
    weeks: z.int().min(2).max(12).default(4).describe('How many weeks back the same hour is looked at.'),
    minWeeks: z.int().min(1).max(12).default(2).describe('Nothing is said before it was seen in so many weeks.'),
    minRequests: leastRequests.default(50).describe('Nothing is said where fewer requests came and fewer were expected.'),
  })
  .refine(({ weeks, minWeeks }) => minWeeks <= weeks, { error: 'expected minWeeks at most as large as weeks', path: ['minWeeks'] })
  .describe('A metric is far from what it is at this hour of the week, with steady growth followed.');

const burnWindow = z
  .strictObject({
    long: window.describe('Window over which the budget is to burn this fast.'),
    short: window.describe('Window that shows that it still does.'),
    factor: z.number().positive().max(1000).describe('How many times faster than the budget allows.'),
  })
  .refine(({ long, short }) => short < long, { error: 'expected a short window shorter than the long one', path: ['short'] });

/** The windows and factors of the Site Reliability Workbook (chapter 5, "Alerting on SLOs"). */
const DEFAULT_WINDOWS = [
  { long: '1h', short: '5m', factor: 14.4 },
  { long: '6h', short: '30m', factor: 6 },
  { long: '1d', short: '2h', factor: 3 },
  { long: '3d', short: '6h', factor: 1 },
];

/** The budget of errors of an objective burns too fast. */
export const burnRate = z
  .strictObject({
    objective: z
      .number()
      .min(0.5)
      .max(0.99999, { error: 'expected a share of at most 0.99999, such as 0.999 for 99.9 %' })
      .default(0.999)
      .describe('Share of requests that are to be good.'),
    fasterThan: duration()
      .optional()
      .describe(
        'Requests are good where they are answered in this time and not with 5xx; where absent, where they are not answered with 5xx.',
      ),
    windows: z
      .array(burnWindow)
      .min(1)
      .max(8)
      .prefault(DEFAULT_WINDOWS)
      .describe('Fires where the budget burns this fast in both windows of a pair.'),
    minRequests: leastRequests.default(100).describe('Nothing is said of a long window with fewer requests.'),
  })
  .describe('The budget of errors of an objective burns too fast.');

/** Nothing comes where something usually does. */
export const absence = z
  .strictObject({
    over: window.prefault('15m').describe('How long nothing has come.'),
    expected: leastRequests
      .min(1)
      .default(20)
      .describe('Only where usually, at this hour of the week, at least so many come in that time.'),
    weeks: z.int().min(2).max(12).default(4).describe('How many weeks back the same hour is looked at.'),
    minWeeks: z.int().min(1).max(12).default(2).describe('Nothing is said before it was seen in so many weeks.'),
  })
  .refine(({ weeks, minWeeks }) => minWeeks <= weeks, { error: 'expected minWeeks at most as large as weeks', path: ['minWeeks'] })
  .describe('No request comes where usually some do.');

/** A certificate or a key ends soon. */
export const expiry = z
  .strictObject({
    of: z
      .array(z.enum(['certificate', 'key']))
      .min(1)
      .max(2)
      .default(['certificate', 'key'])
      .describe('Certificates of listeners, API keys of consumers.'),
    within: duration().prefault('14d').describe('How long before the end.'),
  })
  .describe('A certificate or an API key expires soon, or has expired.');

/** The behaviour engine has opened an incident, or has more to say of it. */
export const incident = z
  .strictObject({
    severity: z.enum(SEVERITIES).default('high').describe('From this severity on.'),
    succeededOnly: z.boolean().default(false).describe('Only where the API answered one of the requests with success.'),
  })
  .describe('The behaviour engine has opened an incident, or has found it to be worse.');
