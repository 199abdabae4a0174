import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Transaction } from '../inspect/transaction.ts';
import { applyHead, type HeadArguments } from './apply-head.ts';
import { HeldResponse } from './held-response.ts';
import type { Guard } from './options.ts';
import { bytesOf, callbackOf, type WriteArguments } from './write-arguments.ts';

/**
 * Runs the phases of the response on what an application writes. The head is held back until the first byte of the body, and the body as long as
 * rules look at it: to its end, or up to `SecResponseBodyLimit`. Bodies of other types, and encoded ones, are passed on as they are written.
 */
export function inspectResponse(guard: Guard, transaction: Transaction, request: IncomingMessage, response: ServerResponse): void {
  const held = new HeldResponse(guard, transaction, request, response);
  const { own } = held;
  const write = (...written: WriteArguments): boolean => {
    held.begin();
    if (held.state === 'passing') return own.write(...written);
    held.take(bytesOf(written));
    process.nextTick(callbackOf(written));
    return true;
  };
  const end = (...written: WriteArguments): ServerResponse => {
    held.begin();
    if (held.state === 'passing') {
      own.end(...written);
      return response;
    }
    const done = callbackOf(written);
    held.take(bytesOf(written));
    const rest = held.end();
    if (rest === undefined) process.nextTick(done);
    else if (rest.length === 0) own.end(done);
    else own.end(rest, done);
    return response;
  };
  const flushHeaders = (): void => {
    held.begin();
    if (held.state === 'passing') own.flushHeaders();
  };
  const writeHead = (...head: HeadArguments): ServerResponse => {
    if (held.state === 'head') applyHead(response, head);
    else if (held.state === 'passing') own.writeHead(...head);
    return response;
  };
  Object.assign(response, { write, end, flushHeaders, writeHead });
}
