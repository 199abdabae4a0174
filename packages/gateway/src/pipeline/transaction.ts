import { randomUUID, type X509Certificate } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

import { ANONYMOUS, type Exchange, type Principal, type ProblemName, type Verdict } from '@airside/domain';

import { type CallerCertificate, NO_CERTIFICATE } from '../listen/peer-certificate.ts';
import type { RequestHead } from '../listen/request-head.ts';
import { hasSecretForm } from '../record/redact/forms.ts';
import type { CompiledApi, CompiledOperation } from '../snapshot/compiled.ts';
import type { RequestTrace } from '../trace/tracer.ts';
import { ABOUT_THE_BODY } from './about-the-body.ts';
import type { PolicyRequest, Uninspected } from './policy.ts';
import type { Tap } from './tap.ts';

const NO_BODY = new Uint8Array();
const NO_PARAMETERS: Readonly<Record<string, string>> = Object.freeze({});
const LONGEST_REQUEST_ID = 128;
/** Fields that may speak of the query: signatures of the request (RFC 9421). */
const OF_THE_TARGET = ['signature', 'signature-input'] as const;

/** What is known of the call to an upstream. Times are of `performance.now()`. */
export interface UpstreamCall {
  readonly origin: string;
  readonly startedAt: number;
  status: number | null;
  endedAt: number | undefined;
}

/** One request on its way through the gateway, and all that becomes known of it. */
export class Transaction implements PolicyRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly secure: boolean;
  /** Position in `gateway.listen`. */
  readonly listener: number;
  readonly time = Date.now();
  readonly startedAt = performance.now();
  readonly verdicts: Verdict[] = [];
  /** Names and values, alternating: what policies add to the answer. */
  readonly responseHeaders: string[] = [];
  id: string = randomUUID();
  head: RequestHead | undefined;
  clientAddress: string;
  country: string | undefined;
  /** Such as `AS64500`. */
  network: string | undefined;
  /** Names of the session and of how the client does TLS. */
  session: string | undefined;
  fingerprint: string | undefined;
  /** Who the caller said to be, without having shown it. */
  claimed: string | undefined;
  /** The peer is a trusted proxy, whose word about the request's way here is passed on. */
  peerIsTrusted = false;
  /** As the caller showed it in TLS, or a trusted proxy passes it on. */
  callerCertificate: CallerCertificate = NO_CERTIFICATE;
  api: CompiledApi | undefined;
  operation: CompiledOperation | undefined;
  path = '';
  parameters = NO_PARAMETERS;
  /** Undefined where no traces are kept. */
  trace: RequestTrace | undefined;
  principal: Principal = ANONYMOUS;
  /** False until the identity checkpoint has let the request pass. */
  identified = false;
  /** What has been read of the body. */
  body: Uint8Array = NO_BODY;
  /** The whole body has been read into `body`. */
  bodyRead = false;
  /** Policies or the upstream were given all of the body. What is read of a refused request so that it ends is seen by nobody. */
  bodyComplete = false;
  bodyLimit = Number.POSITIVE_INFINITY;
  withheld: Set<string> | undefined;
  /** The client waits for `100 Continue` before it sends the body. */
  awaitsContinue = false;
  problem: ProblemName | undefined;
  /** Why, in full. */
  reason: string | undefined;
  upstream: UpstreamCall | undefined;
  firewall: Exchange['firewall'];
  firewallSeverities: ReadonlyMap<string, number> | undefined;
  uninspectedResponse: Uninspected | undefined;
  /** Undefined where the exchange is not recorded in full. */
  tap: Tap | undefined;
  /** All of the upstream's answer has come. */
  answerComplete = false;
  requestBytes = 0;
  responseBytes = 0;
  #reports: string[] | undefined;
  #query: string | undefined;

  constructor(request: IncomingMessage, response: ServerResponse, secure: boolean, listener = 0) {
    this.request = request;
    this.response = response;
    this.secure = secure;
    this.listener = listener;
    this.clientAddress = request.socket.remoteAddress ?? '';
  }

  get method(): string {
    return this.head?.method ?? this.request.method ?? '';
  }

  get protocol(): string {
    return `HTTP/${this.request.httpVersion}`;
  }

  get scheme(): 'http' | 'https' {
    return this.secure || (this.peerIsTrusted && this.head?.headers.get('x-forwarded-proto') === 'https') ? 'https' : 'http';
  }

  get authority(): string {
    return this.head?.authority ?? '';
  }

  get certificate(): X509Certificate | undefined {
    return this.callerCertificate.certificate;
  }

  get certificateFault(): string | undefined {
    return this.callerCertificate.fault;
  }

  get sentTarget(): string {
    return this.request.url ?? '';
  }

  get target(): string {
    const { head } = this;
    if (head === undefined) return '';
    return this.query === '' ? head.path : `${head.path}?${this.query}`;
  }

  get rawHeaders(): readonly string[] {
    return this.head?.rawHeaders ?? [];
  }

  get query(): string {
    return this.#query ?? this.head?.query ?? '';
  }

  get declaredBodyBytes(): number | undefined {
    return this.head === undefined ? 0 : this.head.declaredBodyBytes;
  }

  header(name: string): string | undefined {
    return this.head?.headers.get(name);
  }

  identify(principal: Principal): void {
    this.principal = principal;
  }

  claim(user: string): void {
    this.claimed = user;
  }

  limitBody(bytes: number): void {
    if (bytes < this.bodyLimit) this.bodyLimit = bytes;
  }

  addResponseHeader(name: string, value: string): void {
    this.responseHeaders.push(name, value);
  }

  withhold(name: string): void {
    this.withheld ??= new Set();
    this.withheld.add(name);
  }

  replaceQuery(query: string): void {
    this.#query = query;
    for (const name of OF_THE_TARGET) this.withhold(name);
  }

  replaceBody(body: Uint8Array): void {
    this.body = body;
    for (const name of ABOUT_THE_BODY) this.withhold(name);
  }

  report(reason: string): void {
    this.#reports ??= [];
    this.#reports.push(reason);
  }

  recordFirewall(findings: Exchange['firewall'], severities?: ReadonlyMap<string, number>): void {
    this.firewall = findings;
    this.firewallSeverities = severities;
  }

  recordUninspectedResponse(reason: Uninspected): void {
    this.uninspectedResponse = reason;
  }

  /** Verdicts come in here from the pipeline; what a policy reported becomes part of its verdict. */
  push(verdict: Verdict, isQuiet = false): void {
    if (verdict.checkpoint === 'identity' && verdict.outcome === 'pass') this.identified = true;
    if (isQuiet && verdict.outcome === 'pass' && this.#reports === undefined) return;
    if (this.trace?.sampled === true) this.trace.verdictTimes.push(performance.now());
    if (this.#reports !== undefined && verdict.outcome === 'pass') {
      this.verdicts.push({ ...verdict, outcome: 'report', reason: this.#reports.join('; ') });
      this.#reports = undefined;
      return;
    }
    this.verdicts.push(verdict);
  }

  /** A caller's own request id is kept when it is short and plain, and no credential: it goes into records and to the upstream. */
  adoptRequestId(id: string | undefined): void {
    if (id !== undefined && id.length <= LONGEST_REQUEST_ID && isPlain(id) && !hasSecretForm(id)) this.id = id;
  }
}

function isPlain(id: string): boolean {
  for (let index = 0; index < id.length; index++) {
    const code = id.charCodeAt(index);
    const letter = (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
    if (!letter && !(code >= 0x30 && code <= 0x39) && code !== 0x2d && code !== 0x2e && code !== 0x5f) return false;
  }
  return id.length > 0;
}
