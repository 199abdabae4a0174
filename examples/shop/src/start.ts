import { once } from 'node:events';
import type { Server } from 'node:http';

import { type AccessTokens, createAccessTokens } from './access-token.ts';
import { createId } from './id.ts';
import { createIdentityHeader } from './identity-header.ts';
import { createLoginThrottle, type LoginThrottle } from './login-throttle.ts';
import type { Operations } from './operation.ts';
import { operations as soundOperations } from './operations/index.ts';
import { createRouter } from './router.ts';
import { seed } from './seed.ts';
import { createShopServer, plainFailure, type ServerSettings } from './server.ts';
import type { Shop } from './shop.ts';
import { Store } from './store.ts';

const DEFAULT_JWKS = 'http://127.0.0.1:8080/.airside/jwks.json';
const DRAIN_TIMEOUT_MS = 5000;

/** All of it is optional. */
export interface ShopOptions extends Partial<ServerSettings>, Partial<Pick<Shop, 'createId' | 'now'>> {
  /** Address to listen on; 127.0.0.1 where absent. */
  readonly host?: string;
  /** 0 (the default) lets the system choose. */
  readonly port?: number;
  /** File of the database; `:memory:` where absent. An empty one is filled with the demo data. */
  readonly database?: string;
  /** URL of the keys of the gateway in front. */
  readonly airsideJwks?: string;
  /** What is served, by operation id; the operations of the definition where absent. */
  readonly operations?: Operations;
  readonly loginThrottle?: LoginThrottle;
  /** Changes how access tokens are issued or verified. */
  readonly wrapTokens?: (tokens: AccessTokens) => AccessTokens;
}

export interface RunningShop {
  /** Such as `http://127.0.0.1:3000`, without a slash at its end. */
  readonly url: string;
  /** Finish what is under way (for at most five seconds), then stop. */
  close(): Promise<void>;
}

/** Start a shop. Rejects when the address cannot be listened on or the database cannot be opened. */
export async function startShop(options: ShopOptions = {}): Promise<RunningShop> {
  const { host = '127.0.0.1', port = 0, database = ':memory:', operations = soundOperations, wrapTokens = (tokens) => tokens } = options;
  const identityHeader = createIdentityHeader(options.airsideJwks ?? DEFAULT_JWKS);
  const tokens = wrapTokens(await createAccessTokens());
  const store = new Store(database);
  try {
    seed(store);
    const shop: Shop = {
      store,
      tokens,
      identityHeader,
      loginThrottle: options.loginThrottle ?? createLoginThrottle(),
      createId: options.createId ?? createId,
      now: options.now ?? Date.now,
    };
    const server = createShopServer(shop, createRouter(operations), {
      describeFailure: options.describeFailure ?? plainFailure,
      onFailure: options.onFailure ?? (() => undefined),
    });
    server.listen(port, host);
    await once(server, 'listening');
    return { url: urlOf(server), close: () => stop(server, store).finally(() => identityHeader.close()) };
  } catch (error) {
    store.close();
    throw error;
  }
}

async function stop(server: Server, store: Store): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), DRAIN_TIMEOUT_MS);
  await closed;
  clearTimeout(timer);
  store.close();
}

function urlOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('expected a TCP address');
  return `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`;
}
