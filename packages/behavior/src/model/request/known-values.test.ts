import { expect, test } from 'vitest';

import { createRandom } from '../../testing/random.ts';
import { KnownValues } from './known-values.ts';

const hash = (value: number): number => Math.imul(value + 1, 0x9e3779b1) >>> 0;

test('values that come again and again stay, however many come once', () => {
  const known = new KnownValues();
  for (let index = 0; index < 20_000; index++) {
    known.note(hash(index % 20));
    known.note(hash(1000 + index));
  }
  for (let value = 0; value < 20; value++) expect(known.has(hash(value))).toBe(true);
  expect(known.distinct).toBeLessThanOrEqual(256);
});

test('the share of values yet to come is estimated', () => {
  const random = createRandom(3);
  const few = new KnownValues();
  const many = new KnownValues();
  for (let index = 0; index < 2000; index++) {
    few.note(hash(Math.floor(random() * 12)));
    many.note(hash(Math.floor(random() * 1e9)));
  }
  expect(few.unseen()).toBe(0);
  expect(many.unseen() / 2000).toBeGreaterThan(0.9);
});

test('forgetting half keeps what is known', () => {
  const known = new KnownValues();
  for (let index = 0; index < 100; index++) known.note(hash(index % 5));
  known.halve();
  expect(known.distinct).toBe(5);
  expect(known.has(hash(3))).toBe(true);
});

test('a saved state is taken over, and one with too much or too little refused', () => {
  const known = new KnownValues();
  for (let index = 0; index < 90; index++) known.note(hash(index % 40));
  const [hashes, counts, crowdedOut] = known.save();
  const other = new KnownValues();
  other.merge([hashes, counts, crowdedOut]);
  expect(other.distinct).toBe(known.distinct);
  expect(other.unseen()).toBe(known.unseen());
  expect(() => other.merge([hashes, counts.slice(8), crowdedOut])).toThrow(/expected/);
  expect(() => other.merge([hashes, Buffer.alloc(2000).toString('base64'), 0])).toThrow(/at most 256/);
});

test('a value that came once can be taken back, and one that came again cannot', () => {
  const known = new KnownValues();
  for (const value of [1, 2, 2]) known.note(hash(value));
  for (const value of [1, 2, 3]) known.forget(hash(value));
  expect([1, 2, 3].map((value) => known.has(hash(value)))).toEqual([false, true, false]);
  expect([known.distinct, known.unseen()]).toEqual([1, 0]);
});
