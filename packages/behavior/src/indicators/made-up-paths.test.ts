import { describe, expect, test } from 'vitest';

import { bookOf } from '../model/book.ts';
import { EntityTable } from '../model/window/entity-table.ts';
import { callOf, type MadeCall } from '../testing/call.ts';
import { START_MS } from '../testing/everyday.ts';
import { DAY } from '../testing/shop.ts';
import { learningOf, Watch } from '../testing/watch.ts';
import { foreignFunction } from './foreign-function.ts';
import type { Indicator } from './indicator.ts';
import { largeAnswer } from './large-answer.ts';
import { manyRecords } from './many-records.ts';
import { personalDataBurst } from './personal-data-burst.ts';
import { skippedStep } from './skipped-step.ts';

const OPTIONS = { mostOperations: 200 };
const MINUTE = 60_000;

/** A scanner that asks for paths that it makes up; those that a server answers whatever they are succeed. */
const madeUp = (status: number): readonly MadeCall[] =>
  Array.from({ length: 1000 }, (_, index) => ({
    timeMs: START_MS + index,
    operation: `GET /made-up-${index}`,
    template: null,
    status,
    user: 'scanner',
    roles: [`role-${index}`],
    answer: { records: 1, personal: 1 },
  }));

/** Days of an operation that comes later. */
const later = Array.from({ length: 600 }, (_, index): MadeCall => {
  const timeMs = START_MS + DAY + index * 8 * MINUTE;
  const answer = { records: 1 + (index % 3), personal: 1 + (index % 3) };
  return {
    timeMs,
    operation: 'GET /invoices',
    template: null,
    user: `user-${index % 100}`,
    roles: ['customer'],
    answer,
    responseBytes: 500 + index,
  };
});
const last = { ...later[7], timeMs: START_MS + 9 * DAY, operation: 'GET /invoices', template: null, user: 'user-7' };
const page = (index: number, timeMs: number): MadeCall => ({
  timeMs,
  user: `user-${index}`,
  roles: ['customer'],
  operation: 'GET /basket',
});
const order = (index: number, timeMs: number): MadeCall => ({
  timeMs,
  user: `user-${index}`,
  roles: ['customer'],
  operation: 'POST /orders',
});

describe.each([404, 200])(
  'made-up paths that are answered with %i do not silence what is said of an operation that comes later:',
  (status) => {
    test.each<readonly [Indicator, readonly MadeCall[], readonly MadeCall[]]>([
      [largeAnswer, later, [{ ...last, responseBytes: 8_000_000 }]],
      [manyRecords, later, [{ ...last, answer: { records: 900 } }]],
      [personalDataBurst, later, [{ ...last, answer: { personal: 900 } }]],
      [
        skippedStep,
        Array.from({ length: 300 }, (_, index) => [
          page(index, START_MS + DAY + index * MINUTE),
          order(index, START_MS + DAY + index * MINUTE + 1),
        ]).flat(),
        [order(999, START_MS + 9 * DAY)],
      ],
      [
        foreignFunction,
        [
          ...Array.from({ length: 400 }, (_, index) => page(index, START_MS + DAY + index * MINUTE)),
          { timeMs: START_MS + DAY, user: 'staff', roles: ['support'], operation: 'GET /admin' },
        ],
        [{ timeMs: START_MS + 9 * DAY, user: 'user-3', roles: ['customer'], operation: 'GET /admin' }],
      ],
    ])('$id', (indicator, usual, attack) => {
      const watch = new Watch(indicator, OPTIONS);
      watch.see(madeUp(status)).see(usual).reset();
      expect(watch.see(attack).highest).toBeGreaterThan(1.7);
    });
  },
);

test('a path that nobody answered with success has no row in tables of operations, until it is answered', () => {
  const learning = learningOf(OPTIONS);
  const [book, table] = [bookOf(learning), new EntityTable('caller', 'operation', learning.options)];
  const asked = { timeMs: START_MS, operation: 'GET /hidden', template: null };
  const row = (of: Partial<MadeCall>): number => table.row(book.facts(callOf({ ...asked, ...of })));
  expect([row({ status: 404 }), row({ status: 500 }), row({ outcome: 'gone' })]).toEqual([-1, -1, -1]);
  expect(row({ template: '/hidden', status: 404 })).toBeGreaterThanOrEqual(0);
  expect(row({ status: 404, address: '192.0.2.9' })).toBeGreaterThanOrEqual(0);
  expect(book.operationScope(book.facts(callOf({ ...asked, operation: 'GET /other', status: 404 })))).toBe(0);
});
