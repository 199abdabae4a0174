import { expect, test } from 'vitest';

import { detectionOf, incidentOf } from '../testing/detections.ts';
import { openBehaviorStore } from './open.ts';

test('of more incidents than are kept, open and grave ones stay, however many others came later', async () => {
  const store = openBehaviorStore(':memory:');
  const made = (severity: 'low' | 'high', state: 'open' | 'closed') => incidentOf(detectionOf({ severity }), { state });
  const [grave, open] = [made('high', 'open'), made('low', 'open')];
  const old = made('high', 'closed');
  await store.record({ detections: [], incidents: [grave, open, old, ...Array.from({ length: 50 }, () => made('low', 'closed'))] });
  expect(await store.prune({ olderThan: '2000-01-01T00:00:00.000Z', keepAtMost: 10 })).toBe(43);
  for (const { id } of [grave, open, old]) expect(await store.incident(id)).toBeDefined();
  await store.close();
});
