import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer, type Server as SecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';

import { type GatewayConfiguration, PROBLEM_TYPES, type ProblemName, problemUri } from '@airside/domain';

import { certificateFault } from './certificate-fault.ts';
import { type ListenerTls, secureContextOptions } from './secure-context.ts';
import { Turns, type UnderWay } from './turns.ts';

export interface ListenerHandlers {
  /**
   * `awaitsContinue`: the client sends its body only after `100 Continue`. Returns what to call when the body turns out to be no HTTP, or too
   * slow: that has to answer the request, if it is not answered yet.
   */
  readonly onRequest: (request: IncomingMessage, response: ServerResponse, awaitsContinue: boolean) => UnderWay['onBroken'];
  /**
   * A request that was no HTTP, too slow or too large to be read, or a connection without a certificate where there must be one. It has been
   * answered, as far as that is possible, and its connection is being closed.
   */
  readonly onUnreadable: (socket: Socket, problem: ProblemName, reason: string) => void;
  /** A connection was closed without an answer: nothing of it could be, or was worth to be, on record. */
  readonly onCutOff: (why: CutOff) => void;
}

/** `capacity`: there are as many connections as may be. `handshake`: TLS failed. `pipelined`: too many requests were sent without waiting for answers. */
export type CutOff = 'capacity' | 'handshake' | 'pipelined';

/** A socket that accepts calls, with every bound that Node's server offers set. */
export function createListener(settings: GatewayConfiguration, tls: ListenerTls, handlers: ListenerHandlers): Server | SecureServer {
  const options = {
    maxHeaderSize: settings.maxHeaderBytes,
    headersTimeout: settings.headerTimeout,
    requestTimeout: settings.requestTimeout,
    keepAliveTimeout: settings.keepAliveTimeout,
    connectionsCheckingInterval: Math.min(1000, settings.headerTimeout),
    insecureHTTPParser: false,
    // `checkHead` requires it: Node refuses such a request by itself, and nobody would know of it.
    requireHostHeader: false,
    noDelay: true,
  };
  const server =
    tls === null
      ? createServer(options)
      : createSecureServer({
          ...options,
          ...secureContextOptions(tls),
          // A certificate that is asked for and bad is told to whom it concerns by the identity checkpoint, unless none may come in without one.
          requestCert: tls.clients !== undefined,
          // That is done below, where the caller is still known: Node leaves nothing to record of a handshake that it refuses itself.
          rejectUnauthorized: false,
          handshakeTimeout: settings.headerTimeout,
          ALPNProtocols: ['http/1.1'],
        });
  server.maxConnections = settings.maxConnections;
  // Node drops fields beyond its count silently; ours are counted, and too many are refused.
  server.maxHeadersCount = 0;

  const open = new Set<Socket>();
  sockets.set(server, open);
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });

  const turns = new Turns();
  const onRequest = (request: IncomingMessage, response: ServerResponse, awaitsContinue: boolean): void => {
    const isTaken = turns.take(request.socket, response, () => handlers.onRequest(request, response, awaitsContinue));
    if (!isTaken) handlers.onCutOff('pipelined');
  };
  server.on('drop', () => handlers.onCutOff('capacity'));
  server.on('request', (request, response) => onRequest(request, response, false));
  server.on('checkContinue', (request, response) => onRequest(request, response, true));
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => onRequest(request, response, false));

  const onUnreadable = (socket: Socket, problem: ProblemName, reason: string): void => {
    if (!turns.end(socket)) return;
    const current = turns.current(socket);
    if (current === undefined) answerRaw(socket, problem);
    else if (!current.response.req.complete) {
      current.onBroken(problem, reason);
      return;
    }
    handlers.onUnreadable(socket, problem, reason);
  };
  if (tls?.clients?.mode === 'required') {
    // Before the listener that reads HTTP.
    server.prependListener('secureConnection', (socket: TLSSocket) => {
      const fault = certificateFault(socket);
      if (fault === undefined) return;
      turns.end(socket);
      handlers.onUnreadable(socket, fault.problem, fault.reason);
      socket.destroy();
    });
  }
  server.on('connect', (_request, socket: Socket) => {
    // Node has taken its own listeners off: an error would end the process.
    socket.on('error', () => socket.destroy());
    if (turns.current(socket) !== undefined) socket.destroy();
    onUnreadable(socket, 'method-not-allowed', 'CONNECT');
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const problem = unreadableProblem(error.code);
    if (isOfTls(error.code)) handlers.onCutOff('handshake');
    if (problem === undefined || !socket.writable) socket.destroy();
    else onUnreadable(socket, problem, `${error.code}${'reason' in error && typeof error.reason === 'string' ? `: ${error.reason}` : ''}`);
  });
  return server;
}

/**
 * Stops accepting connections and resolves once all are closed: those that are idle now, the others when they are done, or after `drainMs`.
 * Node's own `closeAllConnections` knows nothing of connections that are still in their TLS handshake.
 */
export async function closeListener(server: Server | SecureServer, drainMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cut = setTimeout(() => {
    for (const socket of sockets.get(server) ?? []) socket.destroy();
  }, drainMs);
  await closed;
  clearTimeout(cut);
}

const sockets = new WeakMap<Server | SecureServer, Set<Socket>>();

/** Resolves with the address once the server accepts connections; rejects when the address cannot be had. */
export function listen(server: Server, address: string): Promise<AddressInfo> {
  const colon = address.lastIndexOf(':');
  const host = address.slice(0, colon).replace(/^\[(.*)\]$/, '$1');
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port: Number(address.slice(colon + 1)), backlog: 1024 }, () => {
      server.off('error', reject);
      resolve(server.address() as AddressInfo);
    });
  });
}

/**
 * What to answer to bytes that are no HTTP; undefined where nobody can be answered: the client has gone, or TLS failed before there was a
 * connection to answer on (an answer would wait for the handshake, and the socket stay open for ever).
 */
function unreadableProblem(code = ''): ProblemName | undefined {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'request-timeout';
  if (code === 'HPE_HEADER_OVERFLOW') return 'headers-too-large';
  return code.startsWith('HPE_') ? 'malformed-request' : undefined;
}

function isOfTls(code = ''): boolean {
  return code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_');
}

function answerRaw(socket: Socket, problem: ProblemName): void {
  const { status, title } = PROBLEM_TYPES[problem];
  const body = problemBody(problem);
  socket.end(
    `HTTP/1.1 ${status} ${title}\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    () => socket.destroy(),
  );
}

function problemBody(problem: ProblemName): string {
  const { status, title } = PROBLEM_TYPES[problem];
  return JSON.stringify({ type: problemUri(problem), title, status });
}
