import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

import type { ProblemName } from '@airside/domain';

/** More than any client that pipelines has under way; each costs memory before it is looked at. */
const MOST_WAITING = 32;

/** A request that has begun. */
export interface UnderWay {
  readonly response: ServerResponse;
  /** What to do when the rest of its body cannot be read. */
  readonly onBroken: (problem: ProblemName, reason: string) => void;
}

interface Connection {
  current: UnderWay | undefined;
  readonly waiting: (() => void)[];
  ended: boolean;
}

/**
 * Requests of one connection one after another (RFC 9112 section 9.3.2). Node hands out pipelined requests all at once: then a single
 * connection could have thousands under way, past every bound on connections, and nobody knew which answer a broken connection belongs to.
 */
export class Turns {
  readonly #connections = new WeakMap<Socket, Connection>();

  /** Begins a request now, or once those before it have been answered. A client with too many waiting is cut off: false is for that. */
  take(socket: Socket, response: ServerResponse, begin: () => UnderWay['onBroken']): boolean {
    const connection = this.#of(socket);
    if (connection.ended || socket.destroyed) return true;
    const start = (): void => {
      response.once('close', () => this.#next(socket, connection));
      connection.current = { response, onBroken: begin() };
    };
    if (connection.current === undefined) start();
    else if (connection.waiting.length < MOST_WAITING) connection.waiting.push(start);
    else {
      socket.destroy();
      return false;
    }
    return true;
  }

  /**
   * Nothing more can be read from the connection: what waits is dropped, and the connection ends with the answer under way. False where that
   * was said before.
   */
  end(socket: Socket): boolean {
    const connection = this.#of(socket);
    if (connection.ended) return false;
    connection.ended = true;
    connection.waiting.length = 0;
    if (connection.current !== undefined) connection.current.response.shouldKeepAlive = false;
    return true;
  }

  current(socket: Socket): UnderWay | undefined {
    return this.#connections.get(socket)?.current;
  }

  #of(socket: Socket): Connection {
    const known = this.#connections.get(socket);
    if (known !== undefined) return known;
    const connection: Connection = { current: undefined, waiting: [], ended: false };
    this.#connections.set(socket, connection);
    return connection;
  }

  #next(socket: Socket, connection: Connection): void {
    connection.current = undefined;
    if (connection.ended) socket.destroySoon();
    if (connection.ended || socket.destroyed) connection.waiting.length = 0;
    else connection.waiting.shift()?.();
  }
}
