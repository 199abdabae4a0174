import { expect, test } from 'vitest';

import { engineStatus } from './engine-status.ts';

const DAY_MS = 86_400_000;

function engineOf({ isAway = false, sinceMs = [] as readonly number[] } = {}) {
  const state = { observed: 7, dropped: 1, restarts: 0, isAway, cannotSave: false, savedMs: undefined, behindMs: 0 };
  const training = sinceMs.map((each, index) => ({
    api: `api-${index}`,
    operation: 'GET /',
    observations: 1,
    sinceMs: each,
    confidence: 1,
    state: 'training' as const,
    week: [],
  }));
  return { state: () => state, training: async () => training } as unknown as NonNullable<Parameters<typeof engineStatus>[0]>;
}

test('of an engine that is away it is not said that it is training, nor until when', async () => {
  expect(await engineStatus(engineOf({ isAway: true }), DAY_MS)).toEqual({ state: 'away', trainingUntil: null, observed: 7, dropped: 1 });
});

test('training ends when the API is through that was called first last', async () => {
  const now = Date.now();
  const { state, trainingUntil } = await engineStatus(engineOf({ sinceMs: [now - 2 * DAY_MS, now - 1000] }), DAY_MS);
  expect([state, trainingUntil]).toEqual(['training', new Date(now - 1000 + DAY_MS).toISOString()]);
});

test.each([
  ['one that has seen nothing', [], 'training'],
  ['one whose APIs are through', [1000, 2000], 'watching'],
])('%s: %j', async (_what, sinceMs, state) => {
  expect((await engineStatus(engineOf({ sinceMs }), DAY_MS)).state).toBe(state);
});

test('where there is none, the layer is off', async () => {
  expect((await engineStatus(undefined, DAY_MS)).state).toBe('off');
});
