import { callerOf, type Exchange, type RecordedMessage } from '@airside/domain';

import { isKeyHeader } from './key-header.ts';
import type { Observation, ObservedMessage } from './observation.ts';

/** An exchange of the gateway as an observation. */
export function fromExchange(exchange: Exchange): Observation {
  const { status, request, response } = exchange;
  return {
    timeMs: Date.parse(exchange.time),
    api: exchange.api,
    host: exchange.host,
    method: exchange.method,
    path: exchange.path,
    template: exchange.template,
    query: exchange.query,
    status: status === CLIENT_CLOSED_REQUEST ? null : status,
    isRefused: exchange.problem !== null,
    caller: callerOf(exchange),
    credentials: credentialsOf(exchange),
    request: observed(request, exchange.requestBytes),
    response: observed(response, exchange.responseBytes),
  };
}

const CLIENT_CLOSED_REQUEST = 499;

/** Nothing is known of a caller whose request was refused before it was clear who calls. */
function credentialsOf({ principal, request }: Exchange): Observation['credentials'] {
  if (principal === null) return undefined;
  const kinds = [principal, ...(principal.beside ?? [])].map(({ kind }) => kind);
  return kinds
    .filter((kind) => kind !== 'anonymous')
    .map((kind) => {
      if (kind === 'jwt' || kind === 'opaque') return 'bearer';
      const header = kind === 'apiKey' ? request?.headers.find(([name]) => isKeyHeader(name))?.[0] : undefined;
      return header === undefined ? kind : `apiKey header ${header}`;
    });
}

function observed(message: RecordedMessage | undefined, bytes: number): ObservedMessage {
  return { headers: message?.headers, body: message?.body, bytes };
}
