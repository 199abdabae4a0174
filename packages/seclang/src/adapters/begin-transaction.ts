import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Transaction } from '../inspect/transaction.ts';
import { type Guard, tellError } from './options.ts';

/** A transaction with the head of a request in it. Its logging phase runs when the response has ended, or the connection has. */
export function beginTransaction(guard: Guard, request: IncomingMessage, response: ServerResponse): Transaction {
  const transaction = guard.engine.transaction({ detectionOnly: guard.options.mode === 'detect' });
  let hasEnded = false;
  const onEnd = (): void => {
    if (!hasEnded) end(guard, transaction, request);
    hasEnded = true;
  };
  response.once('finish', onEnd).once('close', onEnd);
  const { socket, rawHeaders } = request;
  transaction.connection({
    clientAddress: guard.options.clientAddress?.(request) ?? socket.remoteAddress ?? '',
    clientPort: socket.remotePort ?? 0,
    serverAddress: socket.localAddress ?? '',
    serverPort: socket.localPort ?? 0,
  });
  transaction.requestLine(request.method ?? '', targetOf(request), `HTTP/${request.httpVersion}`);
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    transaction.requestHeader(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '');
  }
  return transaction;
}

/** The target as the client sent it: routers leave the path they are mounted on out of `url`. */
function targetOf(request: IncomingMessage & { readonly originalUrl?: unknown }): string {
  return typeof request.originalUrl === 'string' ? request.originalUrl : (request.url ?? '');
}

function end(guard: Guard, transaction: Transaction, request: IncomingMessage): void {
  const { onMatch, onEnd } = guard.options;
  try {
    transaction.logging();
    for (const matched of transaction.matchedRules) onMatch?.(matched, transaction, request);
    onEnd?.(transaction, request);
  } catch (error) {
    tellError(guard, error, request);
  }
}
