import type { Family, MetricDefinition } from '@airside/gateway';

import { labelName, prometheusName, prometheusUnit } from './name.ts';

export type Format = 'text' | 'openmetrics';

/** What the answer says it is. */
export const CONTENT_TYPES: Readonly<Record<Format, string>> = {
  text: 'text/plain; version=0.0.4; charset=utf-8',
  openmetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
};

/** All series in Prometheus's text format 0.0.4, or in OpenMetrics 1.0. Families without a series are left out. */
export function exposition(families: Iterable<Family>, format: Format): string {
  const parts: string[] = [];
  for (const family of families) if (family.size > 0) writeFamily(parts, family, format);
  if (format === 'openmetrics') parts.push('# EOF\n');
  return parts.join('');
}

function writeFamily(parts: string[], family: Family, format: Format): void {
  const { definition } = family;
  const name = prometheusName(definition);
  const isCounter = definition.kind === 'counter';
  // OpenMetrics names a family without the suffix of its samples, the older format knows no families of counters.
  const familyName = isCounter && format === 'text' ? `${name}_total` : name;
  const unit = prometheusUnit(definition);
  parts.push(`# HELP ${familyName} ${escapeHelp(definition.description, format)}\n# TYPE ${familyName} ${typeOf(definition)}\n`);
  if (format === 'openmetrics' && unit !== '') parts.push(`# UNIT ${familyName} ${unit}\n`);
  const names = definition.attributes.map(labelName);
  for (let series = 0; series < family.size; series++) {
    const labels = labelsOf(names, family.attributesOf(series));
    const numbers = family.numbersOf(series);
    // A gauge of which nothing is known at present.
    if (Number.isNaN(numbers[0])) continue;
    if (definition.kind === 'histogram') writeHistogram(parts, { name, labels, bounds: definition.buckets ?? [], numbers, format });
    else parts.push(`${isCounter ? `${name}_total` : name}${braced(labels)} ${numberText(numbers[0] ?? 0)}\n`);
  }
}

function writeHistogram(
  parts: string[],
  {
    name,
    labels,
    bounds,
    numbers,
    format,
  }: {
    readonly name: string;
    readonly labels: string;
    readonly bounds: readonly number[];
    readonly numbers: Float64Array;
    readonly format: Format;
  },
): void {
  const before = labels === '' ? '' : `${labels},`;
  let count = 0;
  for (let index = 0; index <= bounds.length; index++) {
    count += numbers[index] ?? 0;
    const bound = bounds[index];
    parts.push(`${name}_bucket{${before}le="${bound === undefined ? '+Inf' : boundText(bound, format)}"} ${numberText(count)}\n`);
  }
  parts.push(
    `${name}_sum${braced(labels)} ${numberText(numbers[bounds.length + 1] ?? 0)}\n${name}_count${braced(labels)} ${numberText(count)}\n`,
  );
}

function typeOf({ kind }: MetricDefinition): string {
  if (kind === 'counter' || kind === 'histogram') return kind;
  return 'gauge';
}

/** A label with an empty value is the same as none. */
function labelsOf(names: readonly string[], values: readonly string[]): string {
  const labels: string[] = [];
  for (const [index, name] of names.entries()) {
    const value = values[index] ?? '';
    if (value !== '') labels.push(`${name}="${escapeValue(value)}"`);
  }
  return labels.join(',');
}

function braced(labels: string): string {
  return labels === '' ? '' : `{${labels}}`;
}

function escapeValue(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

/** In the older format quotation marks stand for themselves. */
function escapeHelp(text: string, format: Format): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
  return format === 'openmetrics' ? escaped.replaceAll('"', '\\"') : escaped;
}

/** OpenMetrics writes bounds as floats: `1.0`. */
function boundText(bound: number, format: Format): string {
  const text = String(bound);
  return format === 'openmetrics' && /^\d+$/.test(text) ? `${text}.0` : text;
}

function numberText(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return value > 0 ? '+Inf' : '-Inf';
}
