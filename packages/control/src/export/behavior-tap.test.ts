import { expect, onTestFinished, test } from 'vitest';

import { detectionWith, incidentWith, sanctionWith } from '../../test/export-records.ts';
import { openBehaviorStore } from '../behavior/index.ts';
import { tapBehaviorStore } from './behavior-tap.ts';
import type { ExportRecord } from './record.ts';

function start() {
  const told: ExportRecord[] = [];
  const store = openBehaviorStore(':memory:');
  onTestFinished(() => store.close());
  const said = () => told.splice(0).map((record) => ('change' in record.value ? `${record.kind} ${record.value.change}` : record.kind));
  return { store, tapped: tapBehaviorStore(store, (records) => told.push(...records)), told, said };
}

test('what was kept is told once, and what an incident is by then', async () => {
  const { tapped, said } = start();
  await tapped.record({ detections: [detectionWith()], incidents: [incidentWith()] });
  expect(said()).toEqual(['detection', 'incident opened']);
  await tapped.record({ detections: [], incidents: [incidentWith({ requests: 700 })] });
  expect(said()).toEqual(['incident changed']);
  await tapped.say('i1', { state: 'closed', feedback: 'false', note: null, by: 'person:root', time: '2026-11-02T00:00:00.000Z' });
  expect(said()).toEqual(['incident closed']);
  await tapped.say('nothing', { state: 'closed', feedback: null, note: null, by: 'person:root', time: '2026-11-02T00:00:00.000Z' });
  expect(said()).toEqual([]);
});

test('a sanction is told when it is imposed and when it is undone, without the count of its hits', async () => {
  const { tapped, told, said } = start();
  await tapped.addSanction(sanctionWith());
  expect(said()).toEqual(['sanction imposed']);
  await tapped.undo('s1', { time: '2026-11-01T12:30:00.000Z', by: 'person:root' });
  expect(told).toEqual([
    {
      kind: 'sanction',
      value: { change: 'undone', sanction: sanctionWith({ undone: { time: '2026-11-01T12:30:00.000Z', by: 'person:root' } }) },
    },
  ]);
  said();
  await tapped.undo('s1', { time: '2026-11-01T12:40:00.000Z', by: 'person:other' });
  expect(said()).toEqual([]);
});

test('what could not be kept is not told', async () => {
  const { store, tapped, said } = start();
  await store.close();
  await expect(tapped.addSanction(sanctionWith())).rejects.toThrow();
  expect(said()).toEqual([]);
});
