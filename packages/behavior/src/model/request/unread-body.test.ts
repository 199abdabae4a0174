import type { Exchange } from '@airside/domain';
import { describe, expect, test } from 'vitest';

import { createCallReader } from '../../call/create-call-reader.ts';
import { exchangeOf, jsonMessage } from '../../testing/exchange.ts';
import { learningOf } from '../../testing/watch.ts';
import { RequestModel } from './request-model.ts';

const START = Date.UTC(2026, 10, 1);
const USUAL = 1000;

class Orders {
  readonly #reader = createCallReader();
  readonly #model = new RequestModel(learningOf());
  #count = 0;

  /** Learns orders of which `isRead` says whose body is on record; yields the highest surprise of the last half. */
  learn(count: number, isRead: (index: number) => boolean): number {
    let highest = 0;
    for (let index = 0; index < count; index++) {
      const call = this.#reader.read(this.#order(isRead(index)));
      const { surprise } = this.#model.judge(call);
      if (index >= count / 2) highest = Math.max(highest, surprise);
      this.#model.learn(call);
    }
    return highest;
  }

  judge(of: Partial<Exchange>) {
    return this.#model.judge(this.#reader.read({ ...this.#order(true), ...of }));
  }

  #order(isRead: boolean): Exchange {
    const index = this.#count++;
    const body = { sku: `S-${100 + ((index * 37) % 900)}`, quantity: 1 + (index % 5), note: `for ${index % 90}` };
    return exchangeOf({
      time: new Date(START + index * 1000).toISOString(),
      client: { address: `198.51.100.${index % 50}`, userAgent: null },
      method: 'POST',
      query: 'channel=web',
      requestBytes: JSON.stringify(body).length,
      ...(isRead && { request: jsonMessage(body) }),
    });
  }
}

const UNREAD: readonly (readonly [string, Partial<Exchange>])[] = [
  ['nothing is on record', { request: undefined }],
  ...(['too-large', 'not-chosen', 'encoding', 'not-text', 'not-complete'] as const).map((omitted): [string, Partial<Exchange>] => [
    `is ${omitted}`,
    { request: { headers: [['content-type', 'application/json']], omitted } },
  ]),
  ['is larger than any that is read', { request: { headers: [['content-type', 'application/json']], body: ' '.repeat(600 * 1024) } }],
];

describe('a body that is not on record', () => {
  const trained = new Orders();
  trained.learn(USUAL, () => true);

  test.each(UNREAD)('lacks nothing where it %s', (_why, of) => {
    const { surprise, findings } = trained.judge(of);
    expect(findings).toEqual([]);
    expect(surprise).toBeLessThan(1);
  });

  test('excuses nothing in the query', () => {
    const { findings } = trained.judge({ request: undefined, query: 'channel=web&debug=1' });
    expect(findings[0]).toMatchObject({ aspect: 'name', place: 'query' });
    expect(findings[0]?.surprise).toBeGreaterThan(2);
  });

  test('is not the same as none: where a member is always there, its absence is told', () => {
    expect(trained.judge({ request: undefined, requestBytes: 0 }).findings[0]?.aspect).toBe('missing');
    expect(trained.judge({ request: jsonMessage({ sku: 'S-417', quantity: 2 }) }).findings[0]?.aspect).toBe('missing');
  });

  test('teaches nothing of bodies: with half of them unread, what is missing in one that is read is told as before', () => {
    const half = new Orders();
    expect(half.learn(USUAL, (index) => index % 2 === 0)).toBeLessThan(2);
    const { findings } = half.judge({ request: jsonMessage({ sku: 'S-417', quantity: 2 }) });
    expect(findings[0]?.aspect).toBe('missing');
    expect(findings[0]?.surprise).toBeGreaterThan(2);
  });
});

test('bodies that are on record from some day on are nothing new', () => {
  const orders = new Orders();
  orders.learn(USUAL, () => false);
  expect(orders.judge({}).surprise).toBeLessThan(2);
  expect(orders.learn(40, () => true)).toBeLessThan(2);
});

test.each(['caller-blocked', 'rate-limited', 'credential-required', 'firewall-blocked'] as const)(
  'a request that is refused (%s) before its body is read lacks nothing',
  (problem) => {
    const orders = new Orders();
    orders.learn(USUAL, () => true);
    expect(orders.judge({ request: undefined, requestBytes: 0, status: 403, problem }).findings).toEqual([]);
  },
);
