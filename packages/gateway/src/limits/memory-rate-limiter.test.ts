import { expect, test } from 'vitest';

import { rateLimiterContract } from '../../test/rate-limiter-contract.ts';
import { createMemoryRateLimiter } from './memory-rate-limiter.ts';

rateLimiterContract('the limiter in memory', () => {
  let time = 1e6;
  return {
    limiter: createMemoryRateLimiter({ now: () => time }),
    advance: (milliseconds) => {
      time += milliseconds;
    },
  };
});

test('callers that come with ever new keys cannot fill the memory', async () => {
  let time = 0;
  const limiter = createMemoryRateLimiter({ maxKeys: 100, now: () => time });
  for (let count = 0; count < 10_000; count++) {
    time += 0.01;
    await limiter.take(`key ${count}`, { requests: 1, windowMs: 1000, burst: 1 });
    expect(limiter.size).toBeLessThanOrEqual(100);
  }
});

test('keys whose allowance is full again are forgotten', async () => {
  let time = 0;
  const limiter = createMemoryRateLimiter({ now: () => time });
  for (let count = 0; count < 1000; count++) await limiter.take(`old ${count}`, { requests: 1, windowMs: 10, burst: 1 });
  time += 1000;
  for (let count = 0; count < 1000; count++) await limiter.take(`new ${count}`, { requests: 1, windowMs: 10, burst: 1 });
  expect(limiter.size).toBeLessThan(1500);
});

test('a look at an allowance tells what taking would do, and takes nothing', () => {
  let time = 0;
  const limiter = createMemoryRateLimiter({ now: () => time });
  const limit = { requests: 10, windowMs: 1000, burst: 2 };
  for (let count = 0; count < 5; count++) expect(limiter.peek('k', limit)).toMatchObject({ allowed: true, remaining: 2 });
  expect(limiter.size).toBe(0);
  limiter.take('k', limit);
  expect(limiter.peek('k', limit)).toMatchObject({ allowed: true, remaining: 1 });
  limiter.take('k', limit);
  const full = limiter.peek('k', limit);
  expect(full).toMatchObject({ allowed: false, remaining: 0 });
  expect(limiter.take('k', limit)).toEqual(full);
  time += full.retryAfterMs;
  expect(limiter.peek('k', limit).allowed).toBe(true);
});
