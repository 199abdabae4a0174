import { describe, expect, test } from 'vitest';

import { callOf } from '../testing/call.ts';
import { everyday } from '../testing/everyday.ts';
import { learningOf } from '../testing/watch.ts';
import { LimitAdvisor } from './limit-advisor.ts';

describe('advice on limits', () => {
  const advisor = new LimitAdvisor(learningOf());
  for (const call of everyday({ users: 200, days: 5 })) advisor.observe(callOf(call));
  for (let sweep = 0; sweep < 60; sweep++) advisor.tick(Date.UTC(2026, 0, 20));
  const [best] = advisor.advice();

  test('leaves room above what callers needed, and says how much it would have touched', () => {
    for (const { limit, p50, p90, p99, most, touched, confidence } of advisor.advice()) {
      expect(p50 <= p90 && p90 <= p99 && p99 <= most).toBe(true);
      expect(limit).toBeGreaterThan(p99);
      expect(touched).toBeLessThan(0.01);
      expect(confidence).toBeGreaterThan(0);
      expect(confidence).toBeLessThan(1);
    }
    expect(best?.windows).toBeGreaterThan(500);
  });

  test('says nothing of what was hardly called', () => {
    const few = new LimitAdvisor(learningOf());
    for (let index = 0; index < 10; index++) few.observe(callOf({ timeMs: index * 600_000, user: `user ${index}` }));
    expect(few.advice()).toEqual([]);
  });

  test('does not learn from what was turned away', () => {
    const refused = new LimitAdvisor(learningOf());
    for (let index = 0; index < 1000; index++) refused.observe(callOf({ timeMs: index * 100, status: 429, user: `user ${index % 50}` }));
    expect(refused.advice()).toEqual([]);
  });
});
