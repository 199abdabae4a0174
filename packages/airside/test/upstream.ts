import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Upstream extends AsyncDisposable {
  readonly url: string;
  readonly seen: readonly IncomingMessage[];
  /** Resolves with the next request; it is answered by the test. */
  hold(): Promise<ServerResponse>;
}

/** A server that answers 200 to everything, unless it is told to hold the next one. */
export async function startUpstream(): Promise<Upstream> {
  const seen: IncomingMessage[] = [];
  const holders: ((response: ServerResponse) => void)[] = [];
  const server = createServer((request, response) => {
    seen.push(request);
    const holder = holders.shift();
    if (holder === undefined) response.end('{"ok":true}');
    else holder(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    hold: () => new Promise((resolve) => holders.push(resolve)),
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
