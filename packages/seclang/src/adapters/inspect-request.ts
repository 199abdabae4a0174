import type { IncomingMessage } from 'node:http';

import type { Interruption } from '../inspect/matched-rule.ts';
import type { Transaction } from '../inspect/transaction.ts';
import type { Guard } from './options.ts';
import { mayHaveBody, readAhead } from './read-ahead.ts';

/** What becomes of a request: it passes, is refused, or its client has gone away. */
export type RequestVerdict = 'pass' | 'gone' | Interruption;

/** Runs the phases of the request. The body is inspected before anyone else sees it, and still there afterwards. */
export async function inspectRequest(guard: Guard, transaction: Transaction, request: IncomingMessage): Promise<RequestVerdict> {
  const stop = transaction.requestHeaders();
  if (stop !== undefined) return stop;
  if (!transaction.wantsRequestBody || !mayHaveBody(request)) return transaction.requestBody() ?? 'pass';
  if (isEncoded(request)) {
    if (guard.isBlocking && guard.options.encoded !== 'pass') return refusal(415, 'the body has a Content-Encoding, which is not read');
    return transaction.requestBody() ?? 'pass';
  }
  return inspectBody(guard, transaction, request);
}

async function inspectBody(guard: Guard, transaction: Transaction, request: IncomingMessage): Promise<RequestVerdict> {
  const { controls } = transaction.state;
  const maxBytes = Math.min(guard.maxBodyBytes, controls.requestBodyLimitBytes);
  const { requestBodyLimitAction } = guard.engine.ruleSet.settings;
  const refusesMore = controls.engine === 'On' && (guard.options.oversized ?? byDirective(requestBodyLimitAction)) === 'refuse';
  const tooLarge = (): Interruption => refusal(413, `the body is larger than ${maxBytes} bytes`);
  if (refusesMore && Number(request.headers['content-length'] ?? 0) > maxBytes) return tooLarge();
  const read = await readAhead(request, maxBytes);
  if (read === undefined) return 'gone';
  if (read.isCutOff && refusesMore) return tooLarge();
  return transaction.requestBody(read.body, read.isCutOff) ?? 'pass';
}

function byDirective(action: 'Reject' | 'ProcessPartial'): 'refuse' | 'inspect-start' {
  return action === 'Reject' ? 'refuse' : 'inspect-start';
}

function isEncoded({ headers }: IncomingMessage): boolean {
  const encoding = headers['content-encoding'];
  return encoding !== undefined && encoding.trim().toLowerCase() !== 'identity' && encoding.trim() !== '';
}

function refusal(status: number, reason: string): Interruption {
  return { action: 'deny', status, location: undefined, ruleId: 0, phase: 2, reason };
}
