import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { type AdapterPayload, type JWK, Provider } from 'oidc-provider';

import { closeServer, listenAnywhere } from './house.ts';

/** What the tokens are for: the audience of APIs that take opaque tokens, and of those that take signed ones. */
export const OPAQUE_API = 'urn:orders:opaque';
export const SIGNED_API = 'urn:orders:signed';

/** Clients of the provider by id; all have the secret `CLIENT_SECRET`. */
export const CLIENT_SECRET = 'test-client-secret-0123456789';

export interface IdentityProvider {
  readonly issuer: string;
  /** Requests so far, by the first part of their path. */
  readonly requests: ReadonlyMap<string, number>;
  /** Signs with a new key from now on; the ones before are still published. */
  rotate(): void;
  /** Stops listening; what it knows stays. */
  goDown(): Promise<void>;
  /** Listens again, on the same port. */
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

/** A certified OpenID provider over a real socket, which signs everybody in as `anna` without asking. */
export async function startIdentityProvider(): Promise<IdentityProvider> {
  const requests = new Map<string, number>();
  const stored = new Map<string, AdapterPayload>();
  let keys: readonly JWK[] = [signingKey(0)];
  let handle: (request: IncomingMessage, response: ServerResponse) => unknown = () => undefined;
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    const part = request.url?.split(/[/?]/)[1] ?? '';
    requests.set(part, (requests.get(part) ?? 0) + 1);
    handle(request, response);
  };
  let server: Server = createServer(onRequest);
  const issuer = await listenAnywhere(server);
  const { port } = server.address() as AddressInfo;
  const start = (): void => {
    const provider = createProvider(issuer, keys, stored);
    const callback = provider.callback();
    handle = (request, response) =>
      request.url?.startsWith('/interaction/') ? consent(provider, request, response) : callback(request, response);
  };
  start();
  return {
    issuer,
    requests,
    rotate() {
      keys = [signingKey(keys.length), ...keys];
      start();
    },
    goDown: () => closeServer(server),
    async comeBack() {
      server = createServer(onRequest);
      await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    },
    close: () => closeServer(server),
  };
}

function signingKey(index: number): JWK {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { ...privateKey.export({ format: 'jwk' }), kid: `key-${index}`, alg: 'ES256', use: 'sig' };
}

function createProvider(issuer: string, keys: readonly JWK[], stored: Map<string, AdapterPayload>): Provider {
  return new Provider(issuer, {
    jwks: { keys: [...keys] },
    adapter: adapterOver(stored),
    cookies: { keys: ['test-cookie-key'] },
    clients: ['app', 'gateway'].map((id) => ({
      client_id: id,
      client_secret: CLIENT_SECRET,
      grant_types: ['client_credentials', 'authorization_code', 'refresh_token'],
      redirect_uris: ['https://app.example/callback'],
      id_token_signed_response_alg: 'ES256',
    })),
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    scopes: ['openid', 'offline_access', 'orders'],
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    issueRefreshToken: () => true,
    ttl: {
      AccessToken: 600,
      ClientCredentials: 600,
      RefreshToken: 3600,
      Grant: 3600,
      Session: 3600,
      Interaction: 600,
      IdToken: 600,
      AuthorizationCode: 60,
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      introspection: { enabled: true, allowedPolicy: () => true },
      revocation: { enabled: true },
      dPoP: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => SIGNED_API,
        useGrantedResource: () => true,
        getResourceServerInfo: (_context, resource) => ({
          scope: 'orders',
          audience: resource,
          accessTokenFormat: resource === OPAQUE_API ? 'opaque' : 'jwt',
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
  });
}

/** What would ask a person: answers at once. */
async function consent(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { prompt, params } = await provider.interactionDetails(request, response);
  if (prompt.name === 'login') {
    await provider.interactionFinished(request, response, { login: { accountId: 'anna' } });
    return;
  }
  const grant = new provider.Grant({ accountId: 'anna', clientId: String(params['client_id']) });
  grant.addOIDCScope('openid offline_access orders');
  for (const resource of [OPAQUE_API, SIGNED_API]) grant.addResourceScope(resource, 'orders');
  await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
}

/** One memory for all providers that follow each other: a rotation forgets nothing. */
function adapterOver(stored: Map<string, AdapterPayload>) {
  return (model: string) => ({
    upsert: async (id: string, payload: AdapterPayload) => void stored.set(`${model} ${id}`, payload),
    find: async (id: string) => stored.get(`${model} ${id}`),
    findByUserCode: async () => undefined,
    findByUid: async (uid: string) => [...stored].find(([key, { uid: own }]) => key.startsWith(`${model} `) && own === uid)?.[1],
    consume: async (id: string) =>
      void stored.set(`${model} ${id}`, { ...stored.get(`${model} ${id}`), consumed: Math.floor(Date.now() / 1000) }),
    destroy: async (id: string) => void stored.delete(`${model} ${id}`),
    revokeByGrantId: async (grantId: string) => {
      for (const [key, payload] of stored) if (payload.grantId === grantId) stored.delete(key);
    },
  });
}
