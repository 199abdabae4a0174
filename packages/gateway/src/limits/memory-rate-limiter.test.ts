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
