import type { Exchange } from '@airside/domain';

import { methodIndex } from '../metrics/methods.ts';
import { routeOf } from '../metrics/route.ts';
import type { Transaction } from '../pipeline/transaction.ts';
import { newSpanId } from './ids.ts';
import type { Attributes, Span } from './span.ts';
import type { RequestTrace } from './tracer.ts';

const FIRST_SERVER_ERROR = 500;
const FIRST_CLIENT_ERROR = 400;

/** The spans of a request that has ended: the request, each policy's judgement, the upstream. Made of its record, so that no secret is in them. */
export function spansOf(transaction: Transaction, exchange: Exchange, trace: RequestTrace): readonly Span[] {
  const epoch = transaction.time - transaction.startedAt;
  return [
    requestSpan(transaction, exchange, trace),
    ...policySpans(exchange, trace, epoch),
    ...upstreamSpans(transaction, exchange, trace, epoch),
  ];
}

function requestSpan({ time, scheme, head, request }: Transaction, exchange: Exchange, trace: RequestTrace): Span {
  const { status, method, template, principal, client, problem } = exchange;
  const route = template === null || head === undefined ? undefined : routeOf(head.path, template);
  const isError = status >= FIRST_SERVER_ERROR;
  return {
    traceId: trace.traceId,
    spanId: trace.spanId,
    parentId: trace.parentId,
    tracestate: trace.tracestate,
    name: spanName(method, route),
    kind: 'server',
    startMs: time,
    endMs: time + exchange.durationMs,
    isError,
    ...(trace.link !== undefined && { links: [{ traceId: trace.link.traceId, spanId: trace.link.parentId }] }),
    attributes: {
      ...methodAttributes(method),
      'http.route': route,
      'http.response.status_code': status,
      'error.type': isError ? (problem ?? String(status)) : undefined,
      'url.scheme': scheme,
      'url.path': exchange.path,
      'url.query': exchange.query === '' ? undefined : exchange.query,
      'server.address': exchange.host,
      'client.address': client.address,
      'geo.country.iso_code': client.country,
      'user_agent.original': client.userAgent ?? undefined,
      'network.protocol.version': request.httpVersion,
      'http.request.body.size': exchange.requestBytes,
      'http.response.body.size': exchange.responseBytes,
      'airside.request.id': exchange.id,
      'airside.api': exchange.api ?? undefined,
      'airside.operation': exchange.operation ?? undefined,
      'airside.consumer': principal?.consumer ?? undefined,
      'airside.problem': problem ?? undefined,
    },
  };
}

function policySpans({ verdicts }: Exchange, { traceId, spanId, verdictTimes }: RequestTrace, epoch: number): readonly Span[] {
  return verdicts.flatMap(({ policy, checkpoint, outcome, reason, durationUs }, index) => {
    const endedAt = verdictTimes[index];
    if (endedAt === undefined) return [];
    return {
      traceId,
      spanId: newSpanId(),
      parentId: spanId,
      name: `policy ${policy}`,
      kind: 'internal' as const,
      startMs: epoch + endedAt - durationUs / 1000,
      endMs: epoch + endedAt,
      isError: false,
      attributes: { 'airside.policy': policy, 'airside.checkpoint': checkpoint, 'airside.outcome': outcome, 'airside.reason': reason },
    };
  });
}

function upstreamSpans(transaction: Transaction, exchange: Exchange, trace: RequestTrace, epoch: number): readonly Span[] {
  const { upstream, method, path, problem } = exchange;
  if (upstream === null || transaction.upstream === undefined) return [];
  const { hostname, port, protocol } = new URL(upstream.origin);
  const startMs = epoch + transaction.upstream.startedAt;
  const isError = upstream.status === null || upstream.status >= FIRST_CLIENT_ERROR;
  return [
    {
      traceId: trace.traceId,
      spanId: trace.upstreamSpanId,
      parentId: trace.spanId,
      tracestate: trace.tracestate,
      name: spanName(method, undefined),
      kind: 'client',
      startMs,
      endMs: startMs + upstream.durationMs,
      isError,
      attributes: {
        ...methodAttributes(method),
        'server.address': hostname,
        'server.port': Number(port) || (protocol === 'https:' ? 443 : 80),
        'url.full': `${upstream.origin}${path}`,
        'url.scheme': protocol.slice(0, -1),
        'http.response.status_code': upstream.status ?? undefined,
        'error.type': isError ? String(upstream.status ?? problem ?? '_OTHER') : undefined,
      },
    },
  ];
}

/** Names have to be few: a method that nobody knows is not among them. */
function spanName(method: string, route: string | undefined): string {
  const known = methodIndex(method) === 0 ? 'HTTP' : method;
  return route === undefined ? known : `${known} ${route}`;
}

function methodAttributes(method: string): Attributes {
  if (methodIndex(method) > 0) return { 'http.request.method': method };
  return { 'http.request.method': '_OTHER', 'http.request.method_original': method.slice(0, 64) };
}
