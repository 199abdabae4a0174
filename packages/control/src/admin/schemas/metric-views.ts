import { z } from 'zod';

const attributes = z.record(z.string(), z.string()).describe('Attributes that have a value.');

/** A metric of the running Airside as it is now. */
export const metricView = z.strictObject({
  name: z.string(),
  kind: z.enum(['counter', 'upDownCounter', 'gauge', 'histogram']),
  unit: z.string(),
  bounds: z.array(z.number()).readonly().optional().describe('Upper bounds of the buckets of a histogram; the last bucket has none.'),
  series: z.array(
    z.union([
      z.strictObject({ attributes, value: z.number() }),
      z.strictObject({ attributes, count: z.number(), sum: z.number(), buckets: z.array(z.number()).describe('Not cumulative.') }),
    ]),
  ),
});

export type MetricView = z.infer<typeof metricView>;
