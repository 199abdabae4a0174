import { expect, test } from 'vitest';

import { exchangeOf } from '../testing/exchange.ts';
import { soundExchange } from './sound-exchange.ts';

test.each([Number.NaN, -1, Number.NEGATIVE_INFINITY])('%j bytes or milliseconds are none', (amount) => {
  const upstream = { origin: 'http://a', status: 200, durationMs: amount };
  expect(soundExchange(exchangeOf({ requestBytes: amount, responseBytes: amount, durationMs: amount, upstream }))).toMatchObject({
    requestBytes: 0,
    responseBytes: 0,
    durationMs: 0,
    upstream: { origin: 'http://a', durationMs: 0 },
  });
});

test.each([Number.POSITIVE_INFINITY, 1e308])('of %j the most that can be counted is left', (amount) => {
  const { responseBytes } = soundExchange(exchangeOf({ responseBytes: amount }));
  expect(Number.isSafeInteger(responseBytes * 1000)).toBe(true);
  expect(responseBytes).toBeGreaterThan(1e12);
});

test('what is sound stays the same', () => {
  const exchange = exchangeOf();
  expect(soundExchange(exchange)).toBe(exchange);
});
