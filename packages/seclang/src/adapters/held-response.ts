import type { IncomingMessage, OutgoingHttpHeader, ServerResponse } from 'node:http';

import type { Interruption } from '../inspect/matched-rule.ts';
import type { Transaction } from '../inspect/transaction.ts';
import type { HeadArguments } from './apply-head.ts';
import { type Guard, tellError } from './options.ts';
import { FAILED } from './refusal.ts';
import { refuse, send } from './refuse.ts';
import type { WriteArguments } from './write-arguments.ts';

/** The methods of a response as they were before anything was put in their place. */
interface OwnMethods {
  write(...written: WriteArguments): boolean;
  end(...written: WriteArguments): ServerResponse;
  flushHeaders(): void;
  writeHead(...head: HeadArguments): ServerResponse;
}

/** A response of which nothing has been sent yet while rules look at it. When inspection fails, it is refused. */
export class HeldResponse {
  readonly own: OwnMethods;
  /** `head`: nothing was written yet; `holding`: the body is collected; `passing`: the rules are done; `refused`: the answer was another one. */
  state: 'head' | 'holding' | 'passing' | 'refused' = 'head';
  readonly #guard: Guard;
  readonly #transaction: Transaction;
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(guard: Guard, transaction: Transaction, request: IncomingMessage, response: ServerResponse) {
    this.#guard = guard;
    this.#transaction = transaction;
    this.#request = request;
    this.#response = response;
    this.own = ownMethods(response);
  }

  /** Runs phase 3, and phase 4 where the rules do not look at the body. */
  begin(): void {
    if (this.state !== 'head') return;
    this.#attempt(() => {
      const status = this.#response.statusCode;
      const stop = this.#transaction.responseHeaders(status, 'HTTP/1.1', headersOf(this.#response));
      if (stop !== undefined) return stop;
      const hasBody = this.#request.method !== 'HEAD' && status !== 204 && status !== 304;
      if (hasBody && this.#transaction.wantsResponseBody && !isEncoded(this.#response)) {
        this.state = 'holding';
        return undefined;
      }
      return this.#runBody();
    });
  }

  /** Takes a part of the body; when that is more than rules look at, they run, and what was held goes on. */
  take(chunk: Buffer): void {
    if (this.state !== 'holding') return;
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes <= this.#transaction.state.controls.responseBodyLimitBytes) return;
    this.#attempt(() => this.#runBody());
    if (this.#isPassing()) this.own.write(this.#release());
  }

  /** Runs the rules on what was held, if they have not run yet; yields what is left to be sent, undefined where the answer was another one. */
  end(): Buffer | undefined {
    if (this.state === 'holding') this.#attempt(() => this.#runBody());
    return this.#isPassing() ? this.#release() : undefined;
  }

  #runBody(): Interruption | undefined {
    const stop = this.#transaction.responseBody(Buffer.concat(this.#chunks));
    if (stop === undefined) this.state = 'passing';
    return stop;
  }

  #isPassing(): boolean {
    return this.state === 'passing';
  }

  #release(): Buffer {
    const body = Buffer.concat(this.#chunks);
    this.#chunks.length = 0;
    return body;
  }

  #attempt(step: () => Interruption | undefined): void {
    try {
      const stop = step();
      if (stop !== undefined) this.#refuse((bare) => refuse(this.#request, bare, stop));
    } catch (error) {
      tellError(this.#guard, error, this.#request);
      this.#refuse((bare) => send(this.#request, bare, FAILED));
    }
  }

  /** Sends a refusal by the methods of the response itself; what the application writes from now on is dropped. */
  #refuse(answer: (bare: ServerResponse) => void): void {
    const replaced = ownMethods(this.#response);
    this.state = 'refused';
    this.#chunks.length = 0;
    Object.assign(this.#response, this.own, { statusMessage: '' });
    answer(this.#response);
    Object.assign(this.#response, replaced);
  }
}

function ownMethods(response: ServerResponse): OwnMethods {
  const { write, end, flushHeaders, writeHead } = response as unknown as OwnMethods;
  return {
    write: write.bind(response),
    end: end.bind(response),
    flushHeaders: flushHeaders.bind(response),
    writeHead: writeHead.bind(response),
  };
}

function headersOf(response: ServerResponse): [string, string][] {
  return response.getHeaderNames().flatMap((name) => valuesOf(response.getHeader(name)).map((value): [string, string] => [name, value]));
}

function valuesOf(header: OutgoingHttpHeader | undefined): string[] {
  if (header === undefined) return [];
  return Array.isArray(header) ? header.map(String) : [String(header)];
}

function isEncoded(response: ServerResponse): boolean {
  const encoding = String(response.getHeader('content-encoding') ?? '')
    .trim()
    .toLowerCase();
  return encoding !== '' && encoding !== 'identity';
}
