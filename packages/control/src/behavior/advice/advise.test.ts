import { expect, test } from 'vitest';

import { exchangeOf } from '../testing/detections.ts';
import { advise } from './advise.ts';

const operations = [
  { method: 'GET', template: '/orders', scopes: ['orders:read'] },
  { method: 'DELETE', template: '/orders/{id}', scopes: ['orders:write'] },
];

/** A day in which each of some callers makes so many requests in each of some minutes. */
async function* traffic(callers: number, minutes: number, each: number) {
  for (let caller = 0; caller < callers; caller++) {
    const exchange = exchangeOf([{ kind: 'user', id: `u${caller}` }]);
    const principal = exchange.principal && { ...exchange.principal, scopes: ['orders:read', 'orders:write'] };
    yield Array.from({ length: minutes * each }, (_, index) => ({
      ...exchange,
      principal,
      time: new Date(Date.parse('2026-11-01T00:00:00Z') + Math.floor(index / each) * 600_000).toISOString(),
    }));
  }
}

test('a limit leaves room above what is usual, and says what it would have touched', async () => {
  const advice = await advise({ exchanges: traffic(5, 100, 6), operationsOf: () => undefined });
  expect(advice).toEqual([
    expect.objectContaining({ kind: 'rate-limit', api: 'orders', operation: 'GET /orders', touched: { requests: 0, of: 3000 } }),
  ]);
  expect(advice[0]?.title).toContain('at most 12 requests a minute');
});

test('operations that nobody calls and scopes that nobody needs are named', async () => {
  const advice = await advise({ exchanges: traffic(2, 140, 3), operationsOf: () => operations });
  expect(advice.map(({ kind, title }) => `${kind}: ${title}`)).toEqual([
    'unused-scope: u0 does not need the scope orders:write at orders',
    'unused-scope: u1 does not need the scope orders:write at orders',
    'unused-operation: DELETE /orders/{id} of orders: nobody calls it',
  ]);
});

test('of little traffic, nothing is said', async () => {
  expect(await advise({ exchanges: traffic(5, 2, 3), operationsOf: () => operations })).toEqual([]);
});
