import { array, assert, constantFrom, integer, nat, property, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';

import { type MetricDefinition, OTHER } from './definition.ts';
import { ValueLimit } from './limits.ts';
import { MergedSource } from './merge.ts';
import { Registry } from './registry.ts';

const DEFINITIONS: readonly MetricDefinition[] = [
  { name: 'c', kind: 'counter', unit: '1', description: '', attributes: ['who'] },
  { name: 'u', kind: 'upDownCounter', unit: '1', description: '', attributes: ['who', 'airside.process'] },
  { name: 'h', kind: 'histogram', unit: 's', description: '', attributes: ['who'], buckets: [1, 2, 5] },
];

/** All numbers of a registry, by metric and attributes. */
function contents(registry: Registry): Readonly<Record<string, readonly number[]>> {
  const entries = [...registry.families].flatMap((family) =>
    Array.from(
      { length: family.size },
      (_, series) => [`${family.definition.name} ${family.attributesOf(series).join(' ')}`, [...family.numbersOf(series)]] as const,
    ),
  );
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

const event = tuple(nat({ max: 2 }), constantFrom('c', 'u', 'h'), constantFrom('', 'a', 'b', 'c', 'd'), integer({ min: 0, max: 7 }));

function count(registry: Registry, metric: string, who: string, amount: number, process: string): void {
  const family = registry.family(metric);
  const series = registry.seriesIn(family, metric === 'u' ? [who, process] : [who]);
  if (metric === 'h') family.record(series, amount);
  else family.add(series, amount);
}

test('what several processes count and tell in pieces is what one would have counted', () => {
  assert(
    property(array(tuple(event, nat({ max: 3 }))), (steps) => {
      const merged = new Registry(DEFINITIONS);
      const alone = new Registry(DEFINITIONS);
      const workers = [0, 1, 2].map((index) => ({ registry: new Registry(DEFINITIONS), source: new MergedSource(merged, String(index)) }));
      for (const [[worker, metric, who, amount], tells] of steps) {
        count(workers[worker]?.registry ?? alone, metric, who, amount, '');
        count(alone, metric, who, amount, String(worker));
        const telling = workers[tells];
        // As between processes: plain data only.
        if (telling !== undefined) telling.source.accept(structuredClone(telling.registry.takeChanges()));
      }
      for (const { registry, source } of workers) {
        source.accept(registry.takeChanges());
        expect(registry.takeChanges()).toEqual([]);
      }
      expect(contents(merged)).toEqual(contents(alone));
    }),
  );
});

test('what a process had under way is over when it ends, and what it had counted stays', () => {
  const merged = new Registry(DEFINITIONS);
  const [first, second] = ['1', '2'].map((name) => {
    const registry = new Registry(DEFINITIONS);
    for (const metric of ['c', 'u', 'h']) count(registry, metric, 'a', 3, '');
    const source = new MergedSource(merged, name);
    source.accept(registry.takeChanges());
    return source;
  });
  first?.end();
  expect(contents(merged)).toEqual({ 'c a': [6], 'h a': [0, 0, 2, 0, 6], 'u a 1': [0], 'u a 2': [3] });
  second?.end();
  expect(contents(merged)['u a 2']).toEqual([0]);
});

describe('bounds', () => {
  test('hold for the series of a metric: what does not fit is one', () => {
    const registry = new Registry(DEFINITIONS, new Map(), 3);
    for (let index = 0; index < 10; index++) count(registry, 'c', `caller${index}`, 1, '');
    expect(contents(registry)).toEqual({ [`c ${OTHER}`]: [7], 'c caller0': [1], 'c caller1': [1], 'c caller2': [1] });
  });

  test('hold for the values of an attribute, whatever is counted of it; nobody in particular needs no place', () => {
    const limit = new ValueLimit(2);
    const registry = new Registry(DEFINITIONS, new Map([['who', limit]]));
    for (const who of ['', '_anonymous', 'a', 'b', 'c', 'd', 'a']) count(registry, 'c', who, 1, '');
    count(registry, 'h', 'e', 1, '');
    expect(limit.named).toBe(2);
    expect(contents(registry)).toEqual({
      'c ': [1],
      'c _anonymous': [1],
      [`c ${OTHER}`]: [2],
      'c a': [2],
      'c b': [1],
      [`h ${OTHER}`]: [1, 0, 0, 0, 1],
    });
  });

  test('hold where several processes named different values', () => {
    const merged = new Registry(DEFINITIONS, new Map([['who', new ValueLimit(2)]]));
    for (const names of [
      ['a', 'b'],
      ['c', 'd'],
    ]) {
      const registry = new Registry(DEFINITIONS, new Map([['who', new ValueLimit(2)]]));
      for (const who of names) count(registry, 'c', who, 1, '');
      new MergedSource(merged, '').accept(registry.takeChanges());
    }
    expect(contents(merged)).toEqual({ [`c ${OTHER}`]: [2], 'c a': [1], 'c b': [1] });
  });

  test('keep what names a series or a metric that nobody knows from being counted', () => {
    const merged = new Registry(DEFINITIONS);
    new MergedSource(merged, '').accept([
      { metric: 'c', added: [], grown: [5, 0, 1, 0, 9, 1] },
      { metric: 'unknown', added: [['a']], grown: [0, 0, 1] },
    ]);
    expect(contents(merged)).toEqual({});
  });
});
