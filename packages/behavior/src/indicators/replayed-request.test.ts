import { expect, test } from 'vitest';

import type { MadeCall } from '../testing/call.ts';
import { START_MS } from '../testing/everyday.ts';
import { DAY, loggedIn, many } from '../testing/shop.ts';
import { Watch } from '../testing/watch.ts';
import { replayedRequest } from './replayed-request.ts';

const MINUTE = 60_000;

function change(user: number, operation: string, value: string, timeMs: number, network = 'AS64500'): MadeCall {
  return { ...loggedIn(user, timeMs), network, operation, parameters: [{ place: 'body', name: 'what', value, written: 'text' }], timeMs };
}

/** Payments are never the same, commands nearly always; people go from one network to another. */
const days = many(4000, (index) => {
  const timeMs = START_MS + index * MINUTE;
  const network = `AS${64_500 + (Math.floor(index / 70) % 2)}`;
  return index % 2 === 0
    ? change(index % 50, 'POST /payments', `invoice ${index}`, timeMs, network)
    : change(index % 50, 'POST /commands', index % 5 === 0 ? 'stop' : 'restart', timeMs, network);
});
const nowMs = START_MS + 4 * DAY;

test('a payment that comes again from elsewhere is more surprising than one that comes again', () => {
  const twice = (network: string) => {
    const [first, second] = [change(0, 'POST /payments', 'once', nowMs), change(0, 'POST /payments', 'once', nowMs + MINUTE, network)];
    return new Watch(replayedRequest).see(days).reset().see([first, second]).highest;
  };
  expect(twice('AS64500')).toBeGreaterThan(2.5);
  expect(twice('AS64999')).toBeGreaterThan(twice('AS64500'));
});

test('a command that is repeated by nature is nothing, from wherever it comes', () => {
  const watch = new Watch(replayedRequest).see(days).reset();
  watch.see(many(6, (index) => change(1, 'POST /commands', 'restart', nowMs + index * MINUTE, `AS6499${index}`)));
  expect(watch.signals).toEqual([]);
});

test('a new payment, one that failed, a read, and a payment of somebody else are nothing', () => {
  const watch = new Watch(replayedRequest).see(days).reset();
  watch.see([change(4, 'POST /payments', 'once', nowMs), change(6, 'POST /payments', 'once', nowMs + 1)]);
  watch.see([{ ...change(4, 'POST /payments', 'once', nowMs + 2), status: 409 }, change(4, 'GET /payments', 'once', nowMs + 3)]);
  watch.see([change(4, 'GET /payments', 'once', nowMs + 4), change(4, 'POST /payments', 'another', nowMs + 5)]);
  expect(watch.signals).toEqual([]);
});

test('payments of which it is not on record what they are of are not the same one', () => {
  const unread = many(4, (index) => ({
    ...change(3, 'POST /payments', '', nowMs + index * MINUTE, 'AS64999'),
    isWhole: false,
    requestBytes: 80,
  }));
  expect(new Watch(replayedRequest).see(days).reset().see(unread).signals).toEqual([]);
});
