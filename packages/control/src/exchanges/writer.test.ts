import type { Exchange } from '@airside/domain';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { exchanges, exchangeWith } from '../../test/exchange.ts';
import { HeldTimers } from '../../test/held-timers.ts';
import { StoreUnavailableError, type StoreUnavailableReason } from '../store-unavailable-error.ts';
import { openExchangeStore } from './sqlite/open.ts';
import type { ExchangeStore } from './store.ts';
import { createExchangeWriter, type ExchangeWriterOptions } from './writer.ts';

let timers = new HeldTimers();
let kept: ExchangeStore;
let away: StoreUnavailableReason | undefined;
let appends: number[] = [];
let problems: Error[] = [];
let store: ExchangeStore;

beforeEach(() => {
  timers = new HeldTimers();
  kept = openExchangeStore(':memory:');
  away = undefined;
  appends = [];
  problems = [];
  store = {
    ...kept,
    append: (batch: readonly Exchange[]) => {
      appends.push(batch.length);
      if (away !== undefined) throw new StoreUnavailableError(away, `away: ${away}`);
      kept.append(batch);
    },
    prune: (...args) => {
      if (away !== undefined) throw new StoreUnavailableError(away, `away: ${away}`);
      return kept.prune(...args);
    },
  };
});
afterEach(() => kept.close());

const open = (options: ExchangeWriterOptions = {}) =>
  createExchangeWriter(store, { timers, onProblem: (error) => problems.push(error), ...options });
const keptIds = () => kept.list({}, { limit: 10_000, order: 'oldest-first' }).map(({ exchange }) => exchange.id);
const ids = (list: readonly Exchange[]) => list.map(({ id }) => id);

test('what was accepted is written soon, in one batch and in order', () => {
  const writer = open();
  for (const exchange of exchanges(5)) writer.accept([exchange]);
  expect(appends).toEqual([]);
  timers.pass(100);
  expect(appends).toEqual([5]);
  expect(keptIds()).toEqual(ids(exchanges(5)));
  expect(writer.state()).toEqual({ queued: 0, written: 5, dropped: 0 });
});

test('a backlog is written without waiting, in batches of bounded size', () => {
  const writer = open();
  writer.accept(exchanges(1200));
  timers.pass(0);
  expect(appends).toEqual([500, 500]);
  timers.pass(100);
  expect(appends).toEqual([500, 500, 200]);
});

test('nothing accepted writes nothing and waits for nothing', () => {
  const writer = open();
  writer.accept([]);
  expect(timers.waiting).toBe(0);
  writer.flush();
  expect(appends).toEqual([]);
});

test('accept does not throw when the store fails, and nothing is lost while there is room', () => {
  away = 'full';
  const writer = open();
  writer.accept(exchanges(3));
  timers.pass(100);
  expect(writer.state()).toEqual({ queued: 3, written: 0, dropped: 0, failing: 'away: full' });
  away = undefined;
  timers.pass(250);
  expect(writer.state()).toEqual({ queued: 0, written: 3, dropped: 0 });
  expect(keptIds()).toEqual(['0', '1', '2']);
});

test('a failing store is asked ever more rarely, and never less than twice a minute', () => {
  away = 'busy';
  const writer = open();
  writer.accept(exchanges(1));
  timers.pass(60_000);
  expect(appends.length).toBeLessThanOrEqual(10);
  const before = appends.length;
  for (let index = 0; index < 600; index++) {
    writer.accept(exchanges(1));
    timers.pass(1000);
  }
  expect(appends.length - before).toBe(20);
});

test('the patience starts anew after a recovery', () => {
  away = 'busy';
  const writer = open();
  writer.accept(exchanges(1));
  timers.pass(600_000);
  away = undefined;
  writer.flush();
  away = 'busy';
  writer.accept(exchanges(1));
  timers.pass(100);
  away = undefined;
  timers.pass(250);
  expect(writer.state()).toEqual({ queued: 0, written: 2, dropped: 0 });
});

test('a lasting failure is told once, another failure again', () => {
  away = 'busy';
  const writer = open();
  writer.accept(exchanges(1));
  timers.pass(120_000);
  away = 'full';
  timers.pass(60_000);
  expect(problems.map((error) => error.message)).toEqual(['away: busy', 'away: full']);
});

test('beyond the bound the oldest are dropped and counted', () => {
  away = 'full';
  const writer = open({ maxQueued: 4 });
  for (const exchange of exchanges(6)) writer.accept([exchange]);
  timers.pass(100);
  expect(writer.state()).toEqual({ queued: 4, written: 0, dropped: 2, failing: 'away: full' });
  writer.accept(exchanges(20).slice(10));
  expect(writer.state()).toMatchObject({ queued: 4, dropped: 12 });
  away = undefined;
  writer.flush();
  expect(keptIds()).toEqual(['16', '17', '18', '19']);
});

test('one exchange that the store refuses neither blocks nor takes the others with it', () => {
  const writer = open();
  writer.accept([exchangeWith({ id: 'a' }), exchangeWith({ id: 'bad', time: 'never' }), exchangeWith({ id: 'b' })]);
  timers.pass(100);
  expect(keptIds()).toEqual(['a', 'b']);
  expect(writer.state()).toEqual({ queued: 0, written: 2, dropped: 1 });
  expect(problems.map((error) => error.message)).toEqual(['the exchange store refused 1 exchanges']);
});

test('a store that fails among single writes loses none of the rest', () => {
  const writer = open();
  store.append = (batch) => {
    if (batch.length > 1) throw new TypeError('not this');
    if (batch[0]?.id === '1' && away !== undefined) throw new StoreUnavailableError(away, 'away');
    kept.append(batch);
  };
  away = 'full';
  writer.accept(exchanges(3));
  timers.pass(100);
  expect(writer.state()).toEqual({ queued: 2, written: 1, dropped: 0, failing: 'away' });
  away = undefined;
  timers.pass(250);
  expect(keptIds()).toEqual(['0', '1', '2']);
});

test('flush writes everything at once, and leaves it queued when it cannot', () => {
  const writer = open();
  writer.accept(exchanges(1200));
  away = 'full';
  writer.flush();
  expect(writer.state()).toMatchObject({ queued: 1200, failing: 'away: full' });
  away = undefined;
  writer.flush();
  expect(keptIds()).toHaveLength(1200);
});

test('close writes what waits, stops all timers, leaves the store open and takes nothing more', () => {
  const writer = open({ retention: { keepMs: 1000, keepAtMost: 10 } });
  writer.accept(exchanges(3));
  writer.close();
  writer.close();
  expect(timers.waiting).toBe(0);
  writer.accept(exchanges(2));
  expect(timers.waiting).toBe(0);
  expect(writer.state()).toEqual({ queued: 0, written: 3, dropped: 2 });
  expect(kept.count()).toBe(3);
});

test('what cannot be written at the close counts as dropped', () => {
  away = 'full';
  const writer = open();
  writer.accept(exchanges(3));
  writer.close();
  expect(writer.state()).toEqual({ queued: 0, written: 0, dropped: 3, failing: 'away: full' });
  expect(timers.waiting).toBe(0);
});

test('what is outside the retention is deleted in small steps, again and again', () => {
  const hoursAgo = (hours: number) => new Date(timers.now() - hours * 3_600_000).toISOString();
  kept.append(exchanges(2500, { time: hoursAgo(3) }));
  kept.append(exchanges(5, { time: hoursAgo(1) }));
  const writer = open({ retention: { keepMs: 2 * 3_600_000, keepAtMost: 3 } });
  timers.pass(20);
  expect(kept.count()).toBe(1505);
  timers.pass(100);
  expect(kept.count()).toBe(3);
  kept.append(exchanges(4, { time: hoursAgo(0) }));
  timers.pass(60_000);
  expect(kept.count()).toBe(3);
  writer.close();
});

test('a prune that fails is told, and tried again', () => {
  kept.append(exchanges(5));
  away = 'busy';
  const writer = open({ retention: { keepMs: 1e12, keepAtMost: 3 } });
  timers.pass(20);
  expect(problems).toMatchObject([{ message: 'old exchanges could not be deleted', cause: { reason: 'busy' } }]);
  away = undefined;
  timers.pass(60_000);
  expect(kept.count()).toBe(3);
  writer.close();
});

test.each([0, -1, 1.5, Number.NaN])('a queue of %d is refused', (maxQueued) => {
  expect(() => open({ maxQueued })).toThrow(RangeError);
});
