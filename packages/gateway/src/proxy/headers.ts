import { plainAddress } from '@airside/domain';

import { STRICT_TRANSPORT_SECURITY } from '../pipeline/refuse.ts';
import type { Transaction } from '../pipeline/transaction.ts';
import { parseTraceparent } from '../trace/traceparent.ts';
import { isReservedField } from './reserved-fields.ts';
import type { UpstreamResponse } from './upstream-response.ts';

const VIA = '1.1 airside';

/** Fields that are about one connection only (RFC 9110 section 7.6.1). */
const HOP_BY_HOP = new Set([
  'connection',
  'http2-settings',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

export interface UpstreamHeaderOptions {
  readonly host: string;
  /** Name of the field with the caller's identity. */
  readonly identityField: string;
  readonly identity: string;
  /** Length of the body, undefined for chunks of unknown total size. */
  readonly bodyBytes: number | undefined;
}

/**
 * The fields of the request to the upstream, names and values alternating: the caller's own, less what is about the connection, less what was
 * withheld, less anything a caller could pass off as the gateway's word (see `isReservedField`).
 *
 * Of a forwarding field only what was established goes on: the caller's address and the proxy that told it, not what stood before.
 */
export function upstreamRequestHeaders(transaction: Transaction, options: UpstreamHeaderOptions): string[] {
  const { head, withheld, trace } = transaction;
  if (head === undefined) return [];
  const { rawHeaders, fieldNames, headers } = head;
  const identityField = options.identityField.toLowerCase();
  const keepsTrace = trace === undefined && parseTraceparent(headers.get('traceparent')) !== undefined;
  const result = ['Host', options.host];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] as string;
    const lower = fieldNames[index / 2] as string;
    if (HOP_BY_HOP.has(lower) || isReservedField(lower) || lower === identityField) continue;
    if (withheld?.has(lower)) continue;
    // The trace that goes on is the one below; a state without its trace means nothing (W3C Trace Context, section 3.3).
    if ((lower === 'traceparent' || lower === 'tracestate') && !keepsTrace) continue;
    result.push(name, rawHeaders[index + 1] as string);
  }
  if (options.bodyBytes !== undefined && (options.bodyBytes > 0 || headers.has('content-length'))) {
    result.push('Content-Length', String(options.bodyBytes));
  }
  const peer = plainAddress(transaction.request.socket.remoteAddress ?? '');
  const scheme = transaction.scheme;
  const earlierVia = headers.get('via');
  result.push(
    'X-Forwarded-For',
    transaction.clientAddress === peer ? peer : `${transaction.clientAddress}, ${peer}`,
    'X-Forwarded-Host',
    head.authority,
    'X-Forwarded-Proto',
    scheme,
    'Forwarded',
    `for=${forwardedNode(transaction.clientAddress)};host="${head.authority.replaceAll(/["\\]/g, '')}";proto=${scheme}`,
    'Via',
    earlierVia === undefined ? VIA : `${earlierVia}, ${VIA}`,
    'X-Request-Id',
    transaction.id,
  );
  if (trace !== undefined) {
    result.push('traceparent', trace.traceparent);
    if (trace.tracestate !== undefined) result.push('tracestate', trace.tracestate);
  } else if (!keepsTrace) result.push('traceparent', newTraceparent(transaction.id));
  result.push(options.identityField, options.identity);
  return result;
}

/**
 * The fields of the answer to the caller: the upstream's, less what is about the connection and what policies keep back (`judged`), and the
 * gateway's own in place of the same.
 *
 * @throws {Error} when the answer is in a transfer coding other than chunks: without the field nobody could tell.
 */
export function callerResponseHeaders(
  transaction: Transaction,
  status: number,
  upstream: readonly (Buffer | string)[],
  judged?: UpstreamResponse,
): string[] {
  const own = transaction.responseHeaders;
  const withheld = judged?.withheld;
  const nominated = connectionNominees(upstream);
  const result: string[] = [];
  for (let index = 0; index + 1 < upstream.length; index += 2) {
    const name = text(upstream[index]);
    const lower = name.toLowerCase();
    if (
      lower === 'transfer-encoding' &&
      text(upstream[index + 1])
        .trim()
        .toLowerCase() !== 'chunked'
    ) {
      throw new Error('answer in a transfer coding other than chunked');
    }
    // An answer with this status has no body (RFC 9110 section 8.6): a length is a lie that some clients would wait for.
    if (lower === 'content-length' && status === 204) continue;
    if (HOP_BY_HOP.has(lower) || nominated?.includes(lower) || lower === 'x-request-id' || lower.startsWith('airside-')) continue;
    if (withheld?.has(lower)) continue;
    if (isAmong(own, lower) || (transaction.secure && lower === 'strict-transport-security')) continue;
    result.push(name, text(upstream[index + 1]));
  }
  for (const item of own) result.push(item);
  for (const item of judged?.ownHeaders ?? []) result.push(item);
  if (judged?.isReplaced === true) result.push('Content-Length', String(judged.body.length));
  if (transaction.secure) result.push('Strict-Transport-Security', STRICT_TRANSPORT_SECURITY);
  result.push('Via', VIA, 'X-Request-Id', transaction.id);
  return result;
}

function connectionNominees(headers: readonly (Buffer | string)[]): string[] | undefined {
  let nominees: string[] | undefined;
  for (let index = 0; index + 1 < headers.length; index += 2) {
    if (text(headers[index]).toLowerCase() !== 'connection') continue;
    for (const option of text(headers[index + 1])
      .toLowerCase()
      .split(',')) {
      const name = option.trim();
      if (name === 'close' || name === 'keep-alive' || name === 'content-length' || name === 'content-type') continue;
      nominees ??= [];
      nominees.push(name);
    }
  }
  return nominees;
}

function isAmong(pairs: readonly string[], lower: string): boolean {
  for (let index = 0; index < pairs.length; index += 2) {
    if ((pairs[index] as string).toLowerCase() === lower) return true;
  }
  return false;
}

function text(value: Buffer | string | undefined): string {
  return typeof value === 'string' ? value : (value?.toString('latin1') ?? '');
}

function forwardedNode(address: string): string {
  return address.includes(':') ? `"[${address}]"` : address;
}

/** A trace of its own, not sampled, that carries the request id where that is a UUID. */
function newTraceparent(requestId: string): string {
  const hex = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(requestId)
    ? requestId.replaceAll('-', '')
    : crypto.randomUUID().replaceAll('-', '');
  return `00-${hex}-${hex.slice(8, 24)}-00`;
}
