import type { Exchange } from '@airside/domain';

import { blankExchange } from './blank-exchange.ts';
import { bodyText } from './body-text.ts';
import { readRawRequest } from './raw-request.ts';

/**
 * A whole HTTP/1 request in bytes as the exchange that a gateway without definitions would have recorded of it, had the API answered with 200. Throws an Error
 * where it has no request line.
 */
export function exchangeOfRaw(bytes: Buffer, id: string, number: number): Exchange {
  const { method, host, target, headers, body } = readRawRequest(bytes);
  const mark = target.indexOf('?');
  const value = (wanted: string): string | undefined => headers.find(([name]) => name === wanted)?.[1];
  return {
    ...blankExchange(id, number),
    method,
    host: hostOf(host),
    path: mark === -1 ? target : target.slice(0, mark),
    query: mark === -1 ? '' : target.slice(mark + 1),
    client: { address: '192.0.2.1', userAgent: value('user-agent') ?? null },
    request: {
      headers: headers.map(([name, content]): [string, string] => [name, content]),
      ...bodyText(body, value('content-encoding') ?? '', value('content-type') ?? ''),
    },
    requestBytes: body.length,
  };
}

/** Without port, in lower case. */
function hostOf(host: string): string {
  const port = host.lastIndexOf(':');
  return (port > host.lastIndexOf(']') ? host.slice(0, port) : host).toLowerCase();
}
