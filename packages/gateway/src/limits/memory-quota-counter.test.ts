import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { createMemoryQuotaCounter } from './memory-quota-counter.ts';

const DAY = 86_400_000;
const QUOTA = { requests: 3, windowMs: DAY };

function counterAt(options: { readonly maxKeys?: number } = {}) {
  let time = 5e6;
  const counter = createMemoryQuotaCounter({ ...options, now: () => time });
  const advance = (ms: number): void => {
    time += ms;
  };
  return { counter, advance };
}

describe('the quota counter in memory', () => {
  test('grants the quota and no more until the window ends', async () => {
    const { counter, advance } = counterAt();
    const decisions = [];
    for (let count = 0; count < 5; count++) decisions.push(await counter.take('k', QUOTA));
    expect(decisions.map(({ allowed }) => allowed)).toEqual([true, true, true, false, false]);
    expect(decisions.map(({ remaining }) => remaining)).toEqual([2, 1, 0, 0, 0]);
    expect(decisions[3]).toMatchObject({ retryAfterMs: DAY, resetMs: DAY });
    advance(DAY - 1);
    expect(await counter.take('k', QUOTA)).toMatchObject({ allowed: false, retryAfterMs: 1 });
    advance(1);
    expect(await counter.take('k', QUOTA)).toMatchObject({ allowed: true, remaining: 2 });
  });

  test('counts each key for itself', async () => {
    const { counter } = counterAt();
    for (let count = 0; count < 4; count++) await counter.take('a', QUOTA);
    expect(await counter.take('b', QUOTA)).toMatchObject({ allowed: true, remaining: 2 });
  });

  test('a smaller or larger quota counts at once, with what was used up', async () => {
    const { counter, advance } = counterAt();
    for (let count = 0; count < 3; count++) await counter.take('k', QUOTA);
    expect((await counter.take('k', { requests: 2, windowMs: DAY })).allowed).toBe(false);
    expect(await counter.take('k', { requests: 10, windowMs: DAY })).toMatchObject({ allowed: true, remaining: 6 });
    advance(1000);
    expect(await counter.take('k', { requests: 10, windowMs: 1000 })).toMatchObject({ allowed: true, remaining: 9 });
  });

  test('in no window more are allowed than the quota', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: DAY / 2 }), { maxLength: 60 }), async (pauses) => {
        const { counter, advance } = counterAt();
        let windowStart = Number.NEGATIVE_INFINITY;
        let inWindow = 0;
        let time = 0;
        for (const pause of pauses) {
          advance(pause);
          time += pause;
          if (time >= windowStart + DAY) [windowStart, inWindow] = [time, 0];
          inWindow++;
          expect((await counter.take('k', QUOTA)).allowed).toBe(inWindow <= QUOTA.requests);
        }
      }),
    );
  });

  test('ever new keys cannot fill the memory', async () => {
    const { counter } = counterAt({ maxKeys: 50 });
    for (let count = 0; count < 5000; count++) {
      await counter.take(`key ${count}`, QUOTA);
      expect(counter.size).toBeLessThanOrEqual(50);
    }
  });

  test('windows that have ended are forgotten', async () => {
    const { counter, advance } = counterAt();
    for (let count = 0; count < 1000; count++) await counter.take(`old ${count}`, QUOTA);
    advance(DAY);
    for (let count = 0; count < 1000; count++) await counter.take(`new ${count}`, QUOTA);
    expect(counter.size).toBeLessThan(1500);
  });
});
