import { describe, expect, test } from 'vitest';

import { Board } from '../testing/board.ts';
import type { MadeCall } from '../testing/call.ts';
import { customer, everyday, START_MS } from '../testing/everyday.ts';
import { DAY, HOUR, loggedIn, many, merged, support } from '../testing/shop.ts';

const MINUTE = 60_000;
const DAYS = 8;
/** From here on something is an incident by itself. */
const INCIDENT = 6;

const nightly = (day: number): readonly MadeCall[] =>
  many(400, (i) => ({
    user: 'export job',
    kind: 'apiKey',
    address: '10.9.9.9',
    network: 'AS64998',
    agent: 'Export/1',
    operation: 'GET /orders',
    responseBytes: 200_000,
    answer: { objects: [`order=${i % 120}-0`], records: 100, personal: 50 },
    timeMs: START_MS + day * DAY + 2 * HOUR + i * 900,
  }));

/** What happens on the days after the first eight. */
const INNOCENT: readonly (readonly [name: string, calls: (startMs: number) => readonly MadeCall[]])[] = [
  ['a batch job that runs every night', () => nightly(DAYS)],
  ['growth by half', (startMs) => everyday({ users: 180, days: 1, startMs, seed: 77 })],
  ['a marketing day with three times the customers', (startMs) => everyday({ users: 360, days: 1, startMs, seed: 78 })],
  ['many people behind one address of a carrier', (startMs) => everyday({ users: 300, days: 1, startMs, seed: 79, behindOneAddress: 300 })],
  [
    'a release: new agents, and an operation that everybody calls often',
    (startMs) =>
      everyday({ users: 120, days: 1, startMs, seed: 80 }).flatMap((call) => [
        { ...call, agent: (call.agent ?? '').replace(/\d/g, '9') },
        ...(call.token === undefined
          ? []
          : [
              {
                ...call,
                agent: 'Shop/9.9 (iPhone)'.replace('iPhone', call.agent?.includes('iPhone') === true ? 'iPhone' : 'Android'),
                operation: 'GET /news',
                objects: [],
                timeMs: call.timeMs + 500,
              },
            ]),
      ]),
  ],
  ['support staff on a busy day', (startMs) => support(1, startMs).flatMap((call) => [call, { ...call, timeMs: call.timeMs + 60_000 }])],
  [
    'somebody on a train, from one address to the next',
    (startMs) =>
      many(60, (i) => ({
        ...loggedIn(20, startMs),
        address: `203.0.113.${i % 20}`,
        network: 'AS64501',
        operation: 'GET /products',
        timeMs: startMs + 9 * HOUR + i * MINUTE + ((i * 7919) % 40) * 1000,
      })),
  ],
  [
    'somebody who forgot the password',
    (startMs) =>
      many(6, (i) => ({
        ...customer(30),
        operation: 'POST /login',
        status: 401,
        login: { user: 'user-30', succeeded: false },
        timeMs: startMs + 9 * HOUR + i * 20_000,
      })),
  ],
  [
    'an outage in which everything fails',
    (startMs) =>
      everyday({ users: 60, days: 1, startMs, seed: 81 }).map((call) => ({
        ...call,
        status: 503,
        ...(call.login !== undefined && { login: { ...call.login, succeeded: false } }),
      })),
  ],
];

describe('nothing is an incident by itself in', () => {
  test.each(INNOCENT)('%s', (_name, calls) => {
    const days = merged(
      everyday({ users: 120, days: DAYS, behindOneAddress: 30 }),
      support(DAYS),
      ...Array.from({ length: DAYS }, (_, day) => nightly(day)),
    );
    const board = new Board()
      .see(days)
      .reset()
      .see(calls(START_MS + DAYS * DAY));
    expect(
      board.said
        .filter(({ signal }) => signal.surprise >= INCIDENT)
        .map(({ indicator, signal }) => `${indicator}: ${JSON.stringify(signal)}`),
    ).toEqual([]);
  });
});
