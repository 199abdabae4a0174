import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** A request that an identity provider got. */
export interface ProviderRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface ProviderServer extends AsyncDisposable {
  /** Its address without a slash at the end. */
  readonly origin: string;
  readonly requests: readonly ProviderRequest[];
  answer: (request: ProviderRequest, response: ServerResponse) => void;
}

/** A real HTTP server on a port of the system's choice that answers as it is told. */
export async function startProviderServer(answer: ProviderServer['answer']): Promise<ProviderServer> {
  const requests: ProviderRequest[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const { method = '', url = '', headers } = incoming;
      const request = { method, path: url, headers, body: Buffer.concat(chunks).toString() };
      requests.push(request);
      served.answer(request, response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('expected a TCP address');
  const served: ProviderServer = {
    origin: `http://127.0.0.1:${address.port}`,
    requests,
    answer,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return served;
}

/** Answers with a JSON document. */
export function sendJson(response: ServerResponse, document: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(document));
}
