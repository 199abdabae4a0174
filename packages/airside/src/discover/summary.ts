import type { ObservedEndpoint, ObservedNoise } from '@airside/openapi';

import { columns, printable } from '../terminal.ts';

const MOST_STATUSES = 6;
const MOST_PATHS = 20;

/** A row for each operation: how often it was called, how it answered, who may call it, who does. */
export function summaryTable(endpoints: readonly ObservedEndpoint[]): string {
  const rows = endpoints.map((endpoint) => [
    endpoint.method,
    printable(endpoint.template),
    `${endpoint.calls}`,
    statusesOf(endpoint),
    credentialsOf(endpoint),
    `${endpoint.callers.distinct}`,
    Number.isFinite(endpoint.lastSeenMs) ? new Date(endpoint.lastSeenMs).toISOString() : '-',
  ]);
  return `${columns([['METHOD', 'TEMPLATE', 'CALLS', 'STATUSES', 'AUTH', 'CALLERS', 'LAST SEEN'], ...rows])}\n`;
}

/** What told of no operation. */
export function noiseTable({ calls, paths, refused }: ObservedNoise): string {
  if (calls === 0) return '\nNo other calls.\n';
  const rows = paths.slice(0, MOST_PATHS).map(({ value, calls: times }) => [`${times}`, printable(value)]);
  const head = `\nOnly refused or not found: ${calls} calls${refused > 0 ? `, ${refused} of them refused by Airside` : ''}\n`;
  const more = paths.length > MOST_PATHS ? `… and ${paths.length - MOST_PATHS} more paths that were kept\n` : '';
  return `${head}${columns(rows)}\n${more}`;
}

function statusesOf({ responses }: ObservedEndpoint): string {
  const most = responses.toSorted((a, b) => b.calls - a.calls || a.status - b.status).slice(0, MOST_STATUSES);
  return most.length === 0 ? '-' : most.map(({ status, calls }) => `${status}:${calls}`).join(' ');
}

function credentialsOf({ credentials }: ObservedEndpoint): string {
  if (credentials === undefined || credentials.length === 0) return '?';
  return credentials.map(({ value }) => (value.length === 0 ? 'none' : printable(value.join('+')))).join(' or ');
}
