import { DIMENSIONS, ROLLUP_METRICS, type RollupMetric } from '@airside/domain';
import { z } from 'zod';

import { DirectoryError } from '../../directory/directory-error.ts';
import { queryRollups } from '../../rollups/query.ts';
import { seriesView } from '../schemas/alert-views.ts';
import type { Routes } from './context.ts';

const MINUTE_MS = 60_000;
const LONGEST_MS = 800 * 86_400_000;
const MOST_SERIES = 1000;

/** Lists are written with commas. */
const list = z
  .string()
  .min(1)
  .max(1000)
  .transform((text) => text.split(','))
  .exactOptional();
const timeMs = z.coerce.number().pipe(z.int().min(0).max(8.64e15));

const query = z.strictObject({
  metric: z.enum(Object.keys(ROLLUP_METRICS) as [RollupMetric, ...RollupMetric[]]),
  problem: z.string().min(1).max(64).exactOptional(),
  groupBy: z
    .string()
    .max(100)
    .default('api')
    .transform((text) => text.split(',').filter((name) => name !== ''))
    .pipe(z.array(z.enum(['api', ...DIMENSIONS])).max(2)),
  apis: list,
  operations: list,
  consumers: list,
  countries: list,
  networks: list,
  fromMs: timeMs,
  toMs: timeMs,
  stepMs: z.coerce.number().pipe(z.int().min(MINUTE_MS).max(LONGEST_MS)).exactOptional(),
});

/** Counts of the traffic over time. */
export const rollupRoutes: Routes =
  ({ alerts }) =>
  async (app) => {
    if (alerts === undefined) return;
    const response = {
      200: z.object({
        items: z.array(seriesView).readonly(),
        leftOut: z.number().describe('Series with fewer requests that are not here.'),
      }),
    };
    app.get(
      '/rollups',
      { schema: { querystring: query, response } },
      async ({ query: { metric, problem, groupBy, fromMs, toMs, stepMs, ...filter } }) => {
        try {
          const series = queryRollups(alerts.rollups, { metric, problem, groupBy, filter, fromMs, toMs, stepMs });
          const requests = (points: (typeof series)[number]['points']) => points.reduce((sum, point) => sum + point.requests, 0);
          const busiest = series.toSorted((a, b) => requests(b.points) - requests(a.points));
          return { items: busiest.slice(0, MOST_SERIES), leftOut: Math.max(0, busiest.length - MOST_SERIES) };
        } catch (error) {
          throw error instanceof RangeError ? new DirectoryError('invalid', error.message) : error;
        }
      },
    );
  };
