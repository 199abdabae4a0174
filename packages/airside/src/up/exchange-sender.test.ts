import type { Exchange } from '@airside/domain';
import { expect, test } from 'vitest';

import { createExchangeSender } from './exchange-sender.ts';

const exchange = (id: number) => ({ id: String(id), path: '/', query: '', client: { address: '192.0.2.1', userAgent: null } }) as Exchange;

/** A sender whose batches leave when the test says so. */
function held() {
  const under: (() => void)[] = [];
  const sent: Exchange[] = [];
  let lost = 0;
  const sender = createExchangeSender((exchanges, dropped, left) => {
    sent.push(...exchanges);
    lost += dropped;
    under.push(left);
  });
  return { sender, sent, under, lost: () => lost };
}

test('all arrive, in order, once each', async () => {
  const { sender, sent, under } = held();
  for (let id = 0; id < 5000; id++) sender.accept(exchange(id));
  const flushed = sender.flush();
  while (under.length > 0) under.shift()?.();
  await flushed;
  expect(sent.map(({ id }) => Number(id))).toEqual([...Array(5000).keys()]);
});

test('a flush does not end before the last one has left', async () => {
  const { sender, under } = held();
  for (let id = 0; id < 3; id++) sender.accept(exchange(id));
  let ended = false;
  const flushed = sender.flush().then(() => {
    ended = true;
  });
  await new Promise(setImmediate);
  expect(ended).toBe(false);
  under.shift()?.();
  await flushed;
});

test('a flush with nothing to send ends', async () => {
  await expect(held().sender.flush()).resolves.toBeUndefined();
});

test('while nothing leaves, what waits is bounded, and what is dropped is counted', async () => {
  const { sender, sent, under, lost } = held();
  const count = 30_000;
  for (let id = 0; id < count; id++) sender.accept(exchange(id));
  const flushed = sender.flush();
  while (under.length > 0) under.shift()?.();
  await flushed;
  expect(sent.length).toBeLessThan(23_000);
  sender.accept(exchange(count));
  const again = sender.flush();
  while (under.length > 0) under.shift()?.();
  await again;
  expect(sent.length + lost()).toBe(count + 1);
});
