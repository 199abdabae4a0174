import type { webcrypto } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { DirectoryContents, Exchange } from '@airside/domain';
import { createGateway, loadConfigurationText } from '@airside/gateway';
import {
  createDirectory,
  createRevokedTokens,
  generateIdentityKey,
  hashClientSecret,
  hashPassword,
  type MutableDirectory,
} from '@airside/identity';
import { exportJWK, generateKeyPair } from 'jose';
import { allowInsecureRequests, ClientSecretBasic, type Configuration, discovery, None, PrivateKeyJwt } from 'openid-client';

import { openAuthorizationServer } from '../../src/up/authorization-server.ts';
import { choosePorts, withPorts } from '../../src/up/free-ports.ts';
import { isServable } from '../../src/up/opened.ts';
import { startUpstream } from '../upstream.ts';

export const SECRET = 'airside-test-secret-0123456789';
export const PASSWORD = 'correct horse battery';
export const ORDERS = 'urn:airside:api:orders';
export const BILLING = 'urn:airside:api:billing';
export const WEB_REDIRECT = 'https://app.example/callback';
export const NATIVE_REDIRECT = 'http://127.0.0.1/callback';

/** Two APIs behind a gateway with an authorization server within, over real sockets, and clients of every kind. */
export interface Setting extends AsyncDisposable {
  readonly url: string;
  readonly issuer: string;
  readonly store: MutableDirectory;
  readonly exchanges: readonly Exchange[];
  readonly troubles: readonly string[];
  /** The key of the client `signer`. */
  readonly privateKey: webcrypto.CryptoKey;
  /** A client as openid-client knows it, set up to authenticate as it is registered. */
  client(id: 'batch' | 'web' | 'app' | 'tv' | 'signer' | 'bound' | 'other'): Promise<Configuration>;
  /** A call of an API with a token; its status. */
  call(path: string, token: string, headers?: Readonly<Record<string, string>>): Promise<number>;
  /** POST of a form to an endpoint of the authorization server. */
  post(path: string, form: Readonly<Record<string, string>>, headers?: Readonly<Record<string, string>>): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

const YAML = `
gateway: { listen: [{ address: '127.0.0.1:0' }] }
authorizationServer: true
apis:
  orders: { path: /orders, upstreams: ['UPSTREAM'] }
  billing: { path: /billing, upstreams: ['UPSTREAM'] }
`;

export async function startSetting(yaml = YAML): Promise<Setting> {
  const upstream = await startUpstream();
  const dataDirectory = mkdtempSync(join(tmpdir(), 'airside-oauth-'));
  const pair = await generateKeyPair('ES256', { extractable: true });
  const store = createDirectory(await records(await exportJWK(pair.publicKey)));
  const exchanges: Exchange[] = [];
  const troubles: string[] = [];

  const loaded = await loadConfigurationText(yaml.replaceAll('UPSTREAM', upstream.url), join(dataDirectory, 'airside.yaml'));
  if (!isServable(loaded)) throw new Error(JSON.stringify(loaded.problems));
  const bundle = withPorts(loaded.bundle, await choosePorts(loaded.bundle));
  const revoked = createRevokedTokens();
  const onRevoked = (tokens: Parameters<typeof revoked.add>[0]) => revoked.add(tokens);
  const server = await openAuthorizationServer({
    loaded,
    bundle,
    dataDirectory,
    directory: store,
    onRevoked,
    log: (_event, text) => troubles.push(text),
  });
  const gateway = createGateway({
    identityKey: await generateIdentityKey(),
    directory: store,
    revoked,
    onExchange: (exchange) => exchanges.push(exchange),
  });
  gateway.apply(server.announced(bundle));
  const [address] = await gateway.listen();
  const url = `http://127.0.0.1:${address?.port}`;
  const issuer = `${url}/.airside/oauth`;

  return {
    url,
    issuer,
    store,
    exchanges,
    troubles,
    privateKey: pair.privateKey,
    client(id) {
      const authentication =
        id === 'app' || id === 'tv' ? None() : id === 'signer' ? PrivateKeyJwt(pair.privateKey) : ClientSecretBasic(SECRET);
      // oxlint-disable-next-line typescript/no-deprecated -- it is marked so to stand out: the server of a test has no TLS.
      return discovery(new URL(issuer), id, undefined, authentication, { execute: [allowInsecureRequests] });
    },
    async call(path, token, headers = {}) {
      const response = await fetch(`${url}${path}`, { headers: { Authorization: `Bearer ${token}`, ...headers } });
      await response.arrayBuffer();
      return response.status;
    },
    async post(path, form, headers = {}) {
      const response = await fetch(`${issuer}${path}`, {
        method: 'POST',
        body: new URLSearchParams(form),
        headers: { Accept: 'application/json', ...headers },
      });
      const text = await response.text();
      return { status: response.status, body: (text.startsWith('{') ? JSON.parse(text) : { text }) as Answer['body'] };
    },
    async [Symbol.asyncDispose]() {
      await gateway.close();
      await server.close();
      await upstream[Symbol.asyncDispose]();
      rmSync(dataDirectory, { recursive: true });
    },
  };
}

/** The `Authorization` of a client with the secret. */
export function basic(clientId: string, secret = SECRET): Readonly<Record<string, string>> {
  return { Authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}` };
}

async function records(publicKey: object): Promise<Partial<DirectoryContents>> {
  const source = 'store';
  const consumer = { id: 'acme', source, scopes: ['read', 'write'], roles: [], groups: [], suspended: false } as const;
  const common = { issuer: 'airside', source, consumer: 'acme' } as const;
  const defaults = { redirectUris: [], scopes: ['read', 'write', 'admin'], dpopBound: false } as const;
  const secret = { authentication: 'client_secret_basic', secretSha256: hashClientSecret(SECRET) } as const;
  const login = { source, consumer: 'acme', passwordHash: await hashPassword(PASSWORD) } as const;
  return {
    consumer: [consumer, { ...consumer, id: 'rival' }],
    login: [
      { ...login, username: 'ann' },
      { ...login, username: 'bob', scopes: ['read'] },
    ],
    client: [
      { ...common, clientId: 'batch', registration: { ...defaults, ...secret, grantTypes: ['client_credentials'] } },
      {
        ...common,
        clientId: 'web',
        name: 'Web <shop>',
        registration: { ...defaults, ...secret, grantTypes: ['authorization_code', 'refresh_token'], redirectUris: [WEB_REDIRECT] },
      },
      {
        ...common,
        clientId: 'app',
        registration: {
          ...defaults,
          authentication: 'none',
          grantTypes: ['authorization_code', 'refresh_token'],
          redirectUris: [NATIVE_REDIRECT, 'com.example.app:/callback'],
        },
      },
      { ...common, clientId: 'tv', registration: { ...defaults, authentication: 'none', grantTypes: ['device_code', 'refresh_token'] } },
      {
        ...common,
        clientId: 'signer',
        registration: { ...defaults, authentication: 'private_key_jwt', jwks: { keys: [publicKey] }, grantTypes: ['client_credentials'] },
      },
      { ...common, clientId: 'bound', registration: { ...defaults, ...secret, grantTypes: ['client_credentials'], dpopBound: true } },
      {
        ...common,
        consumer: 'rival',
        clientId: 'other',
        registration: {
          ...defaults,
          ...secret,
          grantTypes: ['client_credentials', 'authorization_code', 'refresh_token'],
          redirectUris: ['https://rival.example/callback'],
        },
      },
    ],
  };
}
