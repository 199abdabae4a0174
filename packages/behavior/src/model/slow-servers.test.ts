import { expect, test } from 'vitest';

import { slowAnswer } from '../indicators/slow-answer.ts';
import { callOf, type MadeCall } from '../testing/call.ts';
import { START_MS } from '../testing/everyday.ts';
import { DAY, many } from '../testing/shop.ts';
import { learningOf } from '../testing/watch.ts';

const nowMs = START_MS + DAY;

function slow(user: number, timeMs: number, durationMs = 9000): MadeCall {
  return { user: `user ${user}`, address: `192.0.2.${user}`, timeMs, durationMs };
}

/** What is said of the last of the calls, after a day of quick ones. */
function saidOfLast(calls: readonly MadeCall[]) {
  const detector = slowAnswer.create(learningOf());
  const take = (each: MadeCall) => {
    const call = callOf(each);
    const answered = {
      ...call,
      exchange: { ...call.exchange, upstream: { durationMs: each.durationMs ?? 20, status: 200 } },
    } as typeof call;
    const signal = detector.judge(answered);
    if (signal === undefined) detector.learn?.(answered);
    return signal;
  };
  for (const each of many(2000, (index) => slow(index % 50, START_MS + index * 40_000, 20 + (index % 7)))) take(each);
  return calls.map(take).at(-1);
}

test('one caller whose answers are slow is told of, however often', () => {
  expect(saidOfLast([slow(1, nowMs)])?.subject).toEqual({ kind: 'user', id: 'user 1' });
  expect(saidOfLast([slow(1, nowMs), slow(1, nowMs + 1), slow(1, nowMs + 2)])?.subject.kind).toBe('user');
});

test('where others wait as well it is the API that is told of', () => {
  expect(saidOfLast([slow(1, nowMs), slow(2, nowMs + 1), slow(3, nowMs + 2)])?.subject).toEqual({ kind: 'api', id: 'shop' });
});

test('others who waited long ago, at another API, or are one only, excuse nobody', () => {
  expect(saidOfLast([slow(1, nowMs), slow(2, nowMs + 1), slow(3, nowMs + 700_000)])?.subject.kind).toBe('user');
  expect(saidOfLast([slow(1, nowMs), slow(3, nowMs + 1)])?.subject.kind).toBe('user');
});

test('a stream that stays open for hours is no slow answer', () => {
  expect(saidOfLast([{ ...slow(1, nowMs, 3_600_000), status: 101, outcome: 'success' }])).toBeUndefined();
});
