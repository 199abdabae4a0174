import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

import { onTestFinished } from 'vitest';

import type { Certificate } from './certificate.ts';

export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface HttpReceiver {
  readonly origin: string;
  readonly requests: Received[];
  /** What is answered; 200 and `ok` unless a test says otherwise. */
  answer: (request: Received, response: ServerResponse) => void;
  /** The body of the last request, from JSON. */
  last(): unknown;
}

/** A real HTTP server that remembers what it was sent, and ends with the test. */
export async function startHttpReceiver(tls?: Certificate): Promise<HttpReceiver> {
  const requests: Received[] = [];
  const receiver: HttpReceiver = {
    origin: '',
    requests,
    answer: (_request, response) => response.end('ok'),
    last: (): unknown => JSON.parse(requests.at(-1)?.body ?? 'null'),
  };
  const listener: Parameters<typeof createServer>[1] = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const received = { method, url, headers, body: Buffer.concat(chunks).toString() };
      requests.push(received);
      receiver.answer(received, response);
    });
  };
  const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return Object.assign(receiver, { origin: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}` });
}

/** Answers with JSON. */
export function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
