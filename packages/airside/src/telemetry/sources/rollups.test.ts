import { createRollupKeeper, openRollupStore } from '@airside/control';
import { type Exchange, parseConfiguration } from '@airside/domain';
import { expect, onTestFinished, test } from 'vitest';

import { blankExchange } from '../../behavior/blank-exchange.ts';
import { PRIMARY_METRICS } from '../catalog.ts';
import { Monitor } from '../monitor.ts';
import { exposition } from '../prometheus/exposition.ts';
import { prometheusName } from '../prometheus/name.ts';
import { parseExposition } from '../testing/exposition-parser.ts';
import { watchRollups } from './rollups.ts';

test('what roll-ups no longer tell apart is told, by dimension', () => {
  const { configuration } = parseConfiguration('rollups: { maxOperations: 1 }\n', { file: '/airside.yaml', policies: {}, environment: {} });
  if (configuration === undefined) throw new Error('no configuration');
  const store = openRollupStore(':memory:');
  const keeper = createRollupKeeper(store, { settings: configuration.rollups });
  const monitor = new Monitor({ metrics: configuration.telemetry.metrics }, 'test');
  onTestFinished(() => {
    monitor.close();
    keeper.close();
    store.close();
  });
  watchRollups(monitor, { overflowed: () => keeper.state().overflowed });
  keeper.accept(['GET', 'PUT', 'POST'].map((method) => exchangeOf(method)));
  const families = parseExposition(exposition(monitor.read().families, 'openmetrics'), 'openmetrics');
  const samples = families.find(({ name }) => name === prometheusName(PRIMARY_METRICS.rollupsOverflowed))?.samples ?? [];
  expect(samples.map(({ labels, value }) => [...Object.values(labels), value])).toEqual([
    ['operation', 2],
    ['consumer', 0],
    ['country', 0],
    ['network', 0],
  ]);
});

function exchangeOf(method: string): Exchange {
  return { ...blankExchange(method, 0), time: '2026-11-16T12:00:00.000Z', api: 'orders', operation: method.toLowerCase(), method };
}
