import { isUtf8 } from 'node:buffer';

import type { Exchange } from '@airside/domain';
import { readRequest } from '@airside/seclang';

const START_MS = Date.UTC(2026, 0, 1);
const APART_MS = 100;

/**
 * A whole HTTP/1.1 request in bytes as the exchange that a gateway without definitions would have recorded of it, had the API answered with 200. Requests
 * have no time: the one of that number comes 100 ms after the one before.
 */
export function exchangeOfRaw(bytes: Buffer, id: string, number: number): Exchange {
  const { method, uri, headers, body } = readRequest(bytes.toString('latin1'));
  const mark = uri.indexOf('?');
  const fields = headers.map(([name, value]): [string, string] => [name.toLowerCase(), value]);
  const content = Buffer.from(body, 'latin1');
  const recorded = body === '' ? {} : isUtf8(content) ? { body: content.toString('utf8') } : { omitted: 'not-text' as const };
  return {
    id,
    time: new Date(START_MS + number * APART_MS).toISOString(),
    api: null,
    operation: null,
    method,
    host: hostOf(fieldValue(fields, 'host') ?? ''),
    path: mark === -1 ? uri : uri.slice(0, mark),
    template: null,
    query: mark === -1 ? '' : uri.slice(mark + 1),
    client: { address: '192.0.2.1', userAgent: fieldValue(fields, 'user-agent') ?? null },
    principal: null,
    verdicts: [],
    request: { headers: fields, ...recorded },
    problem: null,
    status: 200,
    upstream: null,
    requestBytes: content.length,
    responseBytes: 0,
    durationMs: 0,
  };
}

function fieldValue(fields: readonly (readonly [string, string])[], wanted: string): string | undefined {
  return fields.find(([name]) => name === wanted)?.[1];
}

/** Without port, in lower case. */
function hostOf(host: string): string {
  const port = host.lastIndexOf(':');
  return (port > host.lastIndexOf(']') ? host.slice(0, port) : host).toLowerCase();
}
