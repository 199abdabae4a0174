import { interpretConfiguration } from '@airside/domain';
import { expect, test } from 'vitest';

import { exchangeWith } from '../../test/exchange.ts';
import type { Timers } from '../exchanges/timers.ts';
import { StoreUnavailableError } from '../store-unavailable-error.ts';
import { createRollupKeeper } from './keeper.ts';
import { openRollupStore } from './sqlite/open.ts';

const START = Date.parse('2026-11-01T10:00:00Z');
const { rollups: settings } = interpretConfiguration({}, {});

/** Time that a test moves. */
class Clock implements Timers {
  #nowMs = START;
  #waiting: { readonly atMs: number; readonly action: () => void }[] = [];

  now(): number {
    return this.#nowMs;
  }

  after(delayMs: number, action: () => void): () => void {
    const entry = { atMs: this.#nowMs + delayMs, action };
    this.#waiting.push(entry);
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== entry);
    };
  }

  pass(ms: number): void {
    const endMs = this.#nowMs + ms;
    for (;;) {
      const next = this.#waiting.filter(({ atMs }) => atMs <= endMs).toSorted((a, b) => a.atMs - b.atMs)[0];
      if (next === undefined) break;
      this.#waiting = this.#waiting.filter((other) => other !== next);
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.action();
    }
    this.#nowMs = endMs;
  }
}

function keeping(fields: Partial<typeof settings> = {}) {
  const store = openRollupStore(':memory:');
  const timers = new Clock();
  const problems: string[] = [];
  const keeper = createRollupKeeper(store, {
    settings: { ...settings, ...fields },
    timers,
    onProblem: ({ message }) => problems.push(message),
  });
  const arrive = (count: number, api = 'orders') =>
    keeper.accept(Array.from({ length: count }, () => exchangeWith({ api, time: new Date(timers.now()).toISOString() })));
  const stored = () =>
    store
      .read({ cut: 'api', fromMs: START, toMs: START + 48 * 3_600_000, details: 'counts' })
      .reduce((sum, { tally }) => sum + tally.sum('requests'), 0);
  return { store, timers, problems, keeper, arrive, stored };
}

test('what a crash costs is less than a minute of counting, and an orderly end costs nothing', () => {
  const { timers, keeper, arrive, stored } = keeping();
  for (let second = 0; second < 600; second++) {
    arrive(1);
    timers.pass(1000);
    expect(second + 1 - stored()).toBeLessThan(60);
  }
  arrive(3);
  keeper.close();
  expect(stored()).toBe(603);
  keeper.accept([exchangeWith()]);
  expect(stored()).toBe(603);
});

test('while the store is away counting goes on in bounded memory, it is said once, and all that had room is written later', () => {
  const { store, timers, problems, keeper, arrive, stored } = keeping({ maxSeries: 100 });
  const { append } = store;
  store.append = () => {
    throw new StoreUnavailableError('full', 'no space is left');
  };
  for (let minute = 0; minute < 60; minute++) {
    arrive(10);
    timers.pass(60_000);
  }
  const { tallies, lost, failing } = keeper.state();
  expect(tallies).toBeLessThan(500);
  expect(failing).toBe('no space is left');
  expect(problems).toEqual(['no space is left']);
  store.append = append;
  timers.pass(60_000);
  expect(stored() + lost).toBe(600);
  expect(keeper.state().failing).toBeUndefined();
});

test('hours are made, and only then what they were made of goes', () => {
  const { store, timers, arrive } = keeping({ keepMinutes: 3_600_000 });
  arrive(5);
  timers.pass(2 * 3_600_000);
  expect(store.state()).toMatchObject({ hoursUntilMs: Date.parse('2026-11-01T11:00:00Z') });
  expect(store.read({ cut: 'api', fromMs: START, toMs: START + 3_600_000, stepMs: 60_000, details: 'counts' })).toEqual([]);
  expect(store.read({ cut: 'api', fromMs: START, toMs: START + 3_600_000, details: 'counts' })[0]?.tally.sum('requests')).toBe(5);
});
