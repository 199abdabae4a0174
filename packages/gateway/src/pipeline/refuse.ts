import { PROBLEM_TYPES, type ProblemName, problemUri } from '@airside/domain';

import type { Refusal } from './policy.ts';
import type { Transaction } from './transaction.ts';

/** How much of a refused request's body is still read, so that the client gets to see the answer, and for how long. */
const MOST_DRAINED_BYTES = 8 * 1024 * 1024;
const LONGEST_DRAIN_MS = 3000;

/** A year (RFC 6797 section 6.1.1). */
export const STRICT_TRANSPORT_SECURITY = 'max-age=31536000';

/**
 * Answers with a problem document (RFC 9457). Once part of another answer is out, the connection is cut instead; a request that has been
 * answered in full stays as it is.
 */
export function refuse(transaction: Transaction, refusal: Refusal, options: { readonly close?: boolean } = {}): void {
  const { response, request } = transaction;
  if (response.writableEnded || response.destroyed) return;
  transaction.problem = refusal.problem;
  transaction.reason = refusal.reason;
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { status, title } = PROBLEM_TYPES[refusal.problem];
  const body = Buffer.from(
    JSON.stringify({
      type: problemUri(refusal.problem),
      title,
      status,
      ...(refusal.detail !== undefined && { detail: refusal.detail }),
      requestId: transaction.id,
      ...refusal.members,
    }),
  );
  const headers = [
    'Content-Type',
    'application/problem+json',
    'Content-Length',
    String(body.length),
    'Cache-Control',
    'no-store',
    'X-Content-Type-Options',
    'nosniff',
    ...(transaction.secure ? ['Strict-Transport-Security', STRICT_TRANSPORT_SECURITY] : []),
    'X-Request-Id',
    transaction.id,
    ...transaction.responseHeaders,
    ...(refusal.headers ?? []),
    ...(options.close === true ? ['Connection', 'close'] : []),
  ];
  transaction.responseBytes = transaction.method === 'HEAD' ? 0 : body.length;
  response.writeHead(status, headers);
  response.end(body);
  if (!request.complete) drain(transaction);
}

/** Refuses a request whose body turned out to be no HTTP, or too slow. No policy judged that, so the verdict is added here. */
export function refuseUnreadable(transaction: Transaction, problem: ProblemName, reason: string): void {
  if (transaction.response.writableEnded) return;
  transaction.push({ policy: 'http', checkpoint: 'connection', outcome: 'refuse', reason, durationUs: 0 });
  refuse(transaction, { problem, reason }, { close: true });
}

function drain({ request, response }: Transaction): void {
  let remaining = MOST_DRAINED_BYTES;
  const timer = setTimeout(() => request.destroy(), LONGEST_DRAIN_MS);
  request.on('data', (chunk: Buffer) => {
    remaining -= chunk.length;
    if (remaining < 0 && response.writableFinished) request.destroy();
  });
  request.once('close', () => clearTimeout(timer));
  request.resume();
}
