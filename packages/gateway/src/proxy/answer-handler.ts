import type { IncomingHttpHeaders } from 'node:http';

import type { Dispatcher } from 'undici';

import { refuse } from '../pipeline/refuse.ts';
import type { Transaction } from '../pipeline/transaction.ts';
import { callerResponseHeaders } from './headers.ts';
import { ResponseGate } from './response-gate.ts';
import type { UpstreamResponse } from './upstream-response.ts';

/** An answer that came in one piece of at most this size leaves in one write, together with its head. */
const SMALL_ANSWER_BYTES = 16 * 1024;

export interface AnswerOptions {
  /** How long a caller may take nothing. */
  readonly stallMs: number;
  /** The answer has come to its end. */
  readonly onEnd: () => void;
  /** There will be no answer, or no more of it. Not called once the caller has gone; then it is `onEnd`. */
  readonly onFailure: (error: Error) => void;
  /** A policy failed at the answer, which is refused therefore. */
  readonly onFault: (error: unknown) => void;
}

/**
 * Streams an upstream's answer to the caller. The upstream waits for a slow caller; a caller that takes nothing for `stallMs` is cut off,
 * or it would keep an upstream connection for itself for ever. Nothing is sent before the policies have let the answer pass.
 */
export class AnswerHandler implements Dispatcher.DispatchHandler {
  readonly #transaction: Transaction;
  readonly #options: AnswerOptions;
  #announcedBytes = -1;
  #stall: NodeJS.Timeout | undefined;
  #controller: Dispatcher.DispatchController | undefined;
  /** Undefined where no policy looks at the answer. */
  #gate: ResponseGate | undefined;
  #head: { readonly status: number; readonly headers: readonly (Buffer | string)[] } | undefined;

  constructor(transaction: Transaction, options: AnswerOptions) {
    this.#transaction = transaction;
    this.#options = options;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    const { response } = this.#transaction;
    if (response.destroyed) controller.abort(new Error('client went away'));
    else response.once('close', this.#onClientGone).on('drain', this.#onDrain);
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (status < 200) return;
    this.#announcedBytes = Number(headers['content-length'] ?? -1);
    const { upstream, operation } = this.#transaction;
    if (upstream !== undefined) upstream.status = status;
    const rawHeaders = Array.isArray(controller.rawHeaders) ? controller.rawHeaders : [];
    this.#head = { status, headers: rawHeaders };
    const judges = operation?.pipeline.response;
    if (judges === undefined) {
      this.#sendHead();
      return;
    }
    this.#gate = new ResponseGate(this.#transaction, judges, {
      pass: (held, response) => {
        if (response.isReplaced) this.#announcedBytes = held.length;
        this.#sendHead(response);
        if (held.length > 0) this.#send(Buffer.from(held.buffer, held.byteOffset, held.byteLength));
      },
      refuse: (refusal, isComplete) => {
        this.#settle();
        refuse(this.#transaction, refusal);
        if (!isComplete) this.#controller?.abort(new Error('the answer was refused'));
      },
      onFault: this.#options.onFault,
    });
    this.#gate.begin(status, rawHeaders);
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#gate?.take(chunk) !== true) this.#send(chunk);
  }

  onResponseEnd(): void {
    this.#transaction.answerComplete = true;
    this.#gate?.end();
    this.#settle();
    const { response } = this.#transaction;
    this.#options.onEnd();
    if (!response.writableEnded) response.end();
    if (response.writableFinished) return;
    this.#watch();
    response.once('close', () => clearTimeout(this.#stall));
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    const isRefused = this.#gate?.isRefused === true;
    this.#gate?.drop();
    this.#settle();
    if (isRefused || this.#transaction.response.destroyed) this.#options.onEnd();
    else this.#options.onFailure(error);
  }

  #sendHead(judged?: UpstreamResponse): void {
    const { response } = this.#transaction;
    if (this.#head === undefined) return;
    const { status, headers } = this.#head;
    const fields = callerResponseHeaders(this.#transaction, status, headers, judged);
    response.writeHead(status, fields);
    // What cannot be sent is no answer that anybody got.
    this.#transaction.tap?.responseHead(fields);
  }

  #send(chunk: Buffer): void {
    this.#transaction.responseBytes += chunk.length;
    this.#transaction.tap?.responseData(chunk);
    const { response } = this.#transaction;
    if (chunk.length === this.#announcedBytes && chunk.length <= SMALL_ANSWER_BYTES) {
      response.end(chunk.toString('latin1'), 'latin1');
      return;
    }
    if (response.write(chunk)) return;
    this.#controller?.pause();
    this.#watch();
  }

  #watch(): void {
    clearTimeout(this.#stall);
    this.#stall = setTimeout(() => this.#transaction.response.destroy(), this.#options.stallMs);
  }

  #settle(): void {
    clearTimeout(this.#stall);
    const { response, upstream } = this.#transaction;
    if (upstream !== undefined) upstream.endedAt ??= performance.now();
    response.off('close', this.#onClientGone).off('drain', this.#onDrain);
  }

  readonly #onClientGone = (): void => {
    clearTimeout(this.#stall);
    this.#gate?.drop();
    this.#controller?.abort(new Error('client went away'));
  };

  readonly #onDrain = (): void => {
    clearTimeout(this.#stall);
    this.#controller?.resume();
  };
}
