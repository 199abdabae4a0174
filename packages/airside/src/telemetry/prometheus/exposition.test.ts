import { type MetricDefinition, Registry } from '@airside/gateway';
import { array, assert, constantFrom, double, property, string, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';

import { METRICS } from '../catalog.ts';
import { parseExposition } from '../testing/exposition-parser.ts';
import { exposition, type Format } from './exposition.ts';
import { prometheusName } from './name.ts';

const FORMATS: readonly Format[] = ['text', 'openmetrics'];

const DEFINITIONS: readonly MetricDefinition[] = [
  { name: 'a.requests', kind: 'counter', unit: '{request}', description: 'A "quoted" \\ text', attributes: ['a.first', 'a.second'] },
  { name: 'a.level', kind: 'gauge', unit: 'By', description: 'Level.', attributes: ['a.first'] },
  { name: 'a.duration', kind: 'histogram', unit: 's', description: 'Duration.', attributes: ['a.first'], buckets: [0.5, 1, 2.5] },
];

function filled(work: (registry: Registry) => void): Registry {
  const registry = new Registry(DEFINITIONS);
  work(registry);
  return registry;
}

describe.each(FORMATS)('the format %s', (format) => {
  test('holds for any values of attributes and any numbers', () => {
    const value = string({ unit: 'binary' });
    assert(
      property(array(tuple(constantFrom(...DEFINITIONS), value, value, double({ min: 0, max: 1e15, noNaN: true }))), (entries) => {
        const registry = filled((target) => {
          for (const [definition, first, second, number] of entries) {
            const family = target.family(definition.name);
            const series = family.series(definition.attributes.length === 2 ? [first, second] : [first]);
            if (definition.kind === 'histogram') family.record(series, number);
            else if (definition.kind === 'counter') family.add(series, number);
            else family.set(series, number);
          }
        });
        const families = parseExposition(exposition(registry.families, format), format);
        for (const [, first] of entries) {
          if (first === '') continue;
          const values = families.flatMap(({ samples }) => samples.map(({ labels }) => labels['a_first']));
          expect(values).toContain(first);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('counts an observation at a bound into the bucket of that bound', () => {
    const registry = filled((target) => {
      const family = target.family('a.duration');
      const series = family.series(['x']);
      for (const each of [0.5, 0.75, 1, 2.5, 3]) family.record(series, each);
    });
    const [family] = parseExposition(exposition(registry.families, format), format);
    expect(family?.samples.map(({ name, labels, value }) => [name, labels['le'], value])).toEqual([
      ['a_duration_seconds_bucket', '0.5', 1],
      ['a_duration_seconds_bucket', format === 'text' ? '1' : '1.0', 3],
      ['a_duration_seconds_bucket', '2.5', 4],
      ['a_duration_seconds_bucket', '+Inf', 5],
      ['a_duration_seconds_sum', undefined, 7.75],
      ['a_duration_seconds_count', undefined, 5],
    ]);
  });

  test('leaves out a gauge of which nothing is known, and a family without series', () => {
    const registry = filled((target) => {
      const family = target.family('a.level');
      family.set(family.series(['known']), 3);
      family.set(family.series(['unknown']), Number.NaN);
    });
    const families = parseExposition(exposition(registry.families, format), format);
    expect(families.map(({ name, unit, samples }) => ({ name, unit, samples }))).toEqual([
      {
        name: 'a_level_bytes',
        unit: format === 'text' ? '' : 'bytes',
        samples: [{ name: 'a_level_bytes', labels: { a_first: 'known' }, value: 3 }],
      },
    ]);
  });
});

test('every metric that Airside has is fit for both formats, and none has the name of another', () => {
  const registry = new Registry(METRICS);
  for (const family of registry.families) family.series(family.definition.attributes.map((name) => `some ${name}`));
  for (const format of FORMATS) expect(parseExposition(exposition(registry.families, format), format)).toHaveLength(METRICS.length);
  expect(new Set(METRICS.map(prometheusName)).size).toBe(METRICS.length);
  for (const { name, description, buckets, kind } of METRICS) {
    expect(name).toMatch(/^[a-z0-9_]+(\.[a-z0-9_]+)+$/);
    expect(description, name).toMatch(/^[A-Z0-9].*\.$/);
    expect(buckets !== undefined, name).toBe(kind === 'histogram');
  }
});

describe('what the tests go by finds', () => {
  const good = '# HELP a_total A.\n# TYPE a_total counter\na_total{b="c"} 1\n';
  test.each<[string, string, Format]>([
    ['an unfinished line', good.trimEnd(), 'text'],
    ['a series that is there twice', `${good}a_total{b="c"} 2\n`, 'text'],
    ['a sample without a type', 'a_total 1\n', 'text'],
    ['an escape that is none', good.replace('"c"', '"\\c"'), 'text'],
    ['an unescaped quotation mark', good.replace('"c"', '"c"d"'), 'text'],
    ['a label that is there twice', good.replace('b="c"', 'b="c",b="d"'), 'text'],
    ['a label with a dot', good.replace('b="c"', 'b.a="c"'), 'text'],
    ['a counter that falls below nothing', good.replace(' 1\n', ' -1\n'), 'text'],
    ['no end', good.replaceAll('# HELP a_total', '# HELP a').replaceAll('# TYPE a_total', '# TYPE a'), 'openmetrics'],
    ['a counter without its suffix', '# HELP a A.\n# TYPE a counter\na 1\n# EOF\n', 'openmetrics'],
    ['a unit that is not in the name', '# HELP a A.\n# TYPE a gauge\n# UNIT a bytes\na 1\n# EOF\n', 'openmetrics'],
    ['buckets that fall', '# HELP h H.\n# TYPE h histogram\nh_bucket{le="1"} 2\nh_bucket{le="+Inf"} 1\nh_sum 1\nh_count 1\n', 'text'],
    ['a histogram without +Inf', '# HELP h H.\n# TYPE h histogram\nh_bucket{le="1"} 2\nh_sum 1\nh_count 2\n', 'text'],
    ['a count that is another', '# HELP h H.\n# TYPE h histogram\nh_bucket{le="+Inf"} 1\nh_sum 1\nh_count 2\n', 'text'],
  ])('%s', (_name, text, format) => {
    expect(() => parseExposition(text, format)).toThrow();
  });
});
