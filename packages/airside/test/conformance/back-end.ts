import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

import { albedo } from '@airside/seclang';

/** The back end that the Core Rule Set tests against, on a socket. */
export async function startBackEnd(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    void buffer(request).then(
      (body) => {
        const answer = albedo({ method: request.method ?? '', uri: request.url ?? '', body: body.toString('latin1') });
        response.writeHead(answer.status, answer.headers.flat());
        response.end(answer.body, 'latin1');
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
}
