import { describe, expect, test } from 'vitest';

import { largeAnswer } from '../indicators/large-answer.ts';
import { manyRecords } from '../indicators/many-records.ts';
import type { MadeCall } from '../testing/call.ts';
import { START_MS } from '../testing/everyday.ts';
import { DAY } from '../testing/shop.ts';
import { Watch } from '../testing/watch.ts';

const list = (role: string, index: number, records: number, day: number): MadeCall => ({
  user: `${role}-${index % 40}`,
  roles: [role],
  operation: 'GET /products',
  answer: { records },
  timeMs: START_MS + day * DAY + index * 60_000,
});

/** Customers get up to 25 products at once; staff, of whom there are few, gets 100 where it is thorough. */
function seen(thorough = true): Watch {
  const watch = new Watch(manyRecords);
  for (let day = 0; day < 6; day++) {
    watch.see(Array.from({ length: 800 }, (_, index) => list('customer', index, 1 + (index % 100) / 4, day)));
    watch.see(Array.from({ length: 2 }, (_, index) => list('staff', 800 + index, thorough ? 100 : 20, day)));
  }
  return watch.reset();
}

describe('an answer with more than nearly all of the operation have', () => {
  test('is nothing where callers of a role get such answers, and is something for one of another role', () => {
    expect(seen().see([list('staff', 0, 100, 7)]).highest).toBe(0);
    expect(seen().see([list('customer', 0, 100, 7)]).highest).toBeGreaterThan(2);
  });

  test('is something for callers of a role who never get such answers', () => {
    expect(seen(false).see([list('staff', 0, 100, 7)]).highest).toBeGreaterThan(2);
  });

  test('is something for those whose role nobody has had before, and for those without one', () => {
    const { roles: _, ...nobody } = list('visitor', 0, 4000, 7);
    for (const call of [list('visitor', 0, 4000, 7), nobody]) expect(seen().see([call]).highest).toBeGreaterThan(2);
  });

  test('is no less where a role gets far larger ones than it ever did', () => {
    expect(seen().see([list('staff', 0, 40_000, 7)]).highest).toBeGreaterThan(2);
  });
});

test('what is known of roles is saved, and a state of before that knows nothing of them is taken over', () => {
  const state = seen().detector.save?.() as { readonly scopes: unknown };
  for (const [saved, least] of [
    [state, 0],
    [state.scopes, 2],
  ] as const) {
    const next = new Watch(manyRecords);
    next.detector.merge?.(saved);
    const { highest } = next.see([list('staff', 0, 100, 7)]);
    if (least === 0) expect(highest).toBe(0);
    else expect(highest).toBeGreaterThan(least);
  }
  expect(() => new Watch(largeAnswer).detector.merge?.({ scopes: [], ofRoles: 7 })).toThrow();
});
