import type { MetricView } from '@airside/control';
import { array, assert, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';

import { quantile, summarize } from './summary.ts';

const BOUNDS = [0.1, 1, 10];

describe('a quantile', () => {
  test.each([
    [0.5, [10, 0, 0, 0], 0.05],
    [0.5, [0, 10, 0, 0], 0.55],
    [1, [0, 10, 0, 0], 1],
    [0.5, [1, 0, 0, 99], 10],
    [0.99, [50, 50, 0, 0], 0.982],
    [0, [0, 0, 5, 0], 1],
  ])('%d of %j is %d', (share, buckets, expected) => {
    expect(quantile(share, buckets, BOUNDS)).toBeCloseTo(expected, 10);
  });

  test('of nothing is unknown', () => {
    expect(quantile(0.5, [0, 0, 0, 0], BOUNDS)).toBeUndefined();
    expect(quantile(0.5, [], BOUNDS)).toBeUndefined();
  });

  test('lies between the bounds, and grows with its share', () => {
    assert(
      property(array(integer({ min: 0, max: 1000 }), { minLength: 4, maxLength: 4 }), (buckets) => {
        const values = [0.1, 0.5, 0.9, 0.99].map((share) => quantile(share, buckets, BOUNDS));
        if (buckets.every((count) => count === 0)) return;
        for (const [index, value = -1] of values.entries()) {
          expect(value).toBeGreaterThanOrEqual(index === 0 ? 0 : (values[index - 1] ?? 0));
          expect(value).toBeLessThanOrEqual(10);
        }
      }),
    );
  });
});

const METRICS: readonly MetricView[] = [
  {
    name: 'http.server.request.duration',
    kind: 'histogram',
    unit: 's',
    bounds: BOUNDS,
    series: [
      ['shop', 'list', '200', 8],
      ['shop', 'list', '503', 2],
      ['shop', 'read', '404', 5],
      ['other', 'read', '200', 1],
    ].map(([api, operation, status, count]) => ({
      attributes: { 'airside.api': String(api), 'airside.operation': String(operation), 'http.response.status_code': String(status) },
      count: Number(count),
      sum: 1,
      buckets: [Number(count), 0, 0, 0],
    })),
  },
];

test('requests are put together, most first', () => {
  expect(summarize(METRICS, 'api').map(({ of, requests, errors, failures }) => [...of, requests, errors, failures])).toEqual([
    ['shop', 15, 2, 5],
    ['other', 1, 0, 0],
  ]);
  expect(summarize(METRICS, 'operation', 'shop').map(({ of, requests }) => [...of, requests])).toEqual([
    ['shop', 'list', 10],
    ['shop', 'read', 5],
  ]);
  expect(summarize(METRICS, 'consumer')).toEqual([]);
});
