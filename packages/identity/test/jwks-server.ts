import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';

export interface JwksServer extends AsyncDisposable {
  readonly url: string;
  /** Requests so far. */
  readonly requests: number;
  answer: (response: ServerResponse) => void;
}

/** A real HTTP server on a port of the system's choice that answers with a key set until told otherwise. */
export async function startJwksServer(keys: readonly object[]): Promise<JwksServer> {
  let requests = 0;
  const server = createServer((_request, response) => {
    requests++;
    served.answer(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('expected a TCP address');
  const served: JwksServer = {
    url: `http://127.0.0.1:${address.port}/jwks.json`,
    get requests() {
      return requests;
    },
    answer: serveKeys(keys),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return served;
}

export function serveKeys(keys: readonly object[]): (response: ServerResponse) => void {
  return (response) => response.setHeader('content-type', 'application/jwk-set+json').end(JSON.stringify({ keys }));
}
