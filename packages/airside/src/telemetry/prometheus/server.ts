import { createHash, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, isIP } from 'node:net';
import { gzip } from 'node:zlib';

import { compileAddressList, type TelemetryConfiguration } from '@airside/domain';

import { CONTENT_TYPES, type Format } from './exposition.ts';
import { negotiate } from './negotiate.ts';
import { Places } from './places.ts';

const TIMEOUT_MS = 10_000;
/** How often it is looked whose time is over. */
const CHECK_MS = 1000;
const MOST_CONNECTIONS = 32;
const HEADER_BYTES = 8 * 1024;
const PATH = '/metrics';

export type PrometheusSettings = NonNullable<TelemetryConfiguration['prometheus']>;

export interface PrometheusServer {
  readonly address: AddressInfo;
  close(): Promise<void>;
}

/** Answers `GET /metrics`, and nothing else. Rejects with the system's error where the address cannot be had. */
export async function openPrometheus(settings: PrometheusSettings, metrics: (format: Format) => string): Promise<PrometheusServer> {
  const refusal = compileRefusal(settings);
  const places = new Places(MOST_CONNECTIONS);
  const server = createServer(
    {
      maxHeaderSize: HEADER_BYTES,
      headersTimeout: TIMEOUT_MS,
      requestTimeout: TIMEOUT_MS,
      keepAliveTimeout: TIMEOUT_MS,
      connectionsCheckingInterval: CHECK_MS,
    },
    (request, response) => {
      request.resume();
      places.serve(request.socket, true);
      response.once('close', () => places.serve(request.socket, false));
      // A scraper that takes nothing holds its place for this long.
      response.setTimeout(TIMEOUT_MS, () => response.destroy());
      const status = refusal(request);
      if (status !== undefined) {
        refuse(response, status);
        return;
      }
      answer(request, response, metrics);
    },
  );
  server.on('connection', (socket) => places.take(socket));
  const colon = settings.listen.lastIndexOf(':');
  server.listen({ host: settings.listen.slice(0, colon).replace(/^\[(.*)\]$/, '$1'), port: Number(settings.listen.slice(colon + 1)) });
  await once(server, 'listening');
  return {
    address: server.address() as AddressInfo,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function answer(request: IncomingMessage, response: ServerResponse, metrics: (format: Format) => string): void {
  const format = negotiate(request.headers.accept);
  const headers = { 'Content-Type': CONTENT_TYPES[format], 'Cache-Control': 'no-store', Vary: 'Accept, Accept-Encoding' };
  const send = (body: Buffer, more: object): void => {
    response.writeHead(200, { ...headers, ...more, 'Content-Length': body.length });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
  const body = Buffer.from(metrics(format));
  if (!acceptsGzip(request.headers['accept-encoding'])) {
    send(body, {});
    return;
  }
  gzip(body, { level: 1 }, (error, compressed) => {
    if (error === null) send(compressed, { 'Content-Encoding': 'gzip' });
    else send(body, {});
  });
}

/** The status to answer with instead; undefined where the request is to be answered. */
function compileRefusal({ token, allow, listen }: PrometheusSettings): (request: IncomingMessage) => number | undefined {
  const isAllowed = allow === undefined ? () => true : compileAddressList(allow);
  const digest = token === undefined ? undefined : sha256(`Bearer ${token.reveal()}`);
  const isLocal = /^(127\.|localhost:|\[::1\])/.test(listen);
  return ({ socket, headers, method, url }) => {
    if (!isAllowed(socket.remoteAddress ?? '')) return 403;
    if (digest !== undefined && !timingSafeEqual(digest, sha256(headers.authorization ?? ''))) return 401;
    // A page in a browser on this machine can have a name of its own resolve to 127.0.0.1, and would read the answer.
    if (digest === undefined && isLocal && !isOwnHost(headers.host ?? '')) return 421;
    if ((url ?? '').split('?', 1)[0] !== PATH) return 404;
    return method === 'GET' || method === 'HEAD' ? undefined : 405;
  };
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, {
    'Content-Length': 0,
    ...(status === 401 && { 'WWW-Authenticate': 'Bearer' }),
    ...(status === 405 && { Allow: 'GET, HEAD' }),
  });
  response.end();
}

function isOwnHost(host: string): boolean {
  const name = host.replace(/:\d*$/, '').replace(/^\[(.*)\]$/, '$1');
  return name === 'localhost' || isIP(name) !== 0;
}

function acceptsGzip(field: string | string[] | undefined): boolean {
  return String(field ?? '')
    .split(',')
    .some((coding) => /^\s*gzip\s*(;\s*q=(1|0\.\d*[1-9]).*)?$/i.test(coding));
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
