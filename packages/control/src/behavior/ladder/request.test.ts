import type { Sanction } from '@airside/domain';
import { expect, test } from 'vitest';

import type { ActionRequest } from '../../alerts/action.ts';
import { openBehaviorStore } from '../sqlite/open.ts';
import { exchangeOf } from '../testing/detections.ts';
import { SanctionsInEffect } from './in-effect.ts';
import { createRequests } from './request.ts';
import { createTraffic } from './traffic.ts';

const NOW = Date.parse('2026-11-16T12:00:00Z');
const request: ActionRequest = {
  action: 'block',
  match: [{ kind: 'user', id: 'acme' }],
  api: 'orders',
  requestsPerMinute: null,
  dryRun: false,
  durationMs: 60_000,
  by: 'alert:greedy',
  reason: 'alert a-1: 500 requests',
};

function under(allow: readonly string[] = [], cap = { requests: 1, callers: 1 }, traffic = createTraffic()) {
  const store = openBehaviorStore(':memory:');
  const imposed: Sanction[] = [];
  const inEffect = new SanctionsInEffect(traffic, () => NOW);
  const fulfil = createRequests({
    store,
    responses: () => ({ allow, cap, ladder: [], sharedAddress: 5 }) as never,
    inEffect,
    impose: async (sanction) => {
      imposed.push(sanction);
      inEffect.add(sanction);
      await store.addSanction(sanction);
    },
    now: () => NOW,
  });
  const reasons = async () => (await store.events({}, { limit: 100 })).items.map(({ action, detail }) => `${action}: ${detail}`);
  return { store, imposed, inEffect, fulfil, reasons };
}

test('what an alert asks for is done once, for as long as it says, and says who asked', async () => {
  const { imposed, fulfil, reasons } = under();
  await fulfil(request);
  await fulfil(request);
  expect(imposed).toMatchObject([
    { action: 'block', match: request.match, api: 'orders', by: 'response:alert:greedy', expires: '2026-11-16T12:01:00.000Z' },
  ]);
  expect(await reasons()).toEqual([]);
});

test('nobody on the allow list is hit', async () => {
  const { imposed, fulfil, reasons } = under(['user:acme']);
  await fulfil(request);
  expect(imposed).toEqual([]);
  expect(await reasons()).toEqual(['not-done: the caller is on the allow list (alert a-1: 500 requests)']);
});

test('what a person has undone is not done again', async () => {
  const { imposed, inEffect, fulfil, store, reasons } = under();
  await fulfil(request);
  await store.undo(imposed[0]?.id ?? '', { time: '2026-11-16T12:00:01Z', by: 'person:os:tester' });
  for (const { id } of imposed.splice(0)) inEffect.remove(id);
  await fulfil(request);
  expect(imposed).toEqual([]);
  expect(await reasons()).toEqual([expect.stringContaining('a person has undone the same')]);
});

test('many alerts that fire at once block no more callers than the cap allows', async () => {
  const traffic = createTraffic();
  const callers = Array.from({ length: 40 }, (_, index) => ({ kind: 'user', id: `u-${index}` }) as const);
  traffic.note(callers.map((caller) => exchangeOf([caller])));
  const { imposed, fulfil } = under([], { requests: 1, callers: 0.05 }, traffic);
  await Promise.all(callers.map((caller) => fulfil({ ...request, match: [caller] })));
  expect(imposed).toHaveLength(2);
});

test('a block by hand that another one took the place of keeps alerts from nothing', async () => {
  const { store, imposed, inEffect, fulfil } = under();
  await fulfil(request);
  const [sanction] = imposed.splice(0);
  inEffect.remove(sanction?.id ?? '');
  await store.undo(sanction?.id ?? '', { time: '2026-11-16T12:00:00Z', by: 'sanction:s-2' });
  await fulfil(request);
  expect(imposed).toHaveLength(1);
});
