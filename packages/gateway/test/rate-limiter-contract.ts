import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { RateLimit, RateLimiter } from '../src/limits/rate-limiter.ts';

/** A limiter under test, and its clock in milliseconds. */
export interface LimiterUnderTest {
  readonly limiter: RateLimiter;
  advance(milliseconds: number): void;
}

const LIMIT: RateLimit = { requests: 10, windowMs: 1000, burst: 3 };

/** What every implementation of `RateLimiter` promises. */
export function rateLimiterContract(name: string, create: () => LimiterUnderTest): void {
  describe(`${name} is a rate limiter`, () => {
    test('a burst is allowed, the next one is not', async () => {
      const { limiter } = create();
      const decisions = [];
      for (let count = 0; count < 4; count++) decisions.push(await limiter.take('k', LIMIT));
      expect(decisions.map(({ allowed }) => allowed)).toEqual([true, true, true, false]);
      expect(decisions.map(({ remaining }) => remaining)).toEqual([2, 1, 0, 0]);
      expect(decisions[3]?.retryAfterMs).toBeCloseTo(100);
    });

    test('a refused request costs nothing', async () => {
      const { limiter, advance } = create();
      for (let count = 0; count < 50; count++) await limiter.take('k', LIMIT);
      advance(100);
      expect((await limiter.take('k', LIMIT)).allowed).toBe(true);
    });

    test('waiting as long as it says is enough, a little less is not', async () => {
      const { limiter, advance } = create();
      for (let count = 0; count < 3; count++) await limiter.take('k', LIMIT);
      const { retryAfterMs } = await limiter.take('k', LIMIT);
      advance(retryAfterMs - 1);
      expect((await limiter.take('k', LIMIT)).allowed).toBe(false);
      advance(1);
      expect((await limiter.take('k', LIMIT)).allowed).toBe(true);
    });

    test('keys do not share an allowance', async () => {
      const { limiter } = create();
      for (let count = 0; count < 3; count++) await limiter.take('a', LIMIT);
      expect((await limiter.take('b', LIMIT)).remaining).toBe(2);
    });

    test('in no interval more are allowed than the burst and what the rate gives', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 80 }), async (pauses) => {
          const { limiter, advance } = create();
          const allowedAt: number[] = [];
          let time = 0;
          for (const pause of pauses) {
            advance(pause);
            time += pause;
            if ((await limiter.take('k', LIMIT)).allowed) allowedAt.push(time);
          }
          for (const [first, from] of allowedAt.entries()) {
            for (const [last, to] of allowedAt.entries()) {
              if (last >= first)
                expect(last - first + 1).toBeLessThanOrEqual(LIMIT.burst + ((to - from) * LIMIT.requests) / LIMIT.windowMs + 1e-6);
            }
          }
        }),
      );
    });
  });
}
