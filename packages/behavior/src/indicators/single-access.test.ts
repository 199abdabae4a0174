import { describe, expect, test } from 'vitest';

import type { MadeCall } from '../testing/call.ts';
import { START_MS } from '../testing/everyday.ts';
import { DAY, many } from '../testing/shop.ts';
import { Watch } from '../testing/watch.ts';
import { singleAccess } from './single-access.ts';

const MINUTE = 60_000;
const customer = (index: number) => ({ user: `user-${index}`, roles: ['customer'] });
const staff = (index: number) => ({ user: `staff-${index}`, roles: ['support'] });
const partner = { user: 'partner', kind: 'apiKey' as const };

const made = (who: Partial<MadeCall>, id: string, timeMs: number): MadeCall => ({
  ...who,
  operation: 'POST /orders',
  answer: { objects: [`order=${id}`] },
  timeMs,
});
const read = (who: Partial<MadeCall>, id: string, timeMs: number): MadeCall => ({
  ...who,
  operation: 'GET /orders/{id}',
  objects: [`order=${id}`],
  timeMs,
});

/** Customers and a partner order and look at it; all staff is shown all orders. */
const usual = many(8, (day) => ({ timeMs: START_MS + day * DAY })).flatMap(({ timeMs }, day) => {
  const orders = Array.from({ length: 100 }, (_, index) => [made(customer(index), `${day}-${index}`, timeMs + index * MINUTE)]);
  const partners = Array.from({ length: 50 }, (_, index) => [made(partner, `p${day}-${index}`, timeMs + index * MINUTE)]);
  const reads = Array.from({ length: 100 }, (_, index) => [read(customer(index), `${day}-${index}`, timeMs + (index + 2) * MINUTE)]);
  const lists = Array.from({ length: 4 }, (_, index) =>
    [0, 1].map((page) => ({
      ...staff(index),
      operation: 'GET /admin/orders',
      answer: { objects: Array.from({ length: 50 }, (__, at) => `order=${day}-${page * 50 + at}`) },
      timeMs: timeMs + (120 + index) * MINUTE,
    })),
  );
  return [orders, partners, reads, lists].flat(2).toSorted((one, other) => one.timeMs - other.timeMs);
});
const nowMs = START_MS + 8 * DAY;
const trained = (): Watch => new Watch(singleAccess).see(usual).reset();

test("an order of somebody else is somebody else's, however many of the staff were shown it", () => {
  expect(trained().see([read(customer(3), '7-5', nowMs)]).highest).toBeGreaterThan(2.5);
});

test("an order of a caller of another kind is somebody else's", () => {
  expect(trained().see([read(customer(3), 'p7-5', nowMs)]).highest).toBeGreaterThan(2.5);
});

/** Two other customers have an object. */
const shown = (object: string): readonly MadeCall[] =>
  [1, 2].map((index) => ({ ...customer(index), operation: 'POST /orders', answer: { objects: [object] }, timeMs: nowMs + index }));

test.each(['40007', 'mtr'])(
  'that the caller is called %s as well makes no object its own: it may be a number of anything, or a word',
  (name) => {
    const calls = [...shown(`order=${name}`), read({ ...customer(3), user: name }, name, nowMs + 2 * MINUTE)];
    expect(trained().see(calls).highest).toBeGreaterThan(2);
  },
);

describe('nothing is said of', () => {
  test.each<readonly [string, readonly MadeCall[]]>([
    ['staff that opens what it was shown', [read(staff(1), '7-5', nowMs)]],
    [
      'new staff that opens what it is shown',
      [
        { ...staff(9), operation: 'GET /admin/orders', answer: { objects: ['order=7-6'] }, timeMs: nowMs },
        read(staff(9), '7-6', nowMs + 1),
      ],
    ],
    ['the own order', [read(customer(3), '7-3', nowMs)]],
    [
      'the own account, which staff was shown before its first call',
      [
        {
          ...staff(1),
          operation: 'GET /admin/customers',
          answer: { objects: many(20, (i) => ({ timeMs: i })).map((_, i) => `customer=new-${i}`) },
          timeMs: nowMs,
        },
        { user: 'new', roles: ['customer'], operation: 'GET /customers/{id}', objects: ['customer=new-4'], timeMs: nowMs + MINUTE },
      ],
    ],
    [
      'what has the name of its caller',
      [...shown('order=mtr-40007'), read({ ...customer(3), user: 'mtr-40007' }, 'mtr-40007', nowMs + 2 * MINUTE)],
    ],
  ])('%s', (_name, calls) => {
    expect(trained().see(calls).highest).toBeLessThan(1);
  });
});
