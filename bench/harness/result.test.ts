import { expect, test } from 'vitest';

import { type Sample, summarize } from './result.ts';

function sample(requestsPerSecond: number, changes: Partial<Sample> = {}): Sample {
  return { requests: requestsPerSecond, requestsPerSecond, p50Ms: 1, p99Ms: 2, errors: 0, processorUsPerRequest: 10, ...changes };
}

test('a result holds the medians of its rounds and its ratio to the medians of the others', () => {
  const result = summarize('a', [sample(10), sample(30), sample(20, { p99Ms: 9 })], { b: [sample(40)], c: [sample(5), sample(5)] });
  expect(result).toMatchObject({ contender: 'a', requestsPerSecond: 20, p50Ms: 1, p99Ms: 2, processorUsPerRequest: 10, spread: 1 });
  expect(result.ratios).toEqual({ b: 0.5, c: 4 });
});

test('the errors of all rounds are added up: one bad round is not voted away', () => {
  expect(summarize('a', [sample(1), sample(1, { errors: 7 }), sample(1)], {}).errors).toBe(7);
});

test('processor time is the median of the rounds in which it could be read', () => {
  const unread = sample(1, { processorUsPerRequest: null });
  expect(summarize('a', [unread, sample(1, { processorUsPerRequest: 4 })], {}).processorUsPerRequest).toBe(4);
  expect(summarize('a', [unread], {}).processorUsPerRequest).toBeNull();
});

test('a contender without samples is an error, not a zero', () => {
  expect(() => summarize('a', [], {})).toThrow(RangeError);
  expect(() => summarize('a', [sample(1)], { b: [] })).toThrow(RangeError);
});
