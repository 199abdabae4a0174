import type { Incident, Sanction } from '@airside/domain';
import { expect, test } from 'vitest';

import { PRIMARY_METRICS } from '../catalog.ts';
import { Monitor } from '../monitor.ts';
import { exposition } from '../prometheus/exposition.ts';
import { prometheusName } from '../prometheus/name.ts';
import { parseExposition } from '../testing/exposition-parser.ts';
import { type WatchedBehavior, watchBehavior } from './behavior.ts';

const METRICS = { maxConsumers: 10, countries: false, networks: false, maxNetworks: 10 };

function monitored() {
  const monitor = new Monitor({ metrics: METRICS }, 'test');
  return {
    monitor,
    read(definition: (typeof PRIMARY_METRICS)[keyof typeof PRIMARY_METRICS]) {
      const families = parseExposition(exposition(monitor.read().families, 'openmetrics'), 'openmetrics');
      const samples = families.find(({ name }) => name === prometheusName(definition))?.samples ?? [];
      return samples.map(({ labels, value }) => [...Object.values(labels), value]);
    },
    [Symbol.dispose]: () => monitor.close(),
  };
}

test('what the behaviour layer has found and does is told, and no longer told once it is over', async () => {
  using watched = monitored();
  let incidents = [{ severity: 'high' }, { severity: 'high' }, { severity: 'low' }] as Incident[];
  let sanctions = [
    { action: 'block', dryRun: false },
    { action: 'block', dryRun: true },
    { action: 'block', dryRun: true },
  ] as Sanction[];
  const behavior = {
    administration: {
      incidents: async () => ({ items: incidents, next: null }),
      status: async () => ({ observed: 7, dropped: 1 }),
    },
    sanctions: () => sanctions,
    behind: () => 1.5,
    restarts: () => 2,
  } as unknown as WatchedBehavior;
  const watch = watchBehavior(watched.monitor, behavior);
  await watch.look();
  expect(watched.read(PRIMARY_METRICS.openIncidents)).toEqual([
    ['high', 2],
    ['low', 1],
  ]);
  expect(watched.read(PRIMARY_METRICS.activeSanctions)).toEqual([
    ['block', 'false', 1],
    ['block', 'true', 2],
  ]);
  expect(watched.read(PRIMARY_METRICS.behind)).toEqual([[1.5]]);
  expect(watched.read(PRIMARY_METRICS.engineRestarts)).toEqual([[2]]);
  expect(watched.read(PRIMARY_METRICS.judged)).toEqual([
    ['observed', 7],
    ['dropped', 1],
  ]);
  incidents = incidents.slice(2);
  sanctions = [];
  await watch.look();
  expect(watched.read(PRIMARY_METRICS.openIncidents)).toEqual([['low', 1]]);
  expect(watched.read(PRIMARY_METRICS.activeSanctions)).toEqual([]);
  watch.close();
});

test('a store that cannot be read leaves the numbers of before', async () => {
  using watched = monitored();
  let isBroken = false;
  const behavior = {
    administration: {
      incidents: async () => {
        if (isBroken) throw new Error('broken');
        return { items: [{ severity: 'high' }], next: null };
      },
      status: async () => ({ observed: 1, dropped: 0 }),
    },
    sanctions: () => [],
    behind: () => undefined,
    restarts: () => undefined,
  } as unknown as WatchedBehavior;
  const watch = watchBehavior(watched.monitor, behavior);
  await watch.look();
  isBroken = true;
  await watch.look();
  expect(watched.read(PRIMARY_METRICS.openIncidents)).toEqual([['high', 1]]);
  watch.close();
});

test('detections, incidents and sanctions are counted as they come', () => {
  using watched = monitored();
  const { monitor, read } = watched;
  monitor.detected({ indicator: 'enumeration', severity: 'high', api: 'shop' });
  monitor.detected({ indicator: 'enumeration', severity: 'high', api: null });
  monitor.incidentOpened({ severity: 'critical' });
  monitor.sanctioned({ action: 'block', dryRun: false, by: 'person:somebody with a name' });
  expect(read(PRIMARY_METRICS.detections)).toEqual([
    ['enumeration', 'high', 'shop', 1],
    ['enumeration', 'high', 1],
  ]);
  expect(read(PRIMARY_METRICS.incidents)).toEqual([['critical', 1]]);
  expect(read(PRIMARY_METRICS.sanctions)).toEqual([['block', 'false', 'person', 1]]);
});
