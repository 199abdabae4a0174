import { describe, expect, test } from 'vitest';

import type { MadeCall } from '../testing/call.ts';
import { everyday, START_MS } from '../testing/everyday.ts';
import { createRandom } from '../testing/random.ts';
import { DAY, loggedIn, many, merged } from '../testing/shop.ts';
import { learningOf, Watch } from '../testing/watch.ts';
import { botDiversity } from './bot-diversity.ts';

const MINUTE = 60_000;
const DAYS = 8;
const days = everyday({ users: 120, days: DAYS });
const startMs = START_MS + DAYS * DAY;
const random = createRandom(9);
const trained = (more: readonly MadeCall[] = []): Watch => new Watch(botDiversity).see(merged(days, more)).reset();
/** Calls in turn, at the uneven pace of a person. */
const loop = (user: number, operations: readonly string[], count: number, fromMs = startMs): readonly MadeCall[] =>
  many(count, (index) => ({
    ...loggedIn(user, fromMs),
    operation: operations[index % operations.length] ?? '',
    timeMs: fromMs + index * MINUTE + random() * 40_000,
  }));
const LOOP = ['GET /products/{id}', 'GET /orders', 'GET /products/{id}'];

describe('who does the same again and again', () => {
  test.each([
    [['GET /products/{id}']],
    [LOOP],
    [['GET /products', 'GET /products/{id}', 'GET /products/{id}', 'POST /cart', 'GET /orders']],
  ])('is told of, whatever the pace: %j', (operations) => {
    const { signals, highest } = trained().see(loop(7, operations, 400));
    expect(highest).toBeGreaterThan(3);
    expect(signals.every(({ subject }) => subject.id === 'user-7')).toBe(true);
  });

  test('is told of where its calls are spread over days', () => {
    const spread = loop(7, LOOP, 400).map((call, index) => ({ ...call, timeMs: startMs + index * 15 * MINUTE }));
    expect(trained().see(spread).highest).toBeGreaterThan(3);
  });
});

describe('nothing is told of', () => {
  const order = createRandom(3);
  const wandering = many(600, (index) => ({
    ...loggedIn(7, startMs),
    operation: ['GET /products', 'GET /products/{id}', 'GET /orders', 'GET /orders/{id}', 'POST /cart'][Math.floor(order() * 5)] ?? '',
    timeMs: startMs + index * MINUTE,
  }));
  const polls = (user: number, fromMs: number): readonly MadeCall[] => loop(user, ['GET /news'], 300, fromMs);

  test.each<[string, readonly MadeCall[]]>([
    ['a usual day', everyday({ users: 120, days: 1, seed: 4, startMs })],
    ['a person who calls much, and looks around', wandering],
    ['a few dozen calls that are the same', loop(7, LOOP, 40)],
    [
      'a list of things that are gone through',
      loop(7, ['GET /orders/{id}'], 300).map((call, index) => ({ ...call, objects: [`order=${index}`] })),
    ],
    [
      'whoever enters one thing after the other',
      loop(7, ['POST /orders'], 300).map((call, index) => ({
        ...call,
        parameters: [{ place: 'body' as const, name: 'item', value: `item ${index}`, written: 'text' as const }],
      })),
    ],
    ['log-ins at one address', loop(7, ['POST /login'], 300).map((call) => ({ ...call, login: { user: 'user-7', succeeded: true } }))],
    ['a program', loop(7, LOOP, 400).map((call) => ({ ...call, kind: 'apiKey' as const }))],
    ['calls that are turned away', loop(7, LOOP, 400).map((call) => ({ ...call, status: 403 }))],
  ])('%s', (_what, calls) => {
    expect(trained().see(calls).signals).toEqual([]);
  });

  test('whoever did so on former days, nor of clients that do so in numbers', () => {
    expect(trained(polls(7, START_MS + 3 * DAY)).see(polls(7, startMs)).signals).toEqual([]);
    const pollers = merged(...Array.from({ length: 40 }, (_, user) => polls(user, START_MS + 3 * DAY)));
    expect(trained(pollers).see(polls(90, startMs)).signals).toEqual([]);
  });

  test('anybody, where little is known', () => {
    expect(new Watch(botDiversity).see(loop(7, LOOP, 400, START_MS)).signals).toEqual([]);
  });
});

test('a run goes on after a restart', () => {
  const watch = trained().see(loop(7, LOOP, 198));
  const after = botDiversity.create(learningOf());
  after.merge?.(structuredClone(watch.detector.save?.()));
  for (const part of watch.detector.saveCallers?.() ?? []) after.mergeCallers?.(structuredClone(part));
  const next = Object.assign(new Watch(botDiversity), { detector: after });
  const counts = [watch, next].map((each) =>
    each
      .reset()
      .see(loop(7, LOOP, 48, startMs + 198 * MINUTE))
      .signals.map(({ count }) => count),
  );
  expect(counts[0]?.length).toBeGreaterThan(0);
  expect(counts[1]).toEqual(counts[0]);
});
