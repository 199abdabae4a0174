import type { IncomingMessage } from 'node:http';

import type { ProblemName } from '@airside/domain';

import { METHOD_OVERRIDES } from '../proxy/reserved-fields.ts';
import { parseHost } from './host.ts';
import { parseTarget } from './target.ts';

/** The head of a request, checked: what follows relies on it and never looks at the raw message again. */
export interface RequestHead {
  readonly method: string;
  /** In normal form. */
  readonly path: string;
  readonly query: string;
  /** Lower case, without port; empty where an HTTP/1.0 client named none. */
  readonly host: string;
  /** The `Host` as sent. */
  readonly authority: string;
  /** Names as sent and values, alternating. */
  readonly rawHeaders: readonly string[];
  /** The names in lower case, in the order of the fields. */
  readonly fieldNames: readonly string[];
  /** Values by lower-case name; several fields of one name joined by a comma. */
  readonly headers: ReadonlyMap<string, string>;
  /** 0 for no body, undefined for one in chunks. */
  readonly declaredBodyBytes: number | undefined;
}

export type CheckedHead =
  | { readonly ok: true; readonly head: RequestHead }
  | { readonly ok: false; readonly problem: ProblemName; readonly reason: string };

export interface HeadLimits {
  readonly maxHeaders: number;
  readonly maxTargetBytes: number;
}

/** Fields of which a request may have one only: two of them are read differently by different servers. */
const SINGLE_FIELDS = new Set([
  'authorization',
  'client-cert',
  'content-encoding',
  'content-length',
  'content-type',
  'expect',
  'from',
  'host',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
  'max-forwards',
  'origin',
  'proxy-authorization',
  'range',
  'referer',
  'traceparent',
  'transfer-encoding',
  'user-agent',
  'x-request-id',
]);

/** What `Connection` may name (RFC 9110 section 7.6.1): naming an end-to-end field would take it out behind the inspection's back. */
const CONNECTION_OPTIONS = new Set(['close', 'keep-alive', 'upgrade', 'te', 'trailer', 'http2-settings', 'proxy-connection', '']);

/**
 * The checks that Node's parser (llhttp in its strict mode) leaves to its user. The parser itself refuses: Content-Length beside
 * Transfer-Encoding, repeated or malformed lengths, bare CR or LF, folded lines, space before the colon, NUL and control characters.
 */
export function checkHead(request: IncomingMessage, limits: HeadLimits): CheckedHead {
  const { rawHeaders, method = '', url = '' } = request;
  if (request.httpVersionMajor !== 1 || request.httpVersionMinor > 1)
    return refuse('malformed-request', 'HTTP version is neither 1.0 nor 1.1');
  if (url.length > limits.maxTargetBytes) return refuse('target-too-long', `request target has ${url.length} bytes`);
  if (rawHeaders.length / 2 > limits.maxHeaders) return refuse('headers-too-large', `request has ${rawHeaders.length / 2} header fields`);

  const headers = new Map<string, string>();
  const fieldNames: string[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] as string).toLowerCase();
    fieldNames.push(name);
    const value = rawHeaders[index + 1] as string;
    const earlier = headers.get(name);
    if (earlier !== undefined && SINGLE_FIELDS.has(name)) return refuse('malformed-request', `field ${name} is repeated`);
    headers.set(name, earlier === undefined ? value : `${earlier}${name === 'cookie' ? '; ' : ', '}${value}`);
  }

  const expectation = headers.get('expect');
  if (expectation !== undefined && expectation.toLowerCase() !== '100-continue')
    return refuse('expectation-failed', 'Expect is not 100-continue');
  const override = METHOD_OVERRIDES.find((name) => headers.has(name) && headers.get(name)?.toUpperCase() !== method);
  if (override !== undefined) return refuse('malformed-request', `field ${override} names another method than the request line`);
  if (method === 'TRACE') return refuse('method-not-allowed', 'TRACE would show the caller what the gateway adds for the upstream');
  const framing = checkFraming(request, headers);
  if (framing !== undefined) return framing;

  const target = parseTarget(url);
  if (!target.ok) return refuse(target.problem, target.reason);
  const authority = headers.get('host') ?? '';
  const host = authority === '' && request.httpVersionMinor === 0 ? '' : parseHost(authority);
  if (host === undefined) return refuse('malformed-request', 'Host is missing or is no host');
  if (target.authority !== undefined && target.authority.toLowerCase() !== authority.toLowerCase()) {
    return refuse('malformed-request', 'request target and Host name different hosts');
  }

  const length = headers.get('content-length');
  const declaredBodyBytes = headers.has('transfer-encoding') ? undefined : length === undefined ? 0 : Number(length);
  const { path, query } = target;
  return { ok: true, head: { method, path, query, host, authority, rawHeaders, fieldNames, headers, declaredBodyBytes } };
}

function checkFraming(request: IncomingMessage, headers: ReadonlyMap<string, string>): CheckedHead | undefined {
  const encoding = headers.get('transfer-encoding');
  if (encoding !== undefined && (encoding.toLowerCase() !== 'chunked' || request.httpVersionMinor === 0)) {
    return refuse('malformed-request', 'Transfer-Encoding is not chunked, or not of HTTP/1.1');
  }
  for (const option of (headers.get('connection') ?? '').toLowerCase().split(',')) {
    const name = option.trim();
    if (!CONNECTION_OPTIONS.has(name) && headers.has(name)) {
      return refuse('malformed-request', 'Connection names a field that is meant for the upstream');
    }
  }
  return undefined;
}

function refuse(problem: ProblemName, reason: string): CheckedHead {
  return { ok: false, problem, reason };
}
