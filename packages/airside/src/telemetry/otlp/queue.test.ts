import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { ExportQueue } from './queue.ts';
import type { Delivery } from './transport.ts';

const ACCEPTED: Delivery = { kind: 'accepted', rejected: 0, message: '' };
const DOWN: Delivery = { kind: 'failed', message: 'ECONNREFUSED', afterMs: undefined };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function queueWith(answer: () => Delivery | Promise<Delivery>, { most = 100, batch = 10 } = {}) {
  const sent: number[][] = [];
  const dropped: [number, string][] = [];
  const states: string[] = [];
  const counts = { accepted: 0 };
  const queue = new ExportQueue<number>({
    most,
    batch,
    send: async (items) => {
      sent.push([...items]);
      return answer();
    },
    onSent: (count) => {
      counts.accepted += count;
    },
    onDropped: (count, reason) => dropped.push([count, reason]),
    onState: (state) => states.push(state),
  });
  return { queue, sent, dropped, states, counts };
}

const numbers = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);

describe('what is to be sent', () => {
  test('is gathered for a second, or until a batch is full, and goes in order', async () => {
    const { queue, sent, counts } = queueWith(() => ACCEPTED);
    queue.add(numbers(0, 3));
    await vi.advanceTimersByTimeAsync(900);
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(100);
    expect(sent).toEqual([[0, 1, 2]]);
    queue.add(numbers(3, 25));
    await vi.advanceTimersByTimeAsync(0);
    expect(sent.slice(1)).toEqual([numbers(3, 10), numbers(13, 10), numbers(23, 5)]);
    expect(counts.accepted).toBe(28);
  });

  test('waits while the receiver is away, is tried ever more slowly, and goes in order once it is back', async () => {
    let isUp = false;
    const { queue, sent, states, dropped } = queueWith(() => (isUp ? ACCEPTED : DOWN));
    queue.add(numbers(0, 5));
    await vi.advanceTimersByTimeAsync(120_000);
    const tries = sent.length;
    expect(tries).toBeGreaterThan(5);
    expect(tries).toBeLessThan(14);
    queue.add(numbers(5, 2));
    isUp = true;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent.at(-1)).toEqual(numbers(0, 7));
    expect(sent).toHaveLength(tries + 1);
    expect([states.at(0), states.at(-1)]).toEqual(['ECONNREFUSED', '']);
    expect(dropped).toEqual([]);
  });

  test('waits as long as the receiver says', async () => {
    let answer: Delivery = { kind: 'failed', message: 'status 429', afterMs: 30_000 };
    const { queue, sent } = queueWith(() => answer);
    queue.add([1]);
    await vi.advanceTimersByTimeAsync(1000);
    answer = ACCEPTED;
    await vi.advanceTimersByTimeAsync(29_000);
    expect(sent).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(sent).toHaveLength(2);
  });
});

describe('what is lost is counted', () => {
  test('beyond the bound, the oldest first', async () => {
    const { queue, sent, dropped } = queueWith(() => DOWN, { most: 20 });
    for (let from = 0; from < 50; from += 5) queue.add(numbers(from, 5));
    expect(queue.size).toBe(20);
    await vi.advanceTimersByTimeAsync(0);
    queue.add(numbers(50, 5));
    await vi.advanceTimersByTimeAsync(2000);
    expect(queue.size).toBe(20);
    expect(sent.at(-1)).toEqual(numbers(35, 10));
    expect(dropped.reduce((sum, [count]) => sum + count, 0)).toBe(35);
    expect(dropped.every(([, reason]) => reason === 'queue-full')).toBe(true);
  });

  test('while a batch is under way that comes back', async () => {
    let fail = (): void => undefined;
    const { queue, dropped } = queueWith(
      () =>
        new Promise((resolve) => {
          fail = () => resolve(DOWN);
        }),
      { most: 12 },
    );
    queue.add(numbers(0, 10));
    await vi.advanceTimersByTimeAsync(0);
    queue.add(numbers(10, 8));
    fail();
    await vi.advanceTimersByTimeAsync(0);
    expect(queue.size).toBe(12);
    expect(dropped).toEqual([[6, 'queue-full']]);
  });

  test('where the receiver does not want it, or not all of it; it is not sent again', async () => {
    const refusing = queueWith(() => ({ kind: 'refused', message: 'status 400' }));
    refusing.queue.add(numbers(0, 3));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(refusing.sent).toHaveLength(1);
    expect(refusing.dropped).toEqual([[3, 'refused']]);
    expect(refusing.states).toEqual(['status 400']);
    const picky = queueWith(() => ({ kind: 'accepted', rejected: 2, message: 'too old' }));
    picky.queue.add(numbers(0, 3));
    await vi.advanceTimersByTimeAsync(1000);
    expect([picky.dropped, picky.counts.accepted, picky.states]).toEqual([[[2, 'refused']], 1, ['too old']]);
    const mistaken = queueWith(() => ({ kind: 'accepted', rejected: 1_000_000, message: '' }));
    mistaken.queue.add([1]);
    await vi.advanceTimersByTimeAsync(1000);
    expect([mistaken.dropped, mistaken.counts.accepted]).toEqual([[[1, 'refused']], 0]);
  });

  test('at the end: all that waits is sent, or tried once', async () => {
    const up = queueWith(() => ACCEPTED);
    up.queue.add(numbers(0, 25));
    await up.queue.close();
    expect(up.counts.accepted).toBe(25);
    const down = queueWith(() => DOWN);
    down.queue.add(numbers(0, 25));
    await down.queue.close();
    expect(down.sent).toHaveLength(1);
    expect(down.dropped).toEqual([[25, 'stopped']]);
    down.queue.add([1]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(down.sent).toHaveLength(1);
    expect(down.dropped.at(-1)).toEqual([1, 'stopped']);
  });
});
