import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import { handle } from './handle.ts';
import type { Answer } from './operation.ts';
import { Refusal } from './problem.ts';
import type { Router } from './router.ts';
import type { Shop } from './shop.ts';

export interface ServerSettings {
  /** The answer to a failure that is not a refusal. */
  describeFailure(error: unknown): Answer;
  /** Told of every such failure: the place to log it. */
  onFailure(error: unknown): void;
}

/** The HTTP server of a shop; it does not listen yet. */
export function createShopServer(shop: Shop, router: Router, { describeFailure, onFailure }: ServerSettings): Server {
  const send = (response: ServerResponse, { status, body, headers }: Answer): void => {
    if (response.headersSent || response.destroyed) return;
    const bytes = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    response.writeHead(status, {
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      ...(bytes && { 'Content-Type': status >= 400 ? 'application/problem+json' : 'application/json', 'Content-Length': bytes.length }),
      // A server that is being closed waits for its connections: none may be kept for a next request.
      ...(!server.listening && { Connection: 'close' }),
      ...headers,
    });
    response.end(bytes);
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      send(response, await handle(shop, router, request));
    } catch (error) {
      if (error instanceof Refusal) return send(response, { status: error.status, body: error, headers: error.headers });
      if (request.destroyed && !request.complete) return;
      onFailure(error);
      send(response, describeFailure(error));
    }
  };

  const server = createServer(
    { headersTimeout: 5000, requestTimeout: 15_000, keepAliveTimeout: 30_000, maxHeaderSize: 16_384, connectionsCheckingInterval: 1000 },
    (request, response) => void answer(request, response),
  );
  server.maxConnections = 1000;
  return server;
}

/** The answer to a failure: nothing about it goes to the caller. */
export function plainFailure(): Answer {
  const problem = new Refusal('internal-error');
  return { status: problem.status, body: problem };
}
