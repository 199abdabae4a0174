import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';

import type { ExchangeFilter, ExchangeStore, StoredExchange } from '../src/exchanges/store.ts';
import { exchanges, exchangeWith } from './exchange.ts';

/** What every exchange store promises. `open` yields an empty store; each one is closed after its test. */
export function exchangeStoreContract(name: string, open: () => ExchangeStore): void {
  const opened: ExchangeStore[] = [];
  const openStore = () => {
    const store = open();
    opened.push(store);
    return store;
  };
  const holding = (count: number) => {
    const store = openStore();
    store.append(exchanges(count));
    return store;
  };
  const ids = (stored: readonly StoredExchange[]) => stored.map(({ exchange }) => exchange.id);
  const all = { limit: 1000, order: 'oldest-first' } as const;

  describe(name, () => {
    afterEach(() => {
      for (const store of opened.splice(0)) store.close();
    });

    test('an exchange comes back exactly as it was appended', () => {
      const store = openStore();
      const odd = exchangeWith({
        path: '/\u0000\u2028"\'\\ü😀',
        query: "'; DROP TABLE exchanges; --",
        problem: 'rate-limited',
        durationMs: 0.1 + 0.2,
      });
      const bare = exchangeWith({ id: 'b', api: null, operation: null, template: null, principal: null, upstream: null, verdicts: [] });
      store.append([odd, bare]);
      expect(store.list({}, all).map(({ exchange }) => exchange)).toEqual([odd, bare]);
    });

    test('sequences rise in the order of appending, whatever the times say', () => {
      const store = openStore();
      store.append([exchangeWith({ id: 'late', time: '2026-11-02T00:00:00Z' })]);
      store.append([exchangeWith({ id: 'early', time: '2026-11-01T00:00:00Z' })]);
      expect(ids(store.list({}, all))).toEqual(['late', 'early']);
      expect(ids(store.list({}, { limit: 10, order: 'newest-first' }))).toEqual(['early', 'late']);
    });

    test('a batch with an exchange that cannot be kept is not kept at all', () => {
      const store = openStore();
      expect(() => store.append([exchangeWith(), exchangeWith({ time: 'yesterday' })])).toThrow(RangeError);
      expect(() => store.append([exchangeWith(), exchangeWith({ status: Number.NaN })])).toThrow();
      expect(() => store.append([exchangeWith(), exchangeWith({ status: 200.5 })])).toThrow();
      expect(store.count()).toBe(0);
      store.append([exchangeWith()]);
      expect(store.count()).toBe(1);
    });

    test('nothing appended changes nothing', () => {
      const store = openStore();
      store.append([]);
      expect(store.list({}, all)).toEqual([]);
    });

    const samples = [
      exchangeWith({ id: 'plain' }),
      exchangeWith({ id: 'refused', status: 429, problem: 'rate-limited', upstream: null }),
      exchangeWith({ id: 'missing', status: 404, operation: null, client: { address: '2001:db8::1', userAgent: null } }),
      exchangeWith({ id: 'other', api: 'stock', operation: 'list', time: '2026-11-01T12:00:00Z', principal: null }),
      exchangeWith({ id: 'failed', status: 502, problem: 'upstream-invalid', time: '2026-11-01T11:00:00.500Z' }),
    ];
    const filters: readonly (readonly [ExchangeFilter, readonly string[]])[] = [
      [{}, ['plain', 'refused', 'missing', 'other', 'failed']],
      [{ api: 'orders' }, ['plain', 'refused', 'missing', 'failed']],
      [{ api: 'Orders' }, []],
      [{ api: '' }, []],
      [{ api: "x' OR '1'='1" }, []],
      [{ api: '%' }, []],
      [{ operation: 'list' }, ['other']],
      [{ consumer: 'shop' }, ['plain', 'refused', 'missing', 'failed']],
      [{ status: 404 }, ['missing']],
      [{ status: '4xx' }, ['refused', 'missing']],
      [{ status: '5xx' }, ['failed']],
      [{ problem: 'rate-limited' }, ['refused']],
      [{ address: '2001:db8::1' }, ['missing']],
      [{ since: '2026-11-01T11:00:00.500Z' }, ['other', 'failed']],
      [{ until: '2026-11-01T11:00:00.500Z' }, ['plain', 'refused', 'missing']],
      [{ since: '2026-11-01T14:00:00+02:00' }, ['other']],
      [{ since: '2026-11-01T11:00:00Z', until: '2026-11-01T12:00:00Z' }, ['failed']],
      [{ api: 'orders', status: '4xx', consumer: 'shop', problem: 'rate-limited' }, ['refused']],
      [{ api: 'stock', status: '4xx' }, []],
    ];
    test.each(filters)('a filter keeps what fits it and nothing else: %j', (filter, expected) => {
      const store = openStore();
      store.append(samples);
      expect(ids(store.list(filter, all))).toEqual(expected);
      expect(store.count(filter)).toBe(expected.length);
    });

    test.each([
      { status: '9xx' },
      { status: '4XX' },
      { status: 40.4 },
      { since: 'yesterday' },
      { since: '2026-11-01' },
      { since: '2026-13-01T00:00:00Z' },
      { until: '2026-11-01T00:00:00' },
    ])('a filter that can never be right is refused: %j', (filter) => {
      const store = openStore();
      expect(() => store.list(filter as ExchangeFilter, all)).toThrow(RangeError);
      expect(() => store.count(filter as ExchangeFilter)).toThrow(RangeError);
    });

    test.each([
      { limit: 0 },
      { limit: -1 },
      { limit: 1.5 },
      { limit: Number.NaN },
      { limit: 10_001 },
      { after: -1 },
      { after: 0.5 },
      { before: Number.NaN },
    ])('a page out of bounds is refused: %j', (page) => {
      const store = openStore();
      expect(() => store.list({}, { ...all, ...page })).toThrow(RangeError);
    });

    test('after and before exclude the sequence they name', () => {
      const store = holding(5);
      const sequences = store.list({}, all).map(({ sequence }) => sequence);
      const [, second = 0, , fourth = 0] = sequences;
      expect(ids(store.list({}, { ...all, after: second, before: fourth }))).toEqual(['2']);
      expect(ids(store.list({}, { limit: 1, before: fourth, order: 'newest-first' }))).toEqual(['2']);
      expect(ids(store.list({}, { limit: 1, after: second, order: 'oldest-first' }))).toEqual(['2']);
    });

    test('paging shows every exchange that fits exactly once, in both directions', () => {
      const arbitrary = fc.array(
        fc.record({ api: fc.constantFrom('a', 'b'), status: fc.constantFrom(200, 404, 500), minute: fc.nat(59) }),
        { maxLength: 60 },
      );
      fc.assert(
        fc.property(
          arbitrary,
          fc.integer({ min: 1, max: 9 }),
          fc.constantFrom<ExchangeFilter>({}, { api: 'a' }, { status: '4xx' }),
          (rows, limit, filter) => {
            const store = openStore();
            store.append(
              rows.map(({ api, status, minute }, index) =>
                exchangeWith({ id: String(index), api, status, time: `2026-11-01T10:${String(minute).padStart(2, '0')}:00Z` }),
              ),
            );
            const expected = rows.flatMap(({ api, status }, index) =>
              (filter.api ?? api) === api && (filter.status === undefined || Math.floor(status / 100) === 4) ? [String(index)] : [],
            );
            expect(ids(pages(store, filter, limit, 'oldest-first'))).toEqual(expected);
            expect(ids(pages(store, filter, limit, 'newest-first'))).toEqual(expected.toReversed());
            store.close();
          },
        ),
        { numRuns: 30 },
      );
    });

    test('exchanges appended while somebody pages are met once, after the others', () => {
      const store = holding(3);
      const first = store.list({}, { limit: 2, order: 'oldest-first' });
      store.append([exchangeWith({ id: 'new' })]);
      expect(ids([...first, ...store.list({}, { ...all, after: first.at(-1)?.sequence ?? 0 })])).toEqual(['0', '1', '2', 'new']);
    });

    test('prune deletes what is older, and nothing that is not', () => {
      const store = openStore();
      store.append([
        exchangeWith({ id: 'young', time: '2026-11-01T10:00:00Z' }),
        exchangeWith({ id: 'old', time: '2026-11-01T09:59:59.999Z' }),
        exchangeWith({ id: 'youngest', time: '2026-11-01T11:00:00Z' }),
      ]);
      expect(store.prune({ olderThan: '2026-11-01T10:00:00Z', keepAtMost: 10 })).toBe(1);
      expect(ids(store.list({}, all))).toEqual(['young', 'youngest']);
      expect(store.prune({ olderThan: '2026-11-01T10:00:00Z', keepAtMost: 10 })).toBe(0);
    });

    test('prune keeps the last appended where there are too many', () => {
      const store = holding(10);
      expect(store.prune({ olderThan: '2000-01-01T00:00:00Z', keepAtMost: 4 })).toBe(6);
      expect(ids(store.list({}, all))).toEqual(['6', '7', '8', '9']);
      expect(store.prune({ olderThan: '2000-01-01T00:00:00Z', keepAtMost: 0 })).toBe(4);
      expect(store.count()).toBe(0);
    });

    test('prune keeps the last appended where they take too many bytes, and all where they do not', () => {
      const store = openStore();
      const body = 'x'.repeat(10_000);
      const wide = { request: { headers: [], body } };
      for (let index = 0; index < 100; index++) store.append([exchangeWith({ id: String(index), ...wide })]);
      const limits = { olderThan: '2000-01-01T00:00:00Z', keepAtMost: 1000 };
      expect(store.prune({ ...limits, keepAtMostBytes: 100_000_000 })).toBe(0);
      const deleted = store.prune({ ...limits, keepAtMostBytes: 600_000 });
      expect(deleted).toBeGreaterThan(30);
      expect(deleted).toBeLessThan(90);
      expect(ids(store.list({}, all))[0]).toBe(String(deleted));
      expect(store.prune({ ...limits, keepAtMostBytes: 600_000 })).toBeLessThan(10);
    });

    test('gaps in the sequence do not make prune delete too much', () => {
      const store = openStore();
      const times = ['2026-11-01T10:00:00Z', '2026-10-01T00:00:00Z', '2026-10-01T00:00:00Z', '2026-11-01T10:00:00Z'];
      store.append(times.map((time, index) => exchangeWith({ id: String(index), time })));
      expect(store.prune({ olderThan: '2026-11-01T00:00:00Z', keepAtMost: 2 })).toBe(2);
      expect(store.prune({ olderThan: '2026-11-01T00:00:00Z', keepAtMost: 2 })).toBe(0);
      expect(ids(store.list({}, all))).toEqual(['0', '3']);
    });

    test('one prune deletes no more than its batch', () => {
      const store = holding(10);
      const limits = { olderThan: '2026-11-01T10:00:03Z', keepAtMost: 5 };
      expect(store.prune(limits, 4)).toBe(4);
      expect(store.count()).toBe(6);
      expect(store.prune(limits, 4)).toBe(1);
      expect(store.prune(limits, 4)).toBe(0);
    });

    test.each([
      [{ olderThan: 'never', keepAtMost: 1 }, 1],
      [{ olderThan: '2027-01-01T00:00:00Z', keepAtMost: -1 }, 1],
      [{ olderThan: '2027-01-01T00:00:00Z', keepAtMost: 1.5 }, 1],
      [{ olderThan: '2027-01-01T00:00:00Z', keepAtMost: 1, keepAtMostBytes: -1 }, 1],
      [{ olderThan: '2027-01-01T00:00:00Z', keepAtMost: 1 }, 0],
      [{ olderThan: '2027-01-01T00:00:00Z', keepAtMost: 1 }, 1e9],
    ] as const)('prune limits that can never be right are refused and delete nothing: %j %j', (limits, batch) => {
      const store = holding(3);
      expect(() => store.prune(limits, batch)).toThrow(RangeError);
      expect(store.count()).toBe(3);
    });

    test('a sequence is never given twice, not even after everything was deleted', () => {
      const store = holding(3);
      const last = store.list({}, { limit: 1, order: 'newest-first' })[0]?.sequence ?? 0;
      store.prune({ olderThan: '2027-01-01T00:00:00Z', keepAtMost: 0 });
      store.append([exchangeWith({ id: 'next' })]);
      expect(ids(store.list({}, { ...all, after: last }))).toEqual(['next']);
    });

    test('a closed store says so, and may be closed again', () => {
      const store = holding(1);
      store.close();
      store.close();
      const closed = expect.objectContaining({ name: 'StoreUnavailableError', reason: 'closed' });
      expect(() => store.append([exchangeWith()])).toThrow(closed);
      expect(() => store.list({}, all)).toThrow(closed);
      expect(() => store.count()).toThrow(closed);
      expect(() => store.prune({ olderThan: '2026-01-01T00:00:00Z', keepAtMost: 1 })).toThrow(closed);
    });
  });
}

function pages(store: ExchangeStore, filter: ExchangeFilter, limit: number, order: 'oldest-first' | 'newest-first'): StoredExchange[] {
  const seen: StoredExchange[] = [];
  for (;;) {
    const last = seen.at(-1)?.sequence;
    const position = last === undefined ? {} : order === 'oldest-first' ? { after: last } : { before: last };
    const page = store.list(filter, { limit, order, ...position });
    seen.push(...page);
    if (page.length < limit) return seen;
  }
}
