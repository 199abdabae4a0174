import { expect, test } from 'vitest';

import { exchanges, exchangeWith } from '../../test/exchange.ts';
import { Recorder, type RecorderLimits } from './recorder.ts';

const NOW = Date.parse('2026-11-01T12:00:00Z');
const limits = (fields: Partial<RecorderLimits['perApi']> = {}, total = 10_000): RecorderLimits => ({
  perApi: { operation: 100, consumer: 100, country: 100, network: 100, ...fields },
  total,
});

test('names beyond the cap count as others, are counted, and no request is lost', () => {
  const recorder = new Recorder(limits({ network: 2 }));
  const networks = ['AS1', 'AS2', 'AS3', 'AS4', 'AS1'];
  recorder.record(
    networks.map((network) => exchangeWith({ client: { address: '192.0.2.1', userAgent: null, network } })),
    NOW,
  );
  expect(recorder.state()).toMatchObject({ overflowed: { network: 2, consumer: 0 }, lost: 0 });
  const counted = recorder.drain().filter(({ cut }) => cut === 'network');
  expect(Object.fromEntries(counted.map(({ value, tally }) => [value, tally.sum('requests')]))).toEqual({ AS1: 2, AS2: 1, _other: 2 });
});

test('memory is bounded when names and APIs explode, and what has no room is counted', () => {
  const recorder = new Recorder(limits({ operation: 1e9 }, 50));
  recorder.record(
    Array.from({ length: 1000 }, (_, index) => exchangeWith({ operation: `op${index}`, api: `api${index % 100}` })),
    NOW,
  );
  const { tallies, lost } = recorder.state();
  // The other place of an API that is there already is not refused to it.
  expect(tallies).toBeLessThan(50 + 4 * 50);
  const requests = recorder
    .drain()
    .filter(({ cut }) => cut === 'api')
    .reduce((sum, { tally }) => sum + tally.sum('requests'), 0);
  expect(requests + lost).toBe(1000);
  expect(lost).toBeGreaterThan(0);
});

test('an exchange counts in the minute in which it began, one from the future or from nowhere in the present', () => {
  const recorder = new Recorder(limits());
  recorder.record(
    [exchangeWith({ time: '2026-11-01T10:59:59.999Z' }), exchangeWith({ time: '2031-01-01T00:00:00Z' }), exchangeWith({ time: 'x' })],
    NOW,
  );
  const minutes = recorder
    .drain()
    .filter(({ cut }) => cut === 'api')
    .map(({ startMs, tally }) => [new Date(startMs).toISOString(), tally.sum('requests')]);
  expect(minutes.toSorted((a, b) => (String(a) < String(b) ? -1 : 1))).toEqual([
    ['2026-11-01T10:59:00.000Z', 1],
    ['2026-11-01T12:00:00.000Z', 2],
  ]);
});

test('numbers that are none count as nothing', () => {
  const recorder = new Recorder(limits());
  recorder.record([exchangeWith({ durationMs: Number.NaN, requestBytes: -5, responseBytes: Number.POSITIVE_INFINITY, status: 0 })], NOW);
  const [whole] = recorder.drain();
  expect([...(whole?.tally.sums ?? [])].every((sum) => Number.isSafeInteger(sum) && sum >= 0)).toBe(true);
});

test.each([
  [{ status: 200 }, 'success'],
  [{ status: 404 }, 'rejected'],
  [{ status: 401, problem: 'credential-missing' }, 'refused'],
  [{ status: 502, problem: 'upstream-unreachable' }, 'refused'],
  [{ status: 500 }, 'error'],
  [{ status: 499 }, 'gone'],
] as const)('%o counts as %s and as nothing else', (fields, outcome) => {
  const recorder = new Recorder(limits());
  recorder.record(exchanges(1, fields), NOW);
  const tally = recorder.drain()[0]?.tally;
  for (const name of ['success', 'rejected', 'refused', 'error', 'gone'] as const)
    expect([name, tally?.sum(name)]).toEqual([name, name === outcome ? 1 : 0]);
});
