import { describe, expect, test } from 'vitest';

import type { MadeCall } from '../testing/call.ts';
import { START_MS } from '../testing/everyday.ts';
import { DAY, many } from '../testing/shop.ts';
import { Watch } from '../testing/watch.ts';
import { foreignFunction } from './foreign-function.ts';

const MINUTE = 60_000;
const call = (who: Partial<MadeCall>, operation: string, timeMs: number): MadeCall => ({ ...who, operation, timeMs });
const customer = (index: number) => ({ user: `user-${index}`, roles: ['customer'] });
const member = (day: number, index: number) => ({ session: `session-${day}-${index}` });

/** Customers who are known by their tokens, and sessions of a desk, a few of administrators, of which the gateway knows no more than the cookie. */
const usual = many(8, (day) => ({ timeMs: START_MS + day * DAY })).flatMap(({ timeMs }, day) =>
  Array.from({ length: 100 }, (_, index) => {
    const atMs = timeMs + index * MINUTE;
    const isAdmin = index === 0 && day === 3;
    return [
      ...['GET /products', 'GET /orders', 'POST /cart'].map((each, step) => call(customer(index), each, atMs + step)),
      ...(index < 4 ? ['GET /admin/orders'].map((each) => call({ user: `staff-${index}`, roles: ['support'] }, each, atMs)) : []),
      ...(isAdmin ? ['GET /users', 'GET /tickets', 'DELETE /tickets/{}'] : ['GET /tickets', 'GET /tickets/{}', 'POST /comments']).map(
        (each, step) => call(member(day, index), each, atMs + step),
      ),
    ];
  }).flat(),
);
/** So many that one of them is less than the share that is foreign. */
const manyCustomers = many(400, (index) => call(customer(index), '', START_MS + DAY + index * MINUTE)).flatMap((each) => [
  ...['GET /products', 'GET /orders', 'POST /cart'].map((operation, step) => ({ ...each, operation, timeMs: each.timeMs + step })),
  ...(each.user === 'user-7' ? [call({ user: 'staff-1', roles: ['support'] }, 'GET /admin/orders', each.timeMs)] : []),
]);
const nowMs = START_MS + 8 * DAY;
const trained = (): Watch => new Watch(foreignFunction).see(usual).reset();

test('a customer who uses what only staff does is told, and the next strangers who do so no less', () => {
  const watch = trained();
  for (let index = 0; index < 8; index++) {
    const stranger = { user: `stranger-${index}`, roles: ['customer'] };
    watch.see([call(stranger, 'GET /products', nowMs + index * MINUTE), call(stranger, 'GET /admin/orders', nowMs + index * MINUTE + 1)]);
  }
  expect(watch.surprises.length).toBe(8);
  expect(watch.surprises.at(-1)).toBeGreaterThan(3.5);
});

test('what strangers do teaches what is usual while an API is only watched, and not later', () => {
  const highest = (isTraining: boolean): number => {
    const watch = new Watch(foreignFunction).see(manyCustomers).reset();
    watch.learning.isTraining = isTraining;
    const use = (index: number): readonly MadeCall[] =>
      ['GET /products', 'POST /coupons'].map((each, step) =>
        call({ user: `stranger-${index}`, roles: ['customer'] }, each, nowMs + index * MINUTE + step),
      );
    watch.see([call(customer(3), 'POST /coupons', nowMs - 2 * DAY), ...Array.from({ length: 5 }, (_, index) => use(index)).flat()]);
    watch.learning.isTraining = false;
    return watch.reset().see(use(50)).highest;
  };
  expect(highest(true)).toBe(0);
  expect(highest(false)).toBeGreaterThan(2.8);
});

test('what nobody of a role uses is the more surprising the fewer things only one of them uses, after a restart as well', () => {
  const one = [call(customer(99), 'DELETE /orders', START_MS + DAY)];
  const visit = [call(customer(1), 'GET /admin/orders', nowMs)];
  const known = (first: readonly MadeCall[]): Watch => new Watch(foreignFunction).see([...first, ...manyCustomers]).reset();
  const highest = known([]).see(visit).highest;
  expect(highest).toBeGreaterThan(known(one).see(visit).highest + 0.3);
  const restarted = new Watch(foreignFunction);
  restarted.detector.merge?.(known([]).detector.save?.());
  expect(restarted.see(visit).highest).toBeCloseTo(highest, 1);
});

test('a session in which is deleted, though none that begins like it does so, is told', () => {
  const watch = trained().see([call(member(9, 1), 'GET /tickets', nowMs), call(member(9, 1), 'DELETE /tickets/{}', nowMs + 1)]);
  expect(watch.highest).toBeGreaterThan(2.7);
});

describe('nothing is said of', () => {
  test.each<readonly [string, readonly MadeCall[]]>([
    [
      'a session of an administrator',
      ['GET /users', 'GET /tickets', 'DELETE /tickets/{}'].map((each, step) => call(member(9, 50), each, nowMs + step)),
    ],
    ['calls of nobody in particular', [call({}, 'GET /tickets', nowMs), call({}, 'DELETE /tickets/{}', nowMs + 1)]],
    ['staff', [call({ user: 'staff-1', roles: ['support'] }, 'GET /admin/orders', nowMs)]],
    ['an operation that is new to all', [call(customer(1), 'GET /reviews', nowMs), call(customer(2), 'GET /reviews', nowMs + MINUTE)]],
  ])('%s', (_name, calls) => {
    expect(trained().see(calls).highest).toBe(0);
  });
});
