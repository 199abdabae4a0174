import type { Exchange } from '@airside/domain';
import { afterEach, describe, expect, test } from 'vitest';

import { metricValue } from '../src/rollups/metric-value.ts';
import { Recorder } from '../src/rollups/recorder.ts';
import type { Cut } from '../src/rollups/series.ts';
import type { RollupRange, RollupRow, RollupStore } from '../src/rollups/store.ts';
import { exchangeWith } from './exchange.ts';

const FREE: Readonly<Record<Cut, number>> = { api: 1e6, operation: 1e6, consumer: 1e6, country: 1e6, network: 1e6 };
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A Sunday. */
const START = Date.parse('2026-11-01T00:00:00Z');

/** Counts exchanges as the recorder does, each batch on its own. */
export function recorded(store: RollupStore, ...batches: readonly (readonly Exchange[])[]): void {
  const recorder = new Recorder({ perApi: { operation: 1e6, consumer: 1e6, country: 1e6, network: 1e6 }, total: 1e6 });
  for (const batch of batches) {
    recorder.record(batch, Number.MAX_SAFE_INTEGER);
    store.append(recorder.drain());
  }
}

/** What every store of roll-ups promises. `open` yields an empty one; each is closed after its test. */
export function rollupStoreContract(name: string, open: () => RollupStore): void {
  const opened: RollupStore[] = [];
  const openStore = () => {
    const store = open();
    opened.push(store);
    return store;
  };
  const at = (ms: number, fields: Partial<Exchange> = {}) => exchangeWith({ time: new Date(START + ms).toISOString(), ...fields });
  const range = (fields: Partial<RollupRange> = {}): RollupRange => ({
    cut: 'api',
    fromMs: START,
    toMs: START + 4 * DAY,
    details: 'all',
    ...fields,
  });
  const plain = (rows: readonly RollupRow[]) =>
    rows
      .map(({ api, value, startMs, tally }) => ({
        api,
        value,
        startMs,
        sums: [...tally.sums],
        maxima: [...tally.maxima],
        problems: Object.fromEntries(tally.problems),
        bins: tally.distributions.map((bins) => [...bins.entries()]),
        callers: tally.callers?.registers,
      }))
      .toSorted((a, b) => `${a.api} ${a.value} ${a.startMs}`.localeCompare(`${b.api} ${b.value} ${b.startMs}`));
  /** Four days with gaps, two APIs, some failures: enough for minutes at both ends of hours and days. */
  const traffic = Array.from({ length: 400 }, (_, index) =>
    at(((index * 829.3) % (4 * 1440)) * MINUTE + index, {
      api: index % 3 === 0 ? 'stock' : 'orders',
      operation: `op${index % 4}`,
      client: { address: `192.0.2.${index % 200}`, userAgent: null, country: index % 7 === 0 ? 'CH' : 'DE' },
      status: index % 11 === 0 ? 503 : index % 5 === 0 ? 429 : 200,
      problem: index % 5 === 0 ? 'rate-limited' : null,
      durationMs: (index % 97) * 1.7 + 4,
      responseBytes: index * 13,
    }),
  );

  describe(name, () => {
    afterEach(() => {
      for (const store of opened.splice(0)) store.close();
    });

    test('hours and days give exactly what the minutes do, whatever a range begins and ends with', () => {
      const minutes = openStore();
      const rolled = openStore();
      recorded(minutes, traffic);
      recorded(rolled, traffic);
      while (rolled.roll(START + 5 * DAY, 1000, FREE));
      expect(rolled.state()).toMatchObject({ hoursUntilMs: START + 5 * DAY - 2 * HOUR + HOUR, daysUntilMs: START + 4 * DAY });
      for (const [fromMs, toMs, stepMs] of [
        [0, 4 * DAY, undefined],
        [0, 4 * DAY, DAY],
        [0, 4 * DAY, HOUR],
        [17 * MINUTE, 3 * DAY + 5 * HOUR + 43 * MINUTE, undefined],
        [23 * HOUR + 59 * MINUTE, DAY + MINUTE, 5 * MINUTE],
        [DAY, 2 * DAY, undefined],
        [5 * HOUR + MINUTE, 5 * HOUR + 2 * MINUTE, undefined],
      ] as const) {
        for (const cut of ['api', 'operation', 'country'] as const) {
          const asked = range({ cut, fromMs: START + fromMs, toMs: START + toMs, ...(stepMs !== undefined && { stepMs }) });
          expect(plain(rolled.read(asked))).toEqual(plain(minutes.read(asked)));
        }
      }
    });

    test('without details, sums and maxima are the same', () => {
      const store = openStore();
      recorded(store, traffic);
      while (store.roll(START + 2 * DAY, 1000, FREE));
      const numbers = (rows: readonly RollupRow[]) => plain(rows).map(({ api, startMs, sums, maxima }) => ({ api, startMs, sums, maxima }));
      for (const stepMs of [undefined, 7 * MINUTE, 6 * HOUR]) {
        const asked = range({ ...(stepMs !== undefined && { stepMs }) });
        expect(numbers(store.read({ ...asked, details: 'none' }))).toEqual(numbers(store.read(asked)));
      }
    });

    test('what comes late lands in its minute, its hour and its day, also after these were made', () => {
      const store = openStore();
      recorded(store, [at(0), at(DAY)]);
      while (store.roll(START + 3 * DAY, 1000, FREE));
      recorded(store, [at(30 * MINUTE, { status: 500 }), at(30 * MINUTE, { api: 'new' })]);
      for (const stepMs of [undefined, MINUTE * 30, HOUR, DAY]) {
        const rows = store.read(range({ toMs: START + DAY, ...(stepMs !== undefined && { stepMs }) }));
        const sum = (api: string) => rows.filter((row) => row.api === api).reduce((total, { tally }) => total + tally.sum('requests'), 0);
        expect([stepMs, sum('orders'), sum('new')]).toEqual([stepMs, 2, 1]);
      }
    });

    test('what comes while an hour is being made is in it once', () => {
      const store = openStore();
      recorded(store, [at(0, { api: 'a' }), at(0, { api: 'b' }), at(0, { api: 'c' })]);
      // With no time to spend nothing is begun; with hardly any, one API after the other.
      for (let turn = 0; store.roll(START + 3 * HOUR, 0, FREE); turn++) {
        recorded(store, [at(turn * 1000, { api: 'a' }), at(turn * 1000, { api: 'c' })]);
        if (turn > 20) break;
        store.roll(START + 3 * HOUR, 0.05, FREE);
      }
      const minutes = store.read(range({ toMs: START + HOUR, stepMs: MINUTE })).map(({ api, tally }) => [api, tally.sum('requests')]);
      while (store.roll(START + 3 * HOUR, 1000, FREE));
      const hours = store.read(range({ toMs: START + HOUR })).map(({ api, tally }) => [api, tally.sum('requests')]);
      expect(Object.fromEntries(hours)).toEqual(Object.fromEntries(minutes));
    });

    test('of an hour the busiest values stay, and the others are added up', () => {
      const store = openStore();
      const calls = (consumer: string, count: number) =>
        Array.from({ length: count }, (_, index) =>
          at(index * MINUTE, { principal: { kind: 'apiKey', subject: consumer, consumer, credential: consumer } }),
        );
      recorded(store, calls('small', 1), calls('large', 9), calls('middle', 5), calls('least', 1));
      while (store.roll(START + 2 * HOUR, 1000, { ...FREE, consumer: 2 }));
      const rows = store.read(range({ cut: 'consumer', toMs: START + HOUR }));
      expect(Object.fromEntries(rows.map(({ value, tally }) => [value, tally.sum('requests')]))).toEqual({
        large: 9,
        middle: 5,
        _other: 2,
      });
    });

    test('names that look like SQL are names', () => {
      const store = openStore();
      const odd = "x'; DROP TABLE rollups; --\u0000\u2028";
      recorded(store, [at(0, { api: odd, operation: odd })]);
      expect(store.read(range({ apis: [odd] }))).toHaveLength(1);
      expect(store.read(range({ cut: 'operation', values: [odd] }))).toHaveLength(1);
      expect(store.read(range({ apis: ["x'"] }))).toEqual([]);
      expect(store.read(range({ apis: [] }))).toEqual([]);
    });

    test('ranges that can never be right are refused', () => {
      const store = openStore();
      for (const wrong of [
        { fromMs: START + 1 },
        { toMs: Number.NaN },
        { stepMs: 0 },
        { stepMs: 1000 },
        { stepMs: -MINUTE },
        { fromMs: 0, stepMs: MINUTE },
      ]) {
        expect(() => store.read(range(wrong))).toThrow(RangeError);
      }
    });

    test('each level is kept for its own time, and an hour outlives its minutes', () => {
      const store = openStore();
      recorded(store, traffic);
      while (store.roll(START + 5 * DAY, 1000, FREE));
      const before = plain(store.read(range({ stepMs: HOUR })));
      const retention = { keepMs: { minute: HOUR, hour: 30 * DAY, day: 90 * DAY }, maxRows: 1e9 };
      while (store.prune(retention, START + 10 * DAY, 500) === 500);
      expect(store.read(range({ stepMs: MINUTE * 10 }))).toEqual([]);
      expect(plain(store.read(range({ stepMs: HOUR })))).toEqual(before);
      while (store.prune({ ...retention, keepMs: { minute: 0, hour: 0, day: 0 } }, START + 10 * DAY, 500) === 500);
      expect(store.state()).toMatchObject({ rows: 0, series: 0 });
    });

    test('beyond the number of rows the oldest minutes go', () => {
      const store = openStore();
      recorded(
        store,
        Array.from({ length: 100 }, (_, index) => at(index * MINUTE)),
      );
      const keepMs = { minute: 90 * DAY, hour: 90 * DAY, day: 90 * DAY };
      while (store.prune({ keepMs, maxRows: 100 }, START + DAY, 50) === 50);
      expect(store.state().rows).toBe(100);
      expect(store.span()).toEqual({ fromMs: START + 80 * MINUTE, toMs: START + 100 * MINUTE });
    });

    test('percentiles are those of all values together, within a hundredth', () => {
      const store = openStore();
      const durations = Array.from({ length: 900 }, (_, index) => ((index * 7919) % 900) + 1);
      recorded(
        store,
        durations.map((durationMs, index) => at(index * MINUTE, { durationMs, upstream: null })),
      );
      const [row] = store.read(range());
      for (const [metric, expected] of [
        ['duration.p50', 450],
        ['duration.p99', 891],
        ['duration.max', 900],
        ['duration.mean', 450.5],
        ['gatewayTime.p90', 810],
      ] as const) {
        const value = row === undefined ? undefined : metricValue(metric, row.tally, { spanMs: DAY });
        expect(Math.abs((value ?? 0) - expected) / expected, metric).toBeLessThan(0.011);
      }
      expect(row && metricValue('upstreamTime.p50', row.tally, { spanMs: DAY })).toBeUndefined();
    });
  });
}
