import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { MetricDefinition } from '@airside/gateway';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';

import { METRICS } from '../src/telemetry/catalog.ts';
import { labelName, prometheusName } from '../src/telemetry/prometheus/name.ts';
import { temporaryFolder } from './command-line.ts';

const FOLDER = join(import.meta.dirname, '../../../deploy/monitoring');
const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8');

interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly datasource?: { readonly uid: string };
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly { readonly expr: string; readonly datasource: { readonly uid: string } }[];
}

const rules = (parse(read('prometheus-rules.yaml')) as { groups: { rules: Rule[] }[] }).groups.flatMap((group) => group.rules);
const dashboard = JSON.parse(read('grafana-dashboard.json')) as {
  panels: Panel[];
  templating: { list: { name: string; type: string; query: unknown }[] };
  annotations: { list: { expr: string }[] };
};
const shown = [
  ...dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)),
  ...dashboard.annotations.list.map(({ expr }) => expr),
];

/** The names of samples in the exposition, and those that the rules record. */
const samples = new Set([...METRICS.flatMap(samplesOf), ...rules.flatMap(({ record }) => record ?? [])]);

function samplesOf(definition: MetricDefinition): readonly string[] {
  const name = prometheusName(definition);
  if (definition.kind === 'histogram') return [`${name}_bucket`, `${name}_sum`, `${name}_count`];
  return [definition.kind === 'counter' ? `${name}_total` : name];
}

const labels = new Set([...METRICS.flatMap(({ attributes }) => attributes.map(labelName)), 'le', 'instance']);
const WORDS = new Set([
  'sum',
  'min',
  'max',
  'by',
  'and',
  'or',
  'unless',
  'offset',
  'rate',
  'increase',
  'changes',
  'absent',
  'sort',
  'topk',
  'histogram_quantile',
]);

/** Names that a PromQL expression uses: of samples, and of labels. */
function namesIn(expr: string): { readonly metrics: readonly string[]; readonly labels: readonly string[] } {
  const used: string[] = [];
  const rest = expr
    .replaceAll(/\[[^\]]*\]|offset \w+/g, ' ')
    .replaceAll(/"[^"]*"/g, '""')
    .replaceAll(/\bby \(([^)]*)\)/g, (_all, names: string) => {
      used.push(...names.split(','));
      return ' ';
    })
    .replaceAll(/\{([^}]*)\}/g, (_all, matchers: string) => {
      used.push(...matchers.split(',').map((matcher) => matcher.replace(/[=!~].*$/, '')));
      return ' ';
    });
  return {
    metrics: (rest.match(/[a-zA-Z_:][a-zA-Z0-9_:]*/g) ?? []).filter((word) => !WORDS.has(word)),
    labels: used.map((name) => name.trim()),
  };
}

describe.each([
  ['the rules', rules.map(({ expr }) => expr)],
  ['the dashboard', shown],
])('%s', (_name, expressions) => {
  test('ask for metrics and labels that exist', () => {
    expect(expressions.length).toBeGreaterThan(20);
    for (const expr of expressions) {
      const names = namesIn(expr);
      expect(names.metrics.length, expr).toBeGreaterThan(0);
      for (const name of names.metrics) expect(samples, expr).toContain(name);
      for (const name of names.labels) expect(labels, expr).toContain(name);
    }
  });
});

test('what alerts say names labels that their expression yields', () => {
  for (const { alert, expr, annotations = {} } of rules) {
    if (alert === undefined) continue;
    const kept = /\bby \(([^)]*)\)/
      .exec(expr)?.[1]
      ?.split(',')
      .map((name) => name.trim());
    for (const text of Object.values(annotations)) {
      for (const [, label = ''] of text.matchAll(/\$labels\.(\w+)/g)) expect(kept ?? [...labels], `${alert}: ${text}`).toContain(label);
    }
    expect(annotations['summary'], alert).toBeTruthy();
  }
});

test('every metric that the dashboard should tell of is there', () => {
  const used = new Set(shown.flatMap((expr) => namesIn(expr).metrics));
  const untold = METRICS.filter((definition) => !samplesOf(definition).some((sample) => used.has(sample))).map(prometheusName);
  expect(untold.toSorted()).toEqual([
    'airside_build_info',
    'airside_exchanges_written',
    'airside_exports_sent',
    'airside_incidents',
    'airside_metrics_series',
    'airside_metrics_values',
    'airside_metrics_values_limit',
    'airside_rollups_overflowed',
    'airside_telemetry_exported',
    'airside_worker_ends',
    'nodejs_eventloop_delay_mean_seconds',
    'process_memory_usage_bytes',
    'process_uptime_seconds',
    'v8js_memory_heap_limit_bytes',
  ]);
});

test('the dashboard takes its data source from a variable, and no panel lies on another', () => {
  expect(dashboard.templating.list[0]).toMatchObject({ name: 'datasource', type: 'datasource', query: 'prometheus' });
  const ids = dashboard.panels.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const cells = new Set<string>();
  for (const { type, title, datasource, targets = [], gridPos } of dashboard.panels) {
    expect(gridPos.x + gridPos.w, title).toBeLessThanOrEqual(24);
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++) {
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
        expect(cells, title).not.toContain(`${x} ${y}`);
        cells.add(`${x} ${y}`);
      }
    }
    if (type === 'row') continue;
    for (const source of [datasource, ...targets.map((target) => target.datasource)]) expect(source?.uid, title).toBe('${datasource}');
  }
});

const promtool = process.env['PROMTOOL'] ?? 'promtool';
const isThere = spawnSync(promtool, ['--version']).status === 0;
if (!isThere) console.warn('promtool (of Debian\'s package "prometheus") is not there: PromQL is checked by its names only');

describe.skipIf(!isThere)('promtool', () => {
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(promtool, args, { encoding: 'utf8' });
    return { status, text: `${stdout}${stderr}` };
  };

  test('reads the rules, and they alert when they should', () => {
    const checked = run('check', 'rules', join(FOLDER, 'prometheus-rules.yaml'));
    expect(checked.status, checked.text).toBe(0);
    const tested = run('test', 'rules', join(FOLDER, 'prometheus-rules-test.yaml'));
    expect(tested.status, tested.text).toBe(0);
  });

  test('reads every expression of the dashboard', () => {
    const asRules = shown.map((expr, index) => ({
      record: `panel:${index}`,
      expr: expr.replaceAll('$__rate_interval', '5m').replaceAll('$api', '.*'),
    }));
    const folder = temporaryFolder([]);
    const file = join(folder.path, 'rules.yaml');
    writeFileSync(file, stringify({ groups: [{ name: 'dashboard', rules: asRules }] }));
    const { status, text } = run('check', 'rules', file);
    folder.remove();
    expect(status, text).toBe(0);
  });
});
