import type { Dispatcher } from 'undici';

import type { Transaction } from '../pipeline/transaction.ts';
import { callerResponseHeaders } from './headers.ts';

/**
 * Streams an upstream's answer to the caller. The upstream waits for a slow caller; a caller that takes nothing for `stallMs` is cut off,
 * or it would keep an upstream connection for itself for ever.
 */
export class AnswerHandler implements Dispatcher.DispatchHandler {
  readonly #transaction: Transaction;
  readonly #onFailure: (error: Error) => void;
  readonly #stallMs: number;
  #stall: NodeJS.Timeout | undefined;
  #controller: Dispatcher.DispatchController | undefined;

  constructor(transaction: Transaction, stallMs: number, onFailure: (error: Error) => void) {
    this.#transaction = transaction;
    this.#stallMs = stallMs;
    this.#onFailure = onFailure;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    const { response } = this.#transaction;
    if (response.destroyed) controller.abort(new Error('client went away'));
    else response.once('close', this.#onClientGone).on('drain', this.#onDrain);
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number): void {
    if (status < 200) return;
    const { response, upstream } = this.#transaction;
    if (upstream !== undefined) upstream.status = status;
    const rawHeaders = Array.isArray(controller.rawHeaders) ? controller.rawHeaders : [];
    response.writeHead(status, callerResponseHeaders(this.#transaction, status, rawHeaders));
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#transaction.responseBytes += chunk.length;
    if (this.#transaction.response.write(chunk)) return;
    controller.pause();
    this.#watch();
  }

  onResponseEnd(): void {
    this.#settle();
    const { response } = this.#transaction;
    response.end();
    if (response.writableFinished) return;
    this.#watch();
    response.once('close', () => clearTimeout(this.#stall));
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#settle();
    if (!this.#transaction.response.destroyed) this.#onFailure(error);
  }

  #watch(): void {
    clearTimeout(this.#stall);
    this.#stall = setTimeout(() => this.#transaction.response.destroy(), this.#stallMs);
  }

  #settle(): void {
    clearTimeout(this.#stall);
    const { response, upstream } = this.#transaction;
    if (upstream !== undefined) upstream.endedAt = performance.now();
    response.off('close', this.#onClientGone).off('drain', this.#onDrain);
  }

  readonly #onClientGone = (): void => {
    clearTimeout(this.#stall);
    this.#controller?.abort(new Error('client went away'));
  };

  readonly #onDrain = (): void => {
    clearTimeout(this.#stall);
    this.#controller?.resume();
  };
}
