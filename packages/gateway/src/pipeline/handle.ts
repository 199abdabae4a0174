import type { Exchange } from '@airside/domain';
import type { IdentitySigner } from '@airside/identity';

import { callerCertificate } from '../listen/caller-certificate.ts';
import { OWN_PREFIX, type OwnState, serveOwn } from '../listen/own-endpoints.ts';
import { checkHead } from '../listen/request-head.ts';
import type { Meter } from '../metrics/meter.ts';
import { type CallerIdentity, forward } from '../proxy/forward.ts';
import { toExchange } from '../record/exchange.ts';
import { leadsElsewhere } from '../route/matrix-parameters.ts';
import type { CompiledApi, CompiledOperation, OperationMatch, Snapshot } from '../snapshot/compiled.ts';
import { DECOY_ANSWER } from '../snapshot/decoys.ts';
import type { Span } from '../trace/span.ts';
import { spansOf } from '../trace/spans-of.ts';
import type { Tracer } from '../trace/tracer.ts';
import type { Refusal } from './policy.ts';
import { readBody } from './read-body.ts';
import { refuse } from './refuse.ts';
import type { Transaction } from './transaction.ts';

const IDENTITY_FIELD = 'Airside-Identity';
/** `/.airside/` and `/.well-known/`. */
const OWN_PATHS = '/.';

const ELSEWHERE: Refusal = { problem: 'ambiguous-path', reason: 'without its matrix parameters the path is that of another operation' };

/** Where traces begin, and where those that are kept go. */
export interface Tracing {
  readonly tracer: Tracer;
  /** What of the record of a request may be in its spans; all of it where absent. */
  readonly recordFor?: ((exchange: Exchange) => Exchange) | undefined;
  /** The spans of one request, once it has ended. Must not throw and must not block. */
  readonly onSpans: (spans: readonly Span[]) => void;
}

/** Whether request and answer in full, where an exchange has them, are for the record, or for the behaviour engine alone. */
export type Messages = 'recorded' | 'observed';

/** What handling a request needs beside the snapshot it runs on. */
export interface HandlerServices {
  readonly own: OwnState;
  readonly signer: IdentitySigner;
  readonly onExchange: (exchange: Exchange, messages: Messages) => void;
  /** Undefined where nothing is counted. */
  readonly meter?: Meter | undefined;
  /** Undefined where no traces are kept. */
  readonly tracing?: Tracing | undefined;
  /** Told about failures of the gateway itself, which the caller sees as 500. */
  readonly onError: (error: unknown, requestId: string) => void;
}

/**
 * The way of a request: head checked → API found → operation found → policies in the order of the checkpoints (body read where one of them
 * wants it) → identity signed → upstream → policies that look at the answer → answer streamed back → recorded. Whatever fails unexpectedly on the way is refused.
 */
export function handle(transaction: Transaction, snapshot: Snapshot, services: HandlerServices): void {
  snapshot.inFlight++;
  const over = services.meter?.began(transaction.method, transaction.secure);
  transaction.response.once('close', () => {
    snapshot.inFlight--;
    over?.();
    end(transaction, services);
    record(transaction, services);
  });
  try {
    receive(transaction, snapshot, services);
  } catch (error) {
    fail(transaction, services, error);
  }
}

function receive(transaction: Transaction, snapshot: Snapshot, services: HandlerServices): void {
  const checked = checkHead(transaction.request, snapshot.gateway);
  if (!checked.ok) {
    // Whoever sent it is recorded, and not the proxy before Airside, which would be blamed for all of them.
    locate(transaction, snapshot, (name) => transaction.request.headersDistinct[name]?.join(', '));
    refuse(transaction, { problem: checked.problem, reason: checked.reason, detail: checked.reason }, { close: true });
    return;
  }
  const { head } = checked;
  transaction.head = head;
  transaction.adoptRequestId(head.headers.get('x-request-id'));
  // The parser takes what follows a request for an upgrade for another protocol: a further request would never be answered.
  if (head.headers.has('upgrade')) transaction.response.shouldKeepAlive = false;
  const header = (name: string) => head.headers.get(name);
  locate(transaction, snapshot, header);
  const marks = snapshot.marksOf?.(header, transaction.peerIsTrusted);
  transaction.session = marks?.session;
  transaction.fingerprint = marks?.fingerprint;
  transaction.trace = services.tracing?.tracer.begin(head.headers, transaction.peerIsTrusted);
  transaction.callerCertificate = callerCertificate(transaction, snapshot.clientTrusts);

  if (head.path.startsWith(OWN_PREFIX) && serveOwn(transaction, head.path, services.own)) return;
  if (snapshot.isDecoy?.(head.host, head.path) === true) {
    refuse(transaction, DECOY_ANSWER);
    return;
  }
  const own = head.path.startsWith(OWN_PATHS) ? snapshot.own.match(head.host, head.path) : undefined;
  const route = own ?? (head.path.startsWith(OWN_PREFIX) ? undefined : snapshot.router.match(head.host, head.path));
  if (route === undefined) {
    refuse(transaction, { problem: 'api-unknown', reason: 'no API at this host and path' });
    return;
  }
  transaction.api = route.value;
  transaction.path = route.path;
  judge(transaction, route.value, snapshot, services);
}

/** Works out who calls, and where from. */
function locate(transaction: Transaction, snapshot: Snapshot, header: (name: string) => string | undefined): void {
  const peer = transaction.clientAddress;
  transaction.clientAddress = snapshot.clientAddress(peer, header);
  transaction.country = snapshot.countryOf?.(transaction.clientAddress);
  transaction.network = snapshot.networkOf?.(transaction.clientAddress);
  transaction.peerIsTrusted = snapshot.isTrustedProxy(peer);
}

function judge(transaction: Transaction, api: CompiledApi, { router }: Snapshot, services: HandlerServices): void {
  const { method, head } = transaction;
  const match = api.match(method, transaction.path);
  if (match.kind !== 'matched' || (head !== undefined && leadsElsewhere(head, { api, operation: match.operation }, router))) {
    const refusal = match.kind === 'matched' ? ELSEWHERE : mismatch(match);
    settle(transaction, services, runPipeline(transaction, api.unknown), (passed) => refuse(transaction, passed ?? refusal));
    return;
  }
  transaction.operation = match.operation;
  transaction.parameters = match.parameters;
  settle(transaction, services, runPipeline(transaction, match.operation), (refusal) => {
    if (refusal !== undefined) refuse(transaction, refusal);
    else pass(transaction, api, services);
  });
}

function mismatch(match: Exclude<OperationMatch, { kind: 'matched' }>): Refusal {
  if (match.kind === 'not-found') return { problem: 'operation-unknown', reason: 'no such operation' };
  return { problem: 'method-not-allowed', reason: 'no such method here', headers: ['Allow', match.allowed.join(', ')] };
}

function runPipeline(transaction: Transaction, { pipeline }: CompiledOperation): Refusal | undefined | Promise<Refusal | undefined> {
  transaction.tap = pipeline.openTap();
  return pipeline.run(transaction, transaction, (startBytes) => readBody(transaction, startBytes));
}

function pass(transaction: Transaction, api: CompiledApi, services: HandlerServices): void {
  const valueFor: CallerIdentity['valueFor'] = (request) => services.signer.sign(transaction.principal, api.identityTerms, request);
  forward(transaction, api, { field: IDENTITY_FIELD, valueFor }, (error) => services.onError(error, transaction.id));
}

/** No request is there any more that could be refused for it, and nothing that fails here may reach the process. */
function record(transaction: Transaction, services: HandlerServices): void {
  if (transaction.api === undefined && transaction.problem === undefined) return;
  try {
    const exchange = toExchange(transaction);
    services.onExchange(exchange, transaction.tap?.isForEngineOnly === true ? 'observed' : 'recorded');
    services.meter?.ended(transaction, exchange);
    trace(transaction, exchange, services.tracing);
  } catch (error) {
    services.onError(error, transaction.id);
  }
}

function trace(transaction: Transaction, exchange: Exchange, tracing: Tracing | undefined): void {
  if (tracing === undefined || transaction.trace?.sampled !== true) return;
  tracing.onSpans(spansOf(transaction, tracing.recordFor?.(exchange) ?? exchange, transaction.trace));
}

/** The answer is out, or nobody waits for it any more: what policies still do now keeps no caller waiting. */
function end(transaction: Transaction, services: HandlerServices): void {
  try {
    transaction.operation?.pipeline.ended(transaction);
  } catch (error) {
    services.onError(error, transaction.id);
  }
}

/** Goes on with a result that may be there already, so that only what is truly asynchronous waits. */
function settle<T>(transaction: Transaction, services: HandlerServices, result: T | Promise<T>, next: (value: T) => void): void {
  if (!(result instanceof Promise)) {
    next(result);
    return;
  }
  result
    .then((value) => {
      if (!transaction.response.destroyed) next(value);
    })
    .catch((error: unknown) => fail(transaction, services, error));
}

function fail(transaction: Transaction, services: HandlerServices, error: unknown): void {
  services.onError(error, transaction.id);
  refuse(transaction, { problem: 'internal-error', reason: 'unexpected failure' }, { close: true });
}
