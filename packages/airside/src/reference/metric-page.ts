import type { MetricDefinition } from '@airside/gateway';

import { METRICS } from '../telemetry/catalog.ts';
import { prometheusName } from '../telemetry/prometheus/name.ts';
import { page, table } from './markdown.ts';

/** The reference page of all metrics: what each is called in OpenTelemetry and in Prometheus, and what it tells. Markdown. */
export function metricReference(): string {
  const groups = Map.groupBy(METRICS, ({ name }) => groupOf(name));
  const parts = [...groups].flatMap(([group, metrics]) => [
    `## ${group}`,
    table(['OpenTelemetry', 'Prometheus', 'Kind', 'Unit', 'Attributes', 'What'], metrics.map(row)),
  ]);
  return page('Metrics', [INTRODUCTION, ...parts, histograms()]);
}

const INTRODUCTION = `What a running Airside counts ([how to get at it](../monitoring.md)). In Prometheus, dots in names and attributes are underscores. An attribute
that has no value is left out. \`_other\` stands for all values beyond a limit.`;

const GROUPS: readonly (readonly [prefix: string, group: string])[] = [
  ['http.', 'Requests, as the semantic conventions for HTTP name them'],
  ['airside.behavior', 'Behaviour'],
  ['airside.detections', 'Behaviour'],
  ['airside.incidents', 'Behaviour'],
  ['airside.sanctions', 'Behaviour'],
  ['airside.gateway', 'Requests, as Airside sees them'],
  ['airside.policy', 'Requests, as Airside sees them'],
  ['airside.consumer', 'Requests, as Airside sees them'],
  ['airside.country', 'Requests, as Airside sees them'],
  ['airside.network', 'Requests, as Airside sees them'],
  ['airside.refusals', 'Requests, as Airside sees them'],
  ['airside.reports', 'Requests, as Airside sees them'],
  ['airside.firewall', 'Requests, as Airside sees them'],
  ['airside.', 'Airside itself'],
];

function groupOf(name: string): string {
  return GROUPS.find(([prefix]) => name.startsWith(prefix))?.[1] ?? 'Processes';
}

function row(definition: MetricDefinition): readonly string[] {
  const { name, kind, unit, attributes, description } = definition;
  const prometheus = `${prometheusName(definition)}${kind === 'counter' ? '_total' : ''}`;
  return [`\`${name}\``, `\`${prometheus}\``, kind, `\`${unit}\``, attributes.map((each) => `\`${each}\``).join(', '), description];
}

function histograms(): string {
  const rows = METRICS.flatMap(({ name, buckets }) => (buckets === undefined ? [] : [[`\`${name}\``, buckets.join(', ')]]));
  return `## Bounds of the histograms\n\n${table(['Metric', 'Upper bounds of its buckets'], rows)}`;
}
