import type { Exchange } from '@airside/domain';

import { type KeyValue, keyValues, nanoseconds } from './attributes.ts';
import { scope } from './resource.ts';

const INFO = { severityNumber: 9, severityText: 'INFO' };
const WARN = { severityNumber: 13, severityText: 'WARN' };
const ERROR = { severityNumber: 17, severityText: 'ERROR' };
const FIRST_ERROR = 500;
const LARGEST_LIST = 20;

/** A request body of OTLP: `ExportLogsServiceRequest`, one log record for each exchange, without header fields and bodies. */
export function logsRequest(exchanges: readonly Exchange[], resource: readonly KeyValue[]): unknown {
  return { resourceLogs: [{ resource: { attributes: resource }, scopeLogs: [{ scope: scope(), logRecords: exchanges.map(recordOf) }] }] };
}

function recordOf(exchange: Exchange): unknown {
  const { time, durationMs, method, path, status, problem, trace, client, principal, upstream } = exchange;
  const startedAt = Date.parse(time);
  return {
    timeUnixNano: nanoseconds(startedAt),
    observedTimeUnixNano: nanoseconds(startedAt + durationMs),
    ...(status >= FIRST_ERROR ? ERROR : problem === null ? INFO : WARN),
    eventName: 'airside.exchange',
    body: { stringValue: `${method} ${path} ${status}${problem === null ? '' : ` ${problem}`}` },
    ...(trace !== undefined && { traceId: trace.id, spanId: trace.span }),
    attributes: keyValues({
      'http.request.method': method,
      'http.response.status_code': status,
      'http.route': exchange.template ?? undefined,
      'http.request.body.size': exchange.requestBytes,
      'http.response.body.size': exchange.responseBytes,
      'url.path': path,
      'url.query': exchange.query === '' ? undefined : exchange.query,
      'server.address': exchange.host,
      'client.address': client.address,
      'geo.country.iso_code': client.country,
      'airside.network': client.network,
      'user_agent.original': client.userAgent ?? undefined,
      'airside.request.id': exchange.id,
      'airside.api': exchange.api ?? undefined,
      'airside.operation': exchange.operation ?? undefined,
      'airside.principal.kind': principal?.kind,
      'airside.principal.subject': principal?.subject,
      'airside.consumer': principal?.consumer ?? undefined,
      'airside.credential': principal?.credential ?? undefined,
      'airside.problem': problem ?? undefined,
      'airside.reason': exchange.reason,
      'airside.duration': durationMs / 1000,
      'airside.upstream': upstream?.origin,
      'airside.upstream.duration': upstream === null ? undefined : upstream.durationMs / 1000,
      'airside.firewall.score': exchange.firewall?.score,
      'airside.firewall.rules': exchange.firewall?.matches
        .slice(0, LARGEST_LIST)
        .map(({ rule }) => rule)
        .join(' '),
    }),
  };
}
