import { once } from 'node:events';
import { chmodSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import type { RevokedToken } from '@airside/identity';

import { SECURITY_HEADERS } from './http/security-headers.ts';
import { loadKeyRing, publicKeyFile, publicKeys, saveKeyRing } from './keys/key-files.ts';
import { advance } from './keys/key-ring.ts';
import type { AuthorizationServerOptions } from './options.ts';
import { createProvider } from './provider.ts';
import { createInteractions } from './sign-in/interaction.ts';
import { openItemStore } from './store/sqlite.ts';
import { withTokenIds } from './tokens/by-id.ts';
import { createRevocations } from './tokens/revocations.ts';

const STORE_FILE = 'authorization.db';
const SOCKET_FILE = 'oauth.sock';
const UPKEEP_MS = 60_000;
const REQUEST_TIMEOUT_MS = 15_000;

export interface AuthorizationServer {
  readonly issuer: string;
  /** The Unix socket that it listens on, open to the owner alone. */
  readonly socket: string;
  /** The file with the public keys, current and next. */
  readonly keySet: string;
  /** The tokens that are void now although they verify. */
  revoked(): Promise<readonly RevokedToken[]>;
  /** Rotates keys and removes what has expired, where that is due; runs by itself every minute. */
  upkeep(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts the authorization server behind a Unix socket. Callers reach it through the gateway, which has checked the heads of its requests,
 * limits their size and rate, and vouches for `X-Forwarded-For`.
 *
 * @throws {StoreUnavailableError} when its state cannot be read or written.
 */
export async function startAuthorizationServer(options: AuthorizationServerOptions): Promise<AuthorizationServer> {
  const { dataDirectory, settings, onRevoked, onTrouble, now = Date.now } = options;
  const issuer = new URL(options.issuer);
  const store = openItemStore(join(dataDirectory, STORE_FILE));
  const revocations = createRevocations(store, Math.ceil(settings.accessTokens / 1000), onRevoked);
  let ring = await loadKeyRing(dataDirectory, now());
  let signing = '';
  let provider = createProvider(options, ring, store, revocations);
  let serve = provider.callback();
  const interact = createInteractions(options);

  const upkeep = async (): Promise<void> => {
    const advanced = await advance(ring, now());
    if (advanced !== ring) saveKeyRing(dataDirectory, advanced);
    ring = advanced;
    const order = ring.keys.map(({ kid, signsFromMs }) => `${kid} ${signsFromMs <= now()}`).join();
    if (order !== signing) {
      signing = order;
      // Keys stand in a provider as they are; requests under way finish on the one they began with.
      provider = createProvider(options, ring, store, revocations);
      serve = provider.callback();
    }
    while ((await store.prune(Math.floor(Date.now() / 1000))) > 0) await wait(0);
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = prepare(request, response, issuer);
    if (await interact(provider, ring, request, response, path)) return;
    await serve(await withTokenIds(request, path, provider, publicKeys(ring)), response);
  };
  const server = createServer(
    { requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: REQUEST_TIMEOUT_MS, keepAliveTimeout: 65_000 },
    (request, response) => {
      handle(request, response).catch((error: unknown) => {
        onTrouble(`the authorization server failed: ${error instanceof Error ? error.message : 'unknown error'}`);
        if (response.headersSent) response.destroy();
        else response.writeHead(500, { 'Content-Type': 'text/plain' }).end('The authorization server failed.\n');
      });
    },
  );

  const socket = join(dataDirectory, SOCKET_FILE);
  rmSync(socket, { force: true });
  server.listen(socket);
  await once(server, 'listening');
  chmodSync(socket, 0o600);
  await upkeep();
  const timer = setInterval(() => {
    upkeep().catch((error: unknown) => onTrouble(`the authorization server's state cannot be kept up: ${(error as Error).message}`));
  }, UPKEEP_MS);
  timer.unref();

  return {
    issuer: options.issuer,
    socket,
    keySet: publicKeyFile(dataDirectory),
    revoked: async () => (await store.revoked(Math.floor(Date.now() / 1000))).map(({ id, until }) => ({ id, untilMs: until * 1000 })),
    upkeep,
    async close() {
      clearInterval(timer);
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      await store.close();
    },
  };
}

/** The path below the issuer's; URLs in answers are made of the issuer, whatever host and scheme the caller named. */
function prepare(request: IncomingMessage & { originalUrl?: string }, response: ServerResponse, issuer: URL): string {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
  const { headers } = request;
  headers.host = issuer.host;
  headers['x-forwarded-proto'] = issuer.protocol.slice(0, -1);
  delete headers['x-forwarded-host'];
  const [path = '/', query] = (request.url ?? '/').split('?', 2);
  // Where metadata is looked for before the issuer's path, the gateway leaves a slash behind.
  const plain = path.startsWith('/.well-known/') ? path.replace(/\/$/, '') : path;
  request.url = query === undefined ? plain : `${plain}?${query}`;
  request.originalUrl = `${issuer.pathname}${request.url}`;
  return plain;
}
