import fc from 'fast-check';
import { expect, test } from 'vitest';

import { BoundedQueue } from './queue.ts';

test('it behaves like a list that is cut at its old end', () => {
  const steps = fc.array(fc.oneof(fc.record({ push: fc.array(fc.nat(), { maxLength: 12 }) }), fc.record({ drop: fc.nat(8) })), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), steps, (capacity, script) => {
      const queue = new BoundedQueue<number>(capacity);
      let model: number[] = [];
      for (const step of script) {
        if ('push' in step) {
          const all = [...model, ...step.push];
          model = all.slice(-capacity);
          expect(queue.push(step.push)).toBe(all.length - model.length);
        } else {
          queue.drop(step.drop);
          model = model.slice(step.drop);
        }
        expect(queue.size).toBe(model.length);
        expect(queue.peek(capacity)).toEqual(model);
      }
    }),
  );
});

test('what weighs more gives way sooner, and what weighs too much for the whole queue is not kept', () => {
  const queue = new BoundedQueue<number>(10, (weight) => weight);
  expect(queue.push([4, 5])).toBe(0);
  expect(queue.push([3])).toBe(1);
  expect(queue.peek(9)).toEqual([5, 3]);
  expect(queue.push([11])).toBe(3);
  expect(queue.size).toBe(0);
  expect(queue.push([10])).toBe(0);
});

test('many small steps on a full queue cost no more than on an empty one', () => {
  const queue = new BoundedQueue<number>(100_000);
  queue.push(Array.from({ length: 100_000 }, (_, index) => index));
  for (let index = 0; index < 300_000; index++) expect(queue.push([index])).toBe(1);
  expect(queue.peek(1)).toEqual([200_000]);
});
