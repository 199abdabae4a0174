import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A connection whose bytes a test writes and reads itself. */
export interface Wire {
  readonly socket: Socket;
  /** All that came so far, one character a byte. */
  readonly text: string;
  /** Resolves once the other side has ended or cut the connection. */
  readonly closed: Promise<void>;
  write(bytes: string | Buffer): void;
  /** Resolves once what came holds `part`; rejects when the connection ends before. */
  until(part: string): Promise<void>;
}

/** Connects to a port of this machine. */
export async function openWire(port: number): Promise<Wire> {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  let ended = false;
  const watchers = new Set<() => void>();
  const wake = (): void => {
    for (const watcher of watchers) watcher();
  };
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1');
    wake();
  });
  socket.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => {
    const end = (): void => {
      ended = true;
      wake();
      resolve();
    };
    socket.once('end', end).once('close', end);
  });
  await once(socket, 'connect');
  return {
    socket,
    get text() {
      return text;
    },
    closed,
    write: (bytes) => void socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes),
    until: (part) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (text.includes(part)) resolve();
          else if (ended) reject(new Error(`connection ended without ${JSON.stringify(part)}: ${JSON.stringify(text.slice(-500))}`));
          else return;
          watchers.delete(look);
        };
        watchers.add(look);
        look();
      }),
  };
}

/** The statuses of the answers on a connection, in order. A body may end without a line break before the next answer. */
export function statuses(text: string): readonly number[] {
  return [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
}

export interface RawServer {
  readonly url: string;
  close(): Promise<void>;
}

/** An upstream that answers with bytes of the test's choice; `answer` is called with each connection. */
export async function startRawServer(answer: (socket: Socket) => void): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    answer(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      return closed;
    },
  };
}
