import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';

/** A server on a free port of the loopback interface. */
export interface Served {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Listens with a server. */
export async function listen(server: Server): Promise<Served> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Listens with a request listener. */
export function serve(listener: RequestListener): Promise<Served> {
  return listen(createServer(listener));
}

/** Sends parts one after the other over a connection of its own, each as soon as `turn` lets it; yields all that came back. */
export async function raw(port: number, parts: readonly string[], turn: (index: number) => Promise<unknown> = nextTurn): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    answer += chunk;
  });
  socket.on('error', () => undefined);
  for (const [index, part] of parts.entries()) {
    if (socket.destroyed) break;
    socket.write(part, 'latin1');
    await turn(index);
  }
  if (!socket.destroyed) await once(socket, 'close');
  return answer;
}

/** A turn of the event loop, so that each part is a packet of its own as a rule. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** A promise with the function that fulfils it. */
export function signal<T>(): { readonly promise: Promise<T>; readonly give: (value: T) => void } {
  const { promise, resolve } = Promise.withResolvers<T>();
  return { promise, give: resolve };
}
