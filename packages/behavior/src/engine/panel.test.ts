import { expect, test } from 'vitest';

import type { Call } from '../call/call.ts';
import { INDICATORS } from '../indicators/index.ts';
import type { Indicator } from '../indicators/indicator.ts';
import { callOf, type MadeCall } from '../testing/call.ts';
import { customer, everyday, START_MS } from '../testing/everyday.ts';
import { DAY, many, merged, spreadMachine, support } from '../testing/shop.ts';
import { learningOf } from '../testing/watch.ts';
import { Panel } from './panel.ts';

test.each([Number.NaN, 0, -1, Number.NEGATIVE_INFINITY])('a surprise of %s as time goes by is none', (surprise) => {
  const [first] = INDICATORS;
  if (first === undefined) throw new Error('no indicators');
  const signal = { subject: { kind: 'api', id: 'shop' } as const, evidence: [], operation: null, api: 'shop' };
  const indicator = {
    ...first,
    create: () => ({
      judge: () => undefined,
      tick: () => [
        { ...signal, surprise },
        { ...signal, surprise: 3 },
      ],
    }),
  };
  const panel = new Panel([indicator], learningOf(), () => undefined);
  expect(panel.tick(1).map((voice) => voice.signal.surprise)).toEqual([3]);
});

/** What each indicator of a panel said of the calls, of which those at `odd` are not learned. */
function saidBy(indicators: readonly Indicator[], calls: readonly Call[], odd: ReadonlySet<Call>): ReadonlyMap<string, readonly string[]> {
  const panel = new Panel(indicators, learningOf(), (error) => {
    throw error;
  });
  const said = new Map(indicators.map(({ id }): [string, string[]] => [id, []]));
  for (const call of calls) {
    for (const { indicator, signal } of panel.judge(call)) said.get(indicator.id)?.push(`${call.timeMs} ${signal.surprise}`);
    panel.pass(call, !odd.has(call));
  }
  return said;
}

/** Somebody fills a basket and pays for it; each payment is another one. */
function checkout(user: number, timeMs: number): readonly MadeCall[] {
  const who = { ...customer(user), user: `user-${user}`, token: `user-${user}` };
  const reference = { place: 'body', name: 'reference', value: `${timeMs}`, written: 'text' } as const;
  return [
    { ...who, timeMs, operation: 'PUT /basket' },
    { ...who, timeMs: timeMs + 9000, operation: 'POST /basket/checkout', parameters: [reference] },
  ];
}

test('what an indicator says depends neither on which others are at work nor on their order', () => {
  const nowMs = START_MS + 5 * DAY;
  const attacks = [
    ...many(120, (index) => ({
      ...spreadMachine(index),
      timeMs: nowMs + index * 1000,
      operation: 'POST /login',
      status: 401,
      login: { user: `user-${index}`, succeeded: false },
    })),
    ...many(60, (index) => ({
      ...customer(3),
      user: 'user-3',
      token: 't3',
      timeMs: nowMs + 7000 + index * 2000,
      operation: 'GET /orders/{id}',
      objects: [`order=${index}-0`],
    })),
    ...many(30, (index) => ({
      ...customer(4),
      user: 'user-4',
      token: 't4',
      timeMs: nowMs + 9000 + index * 3000,
      operation: 'POST /orders',
      parameters: [{ place: 'body' as const, name: 'quantity', value: `${index % 3}`, written: 'number' as const }],
    })),
    ...many(10, (index) => ({
      ...customer(5),
      user: 'user-5',
      token: 't5',
      country: 'BR',
      network: 'AS65551',
      timeMs: nowMs + index * 60_000,
      operation: 'DELETE /orders/{id}',
      objects: [`order=5-${index}`],
    })),
  ];
  const checkouts = Array.from({ length: 200 }, (_, index) =>
    checkout(index % 20, START_MS + Math.floor(index / 40) * DAY + (index % 40) * 600_000),
  ).flat();
  const skipping = Array.from({ length: 4 }, (_, index) => checkout(7, nowMs + 80_000 + index * 600_000))
    .flat()
    .filter(({ operation }) => operation !== 'PUT /basket');
  const calls = merged(everyday({ users: 60, days: 6 }), support(6), checkouts, skipping, attacks).map(callOf);
  const odd = new Set(calls.filter(({ timeMs }, index) => timeMs > nowMs && index % 3 === 0));
  const together = saidBy(INDICATORS, calls, odd);
  expect([...together].filter(([, said]) => said.length > 0).map(([id]) => id)).toEqual(
    expect.arrayContaining(['skipped-step', 'replayed-request', 'single-access']),
  );
  expect(saidBy(INDICATORS.toReversed(), calls, odd)).toEqual(together);
  for (const indicator of INDICATORS)
    expect(saidBy([indicator], calls, odd).get(indicator.id), indicator.id).toEqual(together.get(indicator.id));
});
