import { Readable } from 'node:stream';

import type { Transaction } from '../pipeline/transaction.ts';

/** The body grew past the limit while it was on its way to the upstream. */
export class BodyLimitError extends Error {
  readonly limit: number;

  constructor(limit: number) {
    super(`body is larger than ${limit} bytes`);
    this.limit = limit;
  }
}

/**
 * The caller's body as a stream for the upstream: what was read of it already, then the rest; counted, cut off past the limit, and apart from the request itself, so that whoever
 * destroys this stream does not take down the connection on which the answer has to be written. Touches the request only once it is read.
 */
export class RequestBody extends Readable {
  readonly #transaction: Transaction;
  started = false;

  constructor(transaction: Transaction) {
    super({ highWaterMark: 64 * 1024 });
    this.#transaction = transaction;
  }

  override _read(): void {
    const { body, request } = this.#transaction;
    if (!this.started) {
      this.#start();
      if (body.length > 0) {
        this.push(body);
        return;
      }
    }
    request.resume();
  }

  #start(): void {
    this.started = true;
    const { request, response } = this.#transaction;
    if (this.#transaction.awaitsContinue) response.writeContinue();
    this.#transaction.awaitsContinue = false;
    request.on('data', this.#onData).on('end', this.#onEnd).on('error', this.#onError).on('close', this.#onClose);
  }

  readonly #onData = (chunk: Buffer): void => {
    const transaction = this.#transaction;
    transaction.requestBytes += chunk.length;
    if (transaction.requestBytes > transaction.bodyLimit) this.destroy(new BodyLimitError(transaction.bodyLimit));
    else {
      transaction.tap?.requestData(chunk);
      if (!this.push(chunk)) transaction.request.pause();
    }
  };

  readonly #onEnd = (): void => {
    this.#transaction.bodyComplete = true;
    this.push(null);
  };

  readonly #onError = (error: Error): void => {
    this.destroy(error);
  };

  readonly #onClose = (): void => {
    if (!this.readableEnded && !this.#transaction.request.complete) this.destroy(new Error('client went away'));
  };

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    this.#transaction.request.off('data', this.#onData).off('end', this.#onEnd).off('error', this.#onError).off('close', this.#onClose);
    callback(error);
  }
}
