import type { Incident } from '@airside/domain';
import { expect, test } from 'vitest';

import { closeForgotten } from './forgotten-incidents.ts';
import { openBehaviorStore } from './sqlite/open.ts';
import { detectionOf, incidentOf } from './testing/detections.ts';

const HOUR_MS = 3_600_000;
const NOW_MS = Date.UTC(2026, 0, 10);
const before = (hours: number): string => new Date(NOW_MS - hours * HOUR_MS).toISOString();

async function storeWith(incidents: Readonly<Record<string, Partial<Incident>>>) {
  const store = openBehaviorStore(':memory:');
  const made = Object.entries(incidents).map(([id, more]) => incidentOf(detectionOf(), { id, ...more }));
  await store.record({ detections: [], incidents: made });
  return store;
}

test('incidents that the engine has lost are closed once they are silent for long, with the reason, and people are told; all others stay', async () => {
  const store = await storeWith({
    lost: { last: before(25) },
    lively: { last: before(23) },
    known: { last: before(30) },
    ended: { last: before(30), state: 'closed', closed: before(5) },
  });
  const told: Incident[] = [];
  const options = {
    store,
    silenceMs: 24 * HOUR_MS,
    onClosed: async (incident: Incident) => void told.push(incident),
    onProblem: () => undefined,
    now: () => NOW_MS,
  };
  await closeForgotten({ ...options, openInEngine: async () => undefined });
  expect(told).toEqual([]);
  await closeForgotten({ ...options, openInEngine: async () => ['known'] });
  expect(told).toMatchObject([
    { id: 'lost', state: 'closed', closed: before(0), note: expect.stringContaining('does not know it any more') },
  ]);
  const { items } = await store.incidents({ state: 'open' }, { limit: 10 });
  expect(items.map(({ id }) => id).toSorted()).toEqual(['known', 'lively']);
  expect((await store.events({ target: 'lost' }, { limit: 10 })).items).toMatchObject([{ by: 'engine', action: 'close' }]);
});

test('an incident that a person has opened again is closed when it is silent for as long after that', async () => {
  const store = await storeWith({ again: { last: before(100), note: 'a test' } });
  await store.addEvent({ time: before(10), by: 'person:ada', action: 'reopen', target: 'again', detail: '', subject: null });
  await store.say('again', { state: 'open', feedback: null, note: 'a test', by: 'person:ada', time: before(10) });
  let nowMs = NOW_MS;
  const close = () =>
    closeForgotten({
      store,
      openInEngine: async () => [],
      silenceMs: 24 * HOUR_MS,
      onClosed: async () => undefined,
      onProblem: () => undefined,
      now: () => nowMs,
    });
  await close();
  expect(await store.incident('again')).toMatchObject({ state: 'open' });
  nowMs += 15 * HOUR_MS;
  await close();
  expect(await store.incident('again')).toMatchObject({
    state: 'closed',
    note: expect.stringMatching(/^Closed as .* Before that: a test$/),
  });
});
