import { createBehaviorEngine, type LearnedOperation } from '@airside/behavior';
import { type Exchange, SourceDocument } from '@airside/domain';
import { describe, expect, test } from 'vitest';

import { exchangeOf } from '../testing/detections.ts';
import { advise } from './advise.ts';

const operations = [
  { method: 'GET', template: '/orders', scopes: ['orders:read'], schemaOf: () => undefined },
  { method: 'DELETE', template: '/orders/{id}', scopes: ['orders:write'], schemaOf: () => undefined },
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
  const advice = await advise({ exchanges: traffic(5, 100, 6), operationsOf: () => undefined, learned: [] });
  expect(advice).toEqual([
    expect.objectContaining({
      kind: 'rate-limit',
      api: 'orders',
      operation: 'GET /orders',
      touched: { requests: 0, of: 3000, callers: 0 },
    }),
  ]);
  expect(advice[0]?.title).toContain('at most 12 requests a minute');
});

test('operations that nobody calls and scopes that nobody needs are named', async () => {
  const advice = await advise({ exchanges: traffic(2, 140, 3), operationsOf: () => operations, learned: [] });
  expect(advice.map(({ kind, title }) => `${kind}: ${title}`)).toEqual([
    'unused-scope: u0 does not need the scope orders:write at orders',
    'unused-scope: u1 does not need the scope orders:write at orders',
    'unused-operation: DELETE /orders/{id} of orders: nobody calls it',
  ]);
});

test('an operation that was called before there was a definition is one that is called', async () => {
  async function* before() {
    for await (const page of traffic(2, 140, 3)) yield page.map((exchange) => ({ ...exchange, template: null, path: '/orders' }));
    yield [{ ...exchangeOf([]), method: 'DELETE', template: null, path: '/shop/orders/17' }];
  }
  const advice = await advise({ exchanges: before(), operationsOf: () => operations, learned: [] });
  expect(advice.filter(({ kind }) => kind === 'unused-operation')).toEqual([]);
});

describe('where an API has no definition, limits are advised', () => {
  const learned = ['GET /orders/{}', 'GET /orders/{}/items/{}', 'GET /orders'].map(
    (operation) => ({ api: 'orders', operation }) as LearnedOperation,
  );
  /** Each request of another order. */
  async function* ofIds(pathOf: (id: number) => string, callers = 5) {
    let id = 0;
    for (let caller = 0; caller < callers; caller++)
      for await (const page of traffic(1, 100, 6))
        yield page.map((exchange) => ({
          ...exchange,
          principal: exchange.principal && { ...exchange.principal, consumer: `u${caller}`, subject: `u${caller}` },
          template: null,
          path: pathOf(++id),
        }));
  }

  test('for the operations that were learned, not for each id', async () => {
    const advice = await advise({ exchanges: ofIds((id) => `/orders/${id}`), operationsOf: () => undefined, learned });
    expect(advice).toMatchObject([{ kind: 'rate-limit', operation: 'GET /orders/{}', touched: { requests: 0, of: 3000, callers: 0 } }]);
  });

  test('although there are more ids of which nothing was learned than can be counted', async () => {
    async function* exchanges() {
      yield* ofIds((id) => `/made-up/${id}`, 400);
      yield* ofIds((id) => `/orders/${id}/items/7`);
    }
    const advice = await advise({ exchanges: exchanges(), operationsOf: () => undefined, learned });
    expect(advice.map(({ operation }) => operation)).toEqual(['GET /orders/{}/items/{}']);
  });

  test('with what has to be written for it, however its names look', async () => {
    async function* exchanges() {
      for await (const page of ofIds(() => '/'))
        yield page.map((exchange) => ({ ...exchange, api: 'a: b', template: `/it's "x": #1/{id}` }));
    }
    const [advice] = await advise({ exchanges: exchanges(), operationsOf: () => undefined, learned: [] });
    const document = new SourceDocument('airside.yaml', advice?.configuration ?? '');
    expect(document.syntaxProblems).toEqual([]);
    const written = document.toPlain() as { readonly apis: Record<string, unknown> };
    const profile = written.apis['a: b'] as { readonly policies: { readonly profile: { readonly inline: { readonly paths: object } } } };
    expect(profile.policies.profile.inline.paths).toEqual({
      '/it\'s "x": #1/{id}': expect.objectContaining({
        get: expect.objectContaining({ 'x-airside-limits': [{ counts: 'requests', limit: 12, window: '1m' }] }),
      }),
    });
  });
});

test('of little traffic, nothing is said', async () => {
  expect(await advise({ exchanges: traffic(5, 2, 3), operationsOf: () => operations, learned: [] })).toEqual([]);
});

describe('bounds of parameters', () => {
  const called = (index: number, user: string, query: string): Exchange => ({
    ...exchangeOf([{ kind: 'user', id: user }]),
    id: `call-${index}`,
    time: new Date(Date.parse('2026-11-01T00:00:00Z') + index * 60_000).toISOString(),
    query,
  });
  const usual = Array.from({ length: 400 }, (_, index) => called(index, `u${index % 20}`, `limit=${1 + (index % 20)}`));
  const engine = createBehaviorEngine({ key: new Uint8Array(32) });
  engine.observe(usual);
  async function adviceWith(declared: Readonly<Record<string, unknown>> | undefined) {
    async function* exchanges() {
      yield [
        ...usual,
        ...[401, 402, 403].map((index) => called(index, 'u1', 'limit=1000')),
        { ...called(404, 'u2', 'limit=9999'), status: 400 },
      ];
    }
    const operationsOf = () => [{ method: 'GET', template: '/orders', scopes: [], schemaOf: () => declared }];
    const advice = await advise({ exchanges: exchanges(), operationsOf, learned: engine.profiles() });
    return advice.filter(({ kind }) => kind === 'tighter-schema');
  }

  test('are advised where the definition says less than was learned, with the requests and callers that they would have touched', async () => {
    const [advice, ...others] = await adviceWith({ type: 'integer' });
    expect(others).toEqual([]);
    expect(advice).toMatchObject({ operation: 'GET /orders', touched: { requests: 3, of: 403, callers: 1 } });
    expect(advice?.because).toContain('query parameter limit: minimum 1; query parameter limit: maximum 50, by 400 requests of');
  });

  test('are not advised where the definition says as much', async () => {
    expect(await adviceWith({ type: 'integer', minimum: 1, maximum: 100 })).toEqual([]);
  });
});
