import { randomUUID } from 'node:crypto';

import { type Exchange, PROBLEM_TYPES, type Principal, type ProblemName, printable, type Verdict } from '@airside/domain';

import { parseHost } from '../listen/host.ts';
import type { Transaction } from '../pipeline/transaction.ts';
import { withoutSecretForms } from './redact/forms.ts';
import { redactPath } from './redact/path.ts';
import { redactQuery } from './redact/query.ts';
import { redactText } from './redact/text.ts';

const CLIENT_CLOSED_REQUEST = 499;
const LONGEST_TEXT = 2048;
const MOST_NAMES = 50;
const LONGEST_NAME = 200;

/** The record of a request that has ended. */
export function toExchange(transaction: Transaction): Exchange {
  const { head, request, response, principal, upstream } = transaction;
  const endedAt = performance.now();
  const answered = response.headersSent;
  const userAgent = request.headers['user-agent'];
  const template = transaction.operation?.operation?.template ?? null;
  return {
    id: transaction.id,
    time: new Date(transaction.time).toISOString(),
    api: transaction.api?.id ?? null,
    operation: transaction.operation?.operation?.id ?? null,
    method: transaction.method,
    host: head?.host ?? parseHost(request.headers.host ?? '') ?? '',
    path: redactPath(head?.path ?? printable(withoutSecretForms(withoutQuery(request.url ?? '').slice(0, LONGEST_TEXT))), template),
    template,
    query: redactQuery(head?.query ?? '', transaction.api?.keyParameters),
    client: {
      address: transaction.clientAddress,
      ...(transaction.country !== undefined && { country: transaction.country }),
      ...(transaction.network !== undefined && { network: transaction.network }),
      userAgent: userAgent === undefined ? null : printable(redactText(userAgent.slice(0, LONGEST_TEXT))),
      ...(transaction.fingerprint !== undefined && { fingerprint: transaction.fingerprint }),
      ...(transaction.session !== undefined && { session: transaction.session }),
    },
    principal: transaction.identified
      ? { ...named(principal), ...(principal.beside !== undefined && { beside: principal.beside.map(named) }) }
      : null,
    ...(transaction.claimed !== undefined && { claimed: printable(redactText(transaction.claimed.slice(0, LONGEST_NAME))) }),
    ...(transaction.trace !== undefined && { trace: { id: transaction.trace.traceId, span: transaction.trace.spanId } }),
    verdicts: transaction.verdicts.map(fitForRecord),
    ...(transaction.firewall !== undefined && { firewall: transaction.firewall }),
    ...messagesOf(transaction),
    ...(transaction.uninspectedResponse !== undefined && { uninspectedResponse: transaction.uninspectedResponse }),
    problem: transaction.problem ?? null,
    ...(transaction.reason !== undefined && { reason: printable(redactText(transaction.reason.slice(0, LONGEST_TEXT))) }),
    status: answered ? response.statusCode : CLIENT_CLOSED_REQUEST,
    upstream:
      upstream === undefined
        ? null
        : { origin: upstream.origin, status: upstream.status, durationMs: rounded((upstream.endedAt ?? endedAt) - upstream.startedAt) },
    requestBytes: transaction.requestBytes,
    responseBytes: transaction.responseBytes,
    durationMs: rounded(endedAt - transaction.startedAt),
  };
}

/** Request and answer in full, where they are recorded. */
function messagesOf({ tap, head, declaredBodyBytes, bodyComplete, answerComplete }: Transaction): Pick<Exchange, 'request' | 'response'> {
  if (tap === undefined) return {};
  const response = tap.response(answerComplete);
  return {
    request: tap.request(head?.rawHeaders ?? [], declaredBodyBytes === 0 || bodyComplete),
    ...(response !== undefined && { response }),
  };
}

function named(principal: Principal): Omit<NonNullable<Exchange['principal']>, 'beside'> {
  const { kind, subject, consumer, credential, issuer, token, application, scopes, roles = [], groups = [] } = principal;
  return {
    kind,
    subject: printable(subject),
    consumer,
    credential: credential === null ? null : printable(credential),
    ...(issuer !== undefined && { issuer }),
    ...(token !== undefined && { token }),
    ...(application !== undefined && { application }),
    ...(kind !== 'anonymous' && { scopes: fitNames(scopes) }),
    ...(roles.length > 0 && { roles: fitNames(roles) }),
    ...(groups.length > 0 && { groups: fitNames(groups) }),
  };
}

/** Tokens may name as many scopes, roles and groups as their issuer likes, as long as it likes. */
function fitNames(names: readonly string[]): string[] {
  return names.slice(0, MOST_NAMES).map((name) => printable(name.slice(0, LONGEST_NAME)));
}

/** A reason may quote names that the caller chose. */
function fitForRecord(verdict: Verdict): Verdict {
  return verdict.reason === undefined ? verdict : { ...verdict, reason: printable(redactText(verdict.reason.slice(0, LONGEST_TEXT))) };
}

/** The record of bytes that were no request. */
export function unreadableExchange(address: string, problem: ProblemName, reason: string): Exchange {
  return {
    id: randomUUID(),
    time: new Date().toISOString(),
    api: null,
    operation: null,
    method: '',
    host: '',
    path: '',
    template: null,
    query: '',
    client: { address, userAgent: null },
    principal: null,
    verdicts: [{ policy: 'http', checkpoint: 'connection', outcome: 'refuse', reason, durationUs: 0 }],
    problem,
    reason,
    status: PROBLEM_TYPES[problem].status,
    upstream: null,
    requestBytes: 0,
    responseBytes: 0,
    durationMs: 0,
  };
}

function withoutQuery(target: string): string {
  const mark = target.indexOf('?');
  return mark === -1 ? target : target.slice(0, mark);
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
