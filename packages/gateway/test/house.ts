import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

import { type Exchange, formatProblem } from '@airside/domain';
import { type Directory, generateIdentityKey } from '@airside/identity';
import { Agent, request } from 'undici';

import { createGateway, type Gateway, type GatewayOptions, loadConfigurationText } from '../src/index.ts';

/** What an upstream saw of one request. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly rawHeaders: readonly string[];
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export type Answer = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void;

export interface Upstream {
  readonly url: string;
  readonly seen: Seen[];
  close(): Promise<void>;
}

/** A server over a real socket that remembers what it was asked. Answers 200 with a small JSON body unless told otherwise. */
export async function startUpstream(answer: Answer = (_request, response) => response.end('{"ok":true}')): Promise<Upstream> {
  const seen: Seen[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(chunks);
      const { method = '', url = '', rawHeaders, headers } = incoming;
      seen.push({ method, url, rawHeaders, headers, body });
      answer(incoming, response, body);
    });
  });
  return { url: await listenAnywhere(server), seen, close: () => closeServer(server) };
}

export async function listenAnywhere(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export async function closeServer(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  json(): unknown;
}

export interface House {
  readonly url: string;
  readonly port: number;
  readonly gateway: Gateway;
  readonly exchanges: Exchange[];
  readonly directory: string;
  call(
    path: string,
    options?: { method?: string; headers?: Record<string, string | string[]>; body?: string | Buffer | Readable },
  ): Promise<Reply>;
  /** Sends bytes as they are; yields all that comes back until the connection is closed, and whether the gateway closed it. */
  raw(bytes: string, options?: { until?: string }): Promise<{ text: string; closed: boolean }>;
  /** Applies another configuration; throws with its problems. */
  apply(yaml: string): Promise<void>;
  /** Resolves with the first exchange that fits, recorded before or after. */
  exchange(fits: (exchange: Exchange) => boolean): Promise<Exchange>;
  close(): Promise<void>;
}

const ANYWHERE = "listen: [{ address: '127.0.0.1:0' }]";

/**
 * A gateway over a real socket with a configuration, and files (definitions, key sets) beside it. `settings` is what the configuration has
 * under `gateway`, the content of a YAML flow mapping without braces; `stored` are the records of a store; `options` are more of the gateway's.
 */
export async function startHouse(
  yaml: string,
  files: Readonly<Record<string, string>> = {},
  settings = ANYWHERE,
  stored?: Directory,
  options: Pick<GatewayOptions, 'meter' | 'tracing' | 'sanctions'> & Partial<Pick<GatewayOptions, 'onExchange'>> = {},
): Promise<House> {
  const directory = mkdtempSync(join(tmpdir(), 'airside-gateway-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(directory, name), content);
  const exchanges: Exchange[] = [];
  const waiting = new Set<() => void>();
  const gateway = createGateway({
    ...options,
    identityKey: await generateIdentityKey(),
    ...(stored !== undefined && { directory: stored }),
    onExchange: (exchange, messages) => {
      options.onExchange?.(exchange, messages);
      const { request: _request, response: _response, ...rest } = exchange;
      exchanges.push(messages === 'observed' ? rest : exchange);
      for (const wake of waiting) wake();
    },
    onError: (error) => {
      throw error;
    },
  });
  const apply = async (text: string): Promise<void> => {
    const { bundle, problems } = await loadConfigurationText(text, join(directory, 'airside.yaml'));
    if (bundle === undefined) throw new Error(problems.map(formatProblem).join('\n'));
    gateway.apply(bundle);
  };
  await apply(`gateway: { ${settings} }\n${yaml}`);
  const [address] = await gateway.listen();
  const port = address?.port ?? 0;
  const agent = new Agent();

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    gateway,
    exchanges,
    directory,
    apply,
    async call(path, { method = 'GET', headers = {}, body } = {}) {
      const reply = await request(`http://127.0.0.1:${port}${path}`, {
        dispatcher: agent,
        method: method as 'GET',
        headers,
        ...(body !== undefined && { body }),
      });
      const content = Buffer.from(await reply.body.arrayBuffer());
      return { status: reply.statusCode, headers: reply.headers, body: content, json: () => JSON.parse(content.toString()) as unknown };
    },
    raw(bytes, { until } = {}) {
      return new Promise((resolve, reject) => {
        const socket = connect(port, '127.0.0.1');
        let text = '';
        socket.on('data', (chunk) => {
          text += chunk.toString('latin1');
          if (until === undefined || !text.includes(until)) return;
          socket.destroy();
          resolve({ text, closed: false });
        });
        socket.on('end', () => resolve({ text, closed: true }));
        socket.on('error', (error: NodeJS.ErrnoException) =>
          error.code === 'ECONNRESET' ? resolve({ text, closed: true }) : reject(error),
        );
        socket.write(Buffer.from(bytes, 'latin1'));
      });
    },
    exchange(fits) {
      return new Promise((resolve) => {
        const look = (): void => {
          const found = exchanges.find(fits);
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      });
    },
    async close() {
      await agent.close();
      await gateway.close();
      rmSync(directory, { recursive: true });
    },
  };
}

/** An API key and the configuration of a consumer that has it. */
export const KEY = 'test-key-0123456789-0123456789';
export const KEY_SHA256 = '448e5cb6bb0315b0bf8ddd58d06fbf2106be5899187b08679fffff0d6f211760';

export function consumerYaml(sha256: string, scopes: readonly string[] = []): string {
  return `consumers: { acme: { scopes: [${scopes.join(', ')}], apiKeys: [{ id: first, sha256: ${sha256} }] } }\n`;
}
