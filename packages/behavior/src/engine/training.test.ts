import { expect, test } from 'vitest';

import { callOf } from '../testing/call.ts';
import { DEFAULT_OPTIONS } from './learning.ts';
import { Training } from './training.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const START_MS = Date.UTC(2026, 0, 1);

const training = () => new Training({ ...DEFAULT_OPTIONS, mostOperations: 100, trainingMs: DAY_MS });

test('operations that somebody makes up do not keep an API that comes later in training for ever', () => {
  const watched = training();
  for (let index = 0; index < 500; index++) {
    watched.observe(callOf({ timeMs: START_MS, operation: `GET /made-up-${index}`, template: null, status: index % 2 === 0 ? 404 : 200 }));
  }
  expect(watched.observe(callOf({ timeMs: START_MS, api: 'later' }))).toBe(true);
  expect(watched.observe(callOf({ timeMs: START_MS + 2 * DAY_MS, api: 'later' }))).toBe(false);
});

test('what is not there is no operation that is trained', () => {
  const watched = training();
  const asked = { timeMs: START_MS, operation: 'GET /made-up', template: null };
  for (const status of [404, 405, 400]) watched.observe(callOf({ ...asked, status }));
  watched.observe(callOf({ ...asked, outcome: 'refused' }));
  expect(watched.status(START_MS)).toEqual([]);
  watched.observe(callOf(asked));
  expect(watched.status(START_MS).map(({ operation }) => operation)).toEqual(['GET /made-up']);
});
