import type { Exchange } from '@airside/domain';
import { describe, expect, test } from 'vitest';

import { exchangeOf, jsonMessage } from '../testing/exchange.ts';
import { createRandom } from '../testing/random.ts';
import { createBehaviorEngine } from './compose.ts';
import type { BehaviorEngine } from './engine.ts';

const START_MS = Date.UTC(2026, 0, 5);
const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const KEY = new Uint8Array(32).fill(7);
const USERS = 40;
const CALLS = 6;
/** Days before the first goes farther, and days on which it does. */
const [BEFORE, DAYS] = [8, 25];
/** Each day by a quarter. */
const GROWTH = 1.25;

/** What is sent: what is usual of it, how large the largest is, how a request with it looks, and what nobody would send. */
interface Sent {
  readonly most: number;
  readonly huge: number;
  /** How many of all may grow. Where values come again, new ones of a few are most of what is learned of how new ones are made. */
  readonly few: number;
  readonly usual: (random: number) => number;
  readonly request: (value: number) => Partial<Exchange>;
}

const NOTE = 'lorem ipsum dolor sit amet '.repeat(1000);
const post = (value: unknown, requestBytes: number): Partial<Exchange> => ({ method: 'POST', request: jsonMessage(value), requestBytes });

const KINDS: Readonly<Record<string, Sent>> = {
  'a limit of few values': {
    most: 50,
    huge: 1_000_000,
    few: 8,
    usual: (random) => [10, 20, 25, 30, 50][Math.floor(random * 5)] ?? 10,
    request: (value) => ({ query: `limit=${Math.round(value)}` }),
  },
  'a number of many values': {
    most: 50,
    huge: 1_000_000,
    few: 8,
    usual: (random) => 10 + Math.floor(random * 41),
    request: (value) => post({ quantity: Math.round(value) }, 100),
  },
  'the length of a text': {
    most: 70,
    huge: 4000,
    few: 1,
    usual: (random) => 10 + Math.floor(random * 60),
    request: (value) => post({ note: NOTE.slice(value % 27).slice(0, Math.round(value)) }, 100),
  },
  'the size of a body': {
    most: 1000,
    huge: 30_000_000,
    few: 8,
    usual: (random) => 200 + Math.floor(random * 800),
    request: (value) => post({ a: 1 }, Math.round(value)),
  },
};

function exchange(user: number, timeMs: number, request: Partial<Exchange>): Exchange {
  const principal = { kind: 'jwt', subject: `u${user}`, consumer: null, credential: null } as const;
  const client = { address: `198.51.100.${user}`, userAgent: 'App/1.2' };
  return exchangeOf({ time: new Date(timeMs).toISOString(), client, principal, path: '/items', template: '/items', ...request });
}

/** An engine after these days, on which so many users send more each day than the day before and the others what is usual. */
function engineAfter({ usual, most, request }: Sent, growing: number, growth: number, days = BEFORE + DAYS): BehaviorEngine {
  const random = createRandom(5);
  const engine = createBehaviorEngine({ key: KEY });
  for (let day = 0; day < days; day++) {
    const grown = most * growth ** (day - BEFORE + 1);
    const calls = Array.from({ length: USERS * CALLS }, (_, index) => {
      const user = index % USERS;
      const timeMs = START_MS + day * DAY_MS + 8 * HOUR_MS + Math.floor(index / USERS) * HOUR_MS + user * 60_000;
      return exchange(user, timeMs, request(day >= BEFORE && user < growing ? grown * (0.9 + 0.1 * random()) : usual(random())));
    });
    engine.observe(calls);
  }
  return engine;
}

/** What the indicators about requests say of a request of somebody else: the median of five, as one of them may have its place with one of those who grow. */
function saidOf(engine: BehaviorEngine, request: Partial<Exchange>): number {
  const saved = engine.save();
  const said = [1, 2, 3, 4, 5].map((user) => {
    const copy = createBehaviorEngine({ key: KEY });
    copy.merge(saved);
    const { voices } = copy.assess(exchange(USERS - user, START_MS + (BEFORE + DAYS) * DAY_MS + HOUR_MS, request));
    return Math.max(0, ...voices.filter(({ indicator }) => TOLD_BY.has(indicator.id)).map(({ signal }) => signal.surprise));
  });
  return said.toSorted((one, other) => one - other)[2] ?? 0;
}

const TOLD_BY = new Set(['abnormal-quantity', 'unlikely-value', 'oversized-request']);

describe.each(Object.entries(KINDS))('%s', (_, sent) => {
  const request = sent.request(sent.huge);
  const before = saidOf(engineAfter(sent, 0, 1), request);

  test.each([...new Set([1, sent.few])])(
    'that %i of 40 raise by a quarter each day for 25 days is as unusual of others as before',
    (growing) => {
      expect(before).toBeGreaterThan(3);
      expect(saidOf(engineAfter(sent, growing, GROWTH), request)).toBeGreaterThan(before - 1.2);
    },
  );

  test('that all raise a little each day is followed', () => {
    const grown = engineAfter(sent, USERS, 1.1);
    expect(saidOf(grown, sent.request(sent.most * 1.1 ** DAYS))).toBeLessThan(1.5);
  });

  test('that half of all raise at once, as after a release, is usual within a week', () => {
    const engine = engineAfter({ ...sent, most: 8 * sent.most }, USERS / 2, 1, BEFORE + 7);
    expect(saidOf(engine, sent.request(7.7 * sent.most))).toBeLessThan(1.5);
  });
});
