import type { BoundRequest } from '@airside/identity';

import type { Refusal } from '../pipeline/policy.ts';
import { bodyTooLarge } from '../pipeline/refusals.ts';
import { refuse } from '../pipeline/refuse.ts';
import type { Transaction } from '../pipeline/transaction.ts';
import type { CompiledApi } from '../snapshot/compiled.ts';
import { AnswerHandler } from './answer-handler.ts';
import { upstreamRequestHeaders } from './headers.ts';
import { BodyLimitError, RequestBody } from './request-body.ts';
import type { Upstream } from './upstream-group.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);
const CONNECT_FAILURES = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

export interface CallerIdentity {
  /** Name of the header field. */
  readonly field: string;
  /** Its value on a request as the upstream gets it. */
  readonly valueFor: (request: BoundRequest) => string;
}

/**
 * Sends the request to an upstream of its API and streams the answer back, with back-pressure both ways. `onFault` is told when a policy fails
 * at the answer.
 */
export function forward(transaction: Transaction, api: CompiledApi, identity: CallerIdentity, onFault: (error: unknown) => void): void {
  attempt(transaction, api, { identity, onFault }, 1);
}

interface Forwarding {
  readonly identity: CallerIdentity;
  readonly onFault: (error: unknown) => void;
}

function attempt(transaction: Transaction, api: CompiledApi, forwarding: Forwarding, count: number): void {
  const { identity, onFault } = forwarding;
  const { head, bodyRead } = transaction;
  if (head === undefined) return;
  const upstream = api.upstreams.next();
  if (upstream === undefined) {
    refuse(transaction, { problem: 'overloaded', reason: 'too many requests wait for the upstreams', headers: ['Retry-After', '1'] });
    return;
  }
  const stream = bodyRead || head.declaredBodyBytes === 0 ? null : new RequestBody(transaction);
  const body = bodyRead ? transaction.body : stream;
  const { query } = transaction;
  const target = `${upstream.basePath}${transaction.path}${query === '' ? '' : `?${query}`}`;
  const headers = upstreamRequestHeaders(transaction, {
    host: api.preserveHost && head.authority !== '' ? head.authority : upstream.host,
    identityField: identity.field,
    identity: identity.valueFor({ method: head.method, target }),
    bodyBytes: bodyRead ? transaction.body.length : head.declaredBodyBytes,
  });

  transaction.upstream = { origin: upstream.origin, startedAt: performance.now(), status: null, endedAt: undefined };
  upstream.underWay++;
  const onEnd = (): void => {
    upstream.underWay--;
  };
  const onFailure = (error: Error): void => {
    onEnd();
    const nothingSent = CONNECT_FAILURES.has(errorCode(error)) && stream?.started !== true;
    const answered = transaction.upstream?.status !== null;
    const staleConnection = errorCode(error) === 'UND_ERR_SOCKET' && body === null && SAFE_METHODS.has(head.method) && !answered;
    if ((nothingSent && count < api.upstreams.size) || (staleConnection && count === 1)) attempt(transaction, api, forwarding, count + 1);
    else refuse(transaction, failure(error, upstream));
  };
  upstream.pool.dispatch(
    {
      path: target,
      method: head.method,
      headers,
      body,
      headersTimeout: api.responseTimeoutMs,
      bodyTimeout: api.idleTimeoutMs,
    },
    new AnswerHandler(transaction, { stallMs: api.idleTimeoutMs, onEnd, onFailure, onFault }),
  );
}

function failure(error: Error, upstream: Upstream): Refusal {
  if (error instanceof BodyLimitError) return bodyTooLarge(error.limit);
  const code = errorCode(error);
  const reason = `${upstream.origin}: ${code || error.message}`;
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT' || code === 'UND_ERR_CONNECT_TIMEOUT') {
    return { problem: 'upstream-timeout', reason };
  }
  return { problem: CONNECT_FAILURES.has(code) || code === 'ECONNRESET' ? 'upstream-unreachable' : 'upstream-invalid', reason };
}

function errorCode(error: Error): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : '';
}
