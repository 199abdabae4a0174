import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startAuthorizationServer } from '@airside/control/authorization-server';
import { createGateway, loadConfigurationText } from '@airside/gateway';
import { createDirectory, generateIdentityKey, hashClientSecret } from '@airside/identity';
import { decodeProtectedHeader } from 'jose';
import { expect, test } from 'vitest';

import { choosePorts, withPorts } from '../../src/up/free-ports.ts';
import { isServable } from '../../src/up/opened.ts';
import { startUpstream } from '../upstream.ts';
import { basic, SECRET } from './setting.ts';

const YAML = `
gateway: { listen: [{ address: '127.0.0.1:0' }] }
authorizationServer: true
apis: { orders: { path: /orders, upstreams: ['UPSTREAM'], policies: { rateLimit: { requests: 100000, per: 1m, burst: 100000 } } } }
`;
const DAY_MS = 86_400_000;
const LANES = 4;

test('keys that rotate by themselves lose no request, neither for a token nor with one', async () => {
  await using upstream = await startUpstream();
  const dataDirectory = mkdtempSync(join(tmpdir(), 'airside-rotation-'));
  const consumer = { id: 'acme', source: 'store', scopes: ['read'], roles: [], groups: [], suspended: false } as const;
  const registration = {
    grantTypes: ['client_credentials'],
    redirectUris: [],
    scopes: ['read'],
    authentication: 'client_secret_basic',
    secretSha256: hashClientSecret(SECRET),
    dpopBound: false,
  } as const;
  const client = { issuer: 'airside', clientId: 'batch', source: 'store', consumer: 'acme', registration } as const;
  const directory = createDirectory({ consumer: [consumer], client: [client] });
  const loaded = await loadConfigurationText(YAML.replace('UPSTREAM', upstream.url), join(dataDirectory, 'airside.yaml'));
  if (!isServable(loaded) || loaded.configuration.authorizationServer === undefined) throw new Error(JSON.stringify(loaded.problems));
  const bundle = withPorts(loaded.bundle, await choosePorts(loaded.bundle));
  const [listener] = (bundle.source as { gateway: { listen: { address: string }[] } }).gateway.listen;
  const issuer = `http://${listener?.address}/.airside/oauth`;
  // Only the rotation of keys goes by this clock: tokens are good for their time as ever.
  let clockMs = Date.now();
  const server = await startAuthorizationServer({
    issuer,
    settings: loaded.configuration.authorizationServer,
    dataDirectory,
    directory,
    apis: () => ['orders'],
    onRevoked: () => undefined,
    onTrouble: (message) => expect.fail(message),
    now: () => clockMs,
  });
  const gateway = createGateway({ identityKey: await generateIdentityKey(), directory, onExchange: () => undefined });
  gateway.apply({ ...bundle, authorizationServer: { issuer, socket: server.socket, keySet: server.keySet } });
  const [address] = await gateway.listen();
  const url = `http://127.0.0.1:${address?.port}`;

  const statuses = new Map<string, number>();
  const count = (what: string): number => statuses.set(what, (statuses.get(what) ?? 0) + 1).get(what) ?? 0;
  const kids = new Set<string>();
  let stopped = false;
  const lane = async (): Promise<void> => {
    while (!stopped) {
      const body = new URLSearchParams({ grant_type: 'client_credentials' });
      const answer = await fetch(`${issuer}/token`, { method: 'POST', headers: basic('batch'), body });
      count(`token ${answer.status}`);
      const { access_token: token = '' } = (await answer.json()) as { access_token?: string };
      kids.add(decodeProtectedHeader(token).kid ?? '');
      const call = await fetch(`${url}/orders/1`, { headers: { authorization: `Bearer ${token}` } });
      await call.arrayBuffer();
      count(`call ${call.status}`);
    }
  };
  const lanes = Array.from({ length: LANES }, lane);
  // The next key is published a day before it signs; here that day is over before gateways have read it by themselves.
  for (const days of [29, 1]) {
    const before = statuses.get('call 200') ?? 0;
    await expect.poll(() => statuses.get('call 200') ?? 0, { timeout: 20_000 }).toBeGreaterThan(before + LANES);
    clockMs += days * DAY_MS;
    await server.upkeep();
  }
  const before = statuses.get('call 200') ?? 0;
  await expect.poll(() => statuses.get('call 200') ?? 0, { timeout: 20_000 }).toBeGreaterThan(before + LANES);
  stopped = true;
  await Promise.all(lanes);
  expect([...statuses.keys()].toSorted()).toEqual(['call 200', 'token 200']);
  expect(kids.size).toBe(2);

  await gateway.close();
  await server.close();
  rmSync(dataDirectory, { recursive: true });
});
