import type { Refusal } from './policy.ts';
import { bodyTooLarge } from './refusals.ts';
import type { Transaction } from './transaction.ts';

/**
 * Reads the whole body into the transaction, up to its limit; with `startBytes` no more than it takes to have so many, the rest waits. The
 * request's own timeout bounds how long that takes.
 */
export function readBody(transaction: Transaction, startBytes = Number.POSITIVE_INFINITY): Promise<Refusal | undefined> {
  const { request, response } = transaction;
  if (transaction.awaitsContinue) response.writeContinue();
  transaction.awaitsContinue = false;

  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const settle = (refusal: Refusal | undefined): void => {
      request.off('data', onData).off('end', onEnd).off('error', onGone).off('close', onGone);
      resolve(refusal);
    };
    const onData = (chunk: Buffer): void => {
      length += chunk.length;
      transaction.requestBytes = length;
      if (length > transaction.bodyLimit) {
        settle(bodyTooLarge(transaction.bodyLimit));
        return;
      }
      transaction.tap?.requestData(chunk);
      chunks.push(chunk);
      if (length < startBytes) return;
      request.pause();
      transaction.body = Buffer.concat(chunks, length);
      settle(undefined);
    };
    const onEnd = (): void => {
      transaction.bodyRead = true;
      transaction.bodyComplete = true;
      transaction.body = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, length);
      settle(undefined);
    };
    const onGone = (): void => settle({ problem: 'request-timeout', reason: 'client went away before the body was complete' });
    request.on('data', onData).on('end', onEnd).on('error', onGone).on('close', onGone);
  });
}
