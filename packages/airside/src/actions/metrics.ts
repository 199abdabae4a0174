import { metricView } from '@airside/control';
import { z } from 'zod';

import { askLive } from '../admin/ask-live.ts';
import type { OutputOptions } from '../admin/records.ts';
import { GROUPS, type Group, type Summary, summarize } from '../metrics/summary.ts';
import { columns, printable } from '../terminal.ts';

export interface MetricsOptions extends OutputOptions {
  readonly api?: string;
  readonly by: Group;
}

/** Prints what a running Airside has counted since it started: a table of requests, or every metric for programs. */
export async function printMetrics(options: MetricsOptions): Promise<void> {
  const { items } = await askLive(options, { method: 'GET', path: '/v1/metrics' }, z.object({ items: z.array(metricView) }));
  if (options.json === true) {
    for (const metric of items) process.stdout.write(`${JSON.stringify(metric)}\n`);
    return;
  }
  const summaries = summarize(items, options.by, options.api);
  const head = [...GROUPS[options.by].map(title), 'requests', '4xx', '5xx', 'median', '95 %', '99 %'];
  process.stdout.write(summaries.length === 0 ? 'no request has been counted\n' : `${columns([head, ...summaries.map(row)])}\n`);
}

/** `http.response.status_code` is `status code`. */
function title(attribute: string): string {
  return (attribute.split('.').at(-1) ?? '').replaceAll('_', ' ').replace('iso code', 'country');
}

function row({ of, requests, errors, failures, p50, p95, p99 }: Summary): readonly string[] {
  const names = of.map((name) => (name === '' ? '-' : printable(name)));
  const share = (count: number): string => (count === 0 ? '0' : `${((100 * count) / requests).toFixed(1)} %`);
  return [...names, String(requests), share(failures), share(errors), ...[p50, p95, p99].map(duration)];
}

function duration(seconds: number | undefined): string {
  if (seconds === undefined) return '-';
  return seconds < 1 ? `${(seconds * 1000).toPrecision(3)} ms` : `${seconds.toPrecision(3)} s`;
}
