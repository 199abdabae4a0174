import { generateKeyPairSync, sign } from 'node:crypto';

import type { AirsideIdentityOptions } from '@airside/identity/http';
import { describe, expect, test } from 'vitest';

import { consumerYaml, type House, KEY, KEY_SHA256, startHouse, startUpstream } from '../house.ts';
import { type ProtectedServer, SERVERS, type StartProtected, type Told } from './servers.ts';

const OPEN = 'policies: { authentication: { anonymous: always }, firewall: { mode: off } }';

interface Scene extends AsyncDisposable {
  readonly house: House;
  readonly server: ProtectedServer;
  /** A header as the gateway makes it for the given path: `/orders` leads to the server, `/billing` and `/bound` are other APIs. */
  header(path: string): Promise<string>;
  /** Goes around the gateway. */
  direct(header: string | undefined, path?: string, init?: RequestInit): Promise<Response>;
}

/** A gateway, and behind it a protected server as the API `orders` beside APIs whose upstream anybody can listen at. */
async function scene(start: StartProtected, options: Partial<AirsideIdentityOptions> = {}): Promise<Scene> {
  const spy = await startUpstream();
  const yaml = (orders: string) => `${consumerYaml(KEY_SHA256, ['read'])}apis:
  orders: { path: /orders, upstreams: ['${orders}'], ${OPEN} }
  billing: { path: /billing, upstreams: ['${spy.url}'], ${OPEN} }
  bound: { path: /bound, upstreams: ['${spy.url}/base'], identityHeader: { boundTo: request }, ${OPEN} }
`;
  const house = await startHouse(yaml(spy.url));
  const server = await start({ keys: `${house.url}/.airside/jwks.json`, audience: 'orders', ...options });
  await house.apply(yaml(server.url));
  return {
    house,
    server,
    async header(path) {
      if (path.startsWith('/orders')) return ((await house.call(path, { headers: { 'X-Api-Key': KEY } })).json() as Told).header ?? '';
      await house.call(path, { headers: { 'X-Api-Key': KEY } });
      return String(spy.seen.at(-1)?.headers['airside-identity']);
    },
    direct: (header, path = '/1', init = {}) =>
      fetch(`${server.url}${path}`, { ...init, headers: { ...(header !== undefined && { 'Airside-Identity': header }) } }),
    async [Symbol.asyncDispose]() {
      await house.close();
      await server.close();
      await spy.close();
    },
  };
}

/** The parts of a header with some members of its JSON changed, and no signature that fits. */
function altered(header: string, which: 0 | 1, changes: object): string {
  const parts = header.split('.');
  const content = JSON.parse(Buffer.from(parts[which] ?? '', 'base64url').toString()) as object;
  parts[which] = Buffer.from(JSON.stringify({ ...content, ...changes })).toString('base64url');
  return parts.join('.');
}

function signedByStranger(header: string): string {
  const input = header.slice(0, header.lastIndexOf('.'));
  return `${input}.${sign(null, Buffer.from(input), generateKeyPairSync('ed25519').privateKey).toString('base64url')}`;
}

describe.each(SERVERS)('%s behind the gateway', (_name, start) => {
  test('learns who calls, from calls that came through the gateway', async () => {
    await using set = await scene(start);
    const reply = await set.house.call('/orders/1', { headers: { 'X-Api-Key': KEY } });
    expect(reply.status).toBe(200);
    expect((reply.json() as Told).identity).toMatchObject({ aud: 'orders', sub: 'acme', kind: 'apiKey', consumer: 'acme', scope: 'read' });
    expect((await set.direct(await set.header('/orders/1'))).status).toBe(200);
  });

  test('refuses a call that went around the gateway, and says so in a problem document', async () => {
    await using set = await scene(start);
    for (const init of [{}, { method: 'POST', body: 'x'.repeat(300_000) }, { method: 'HEAD' }]) {
      const answer = await set.direct(undefined, '/1', init);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([401, 'application/problem+json']);
      expect(answer.headers.get('www-authenticate')).toBe('Airside-Identity');
    }
    expect(await (await set.direct(undefined)).json()).toMatchObject({ status: 401, title: 'Unauthorized' });
  });

  test('refuses a header that is forged, altered, unsigned, doubled or malformed', async () => {
    await using set = await scene(start);
    const good = await set.header('/orders/1');
    const [head, claims] = good.split('.');
    for (const bad of [
      signedByStranger(good),
      altered(good, 1, { sub: 'admin' }),
      altered(good, 0, { alg: 'none' }),
      `${altered(good, 0, { alg: 'none' }).split('.')[0]}.${claims}.`,
      `${head}.${claims}.`,
      signedByStranger(altered(good, 0, { kid: 'unknown' })),
      `${good}, ${good}`,
      `${good} `.repeat(2),
      'x',
      '',
    ]) {
      expect((await set.direct(bad)).status, bad).toBe(401);
    }
    expect((await set.direct(good)).status).toBe(200);
  });

  test('refuses a header that the gateway made for another API', async () => {
    await using set = await scene(start);
    expect((await set.direct(await set.header('/billing/1'))).status).toBe(403);
  });

  test('refuses a header that has expired, also one that it had accepted before', async () => {
    let nowMs = Date.now();
    await using set = await scene(start, { now: () => nowMs });
    const header = await set.header('/orders/1');
    expect((await set.direct(header)).status).toBe(200);
    nowMs += 66_000;
    expect((await set.direct(header)).status).toBe(401);
  });

  test('is told by the gateway, not by a caller who sends the header itself', async () => {
    await using set = await scene(start);
    const stolen = await set.header('/orders/1');
    for (const header of [stolen, signedByStranger(stolen), 'x']) {
      for (const name of ['Airside-Identity', 'airside_identity', 'AIRSIDE-IDENTITY']) {
        const reply = await set.house.call('/orders/1', { headers: { [name]: header } });
        expect((reply.json() as Told).identity).toMatchObject({ kind: 'anonymous', sub: 'anonymous' });
      }
    }
  });

  test('serves exempt paths without a header, and no path that only begins like one', async () => {
    await using set = await scene(start, { exempt: ['/health'] });
    expect(await (await set.direct(undefined, '/health?deep=1')).json()).toEqual({ identity: null, header: null });
    for (const path of ['/health/1', '/healthy', '/HEALTH', '/%68ealth', '/1?/health', '//health']) {
      expect((await set.direct(undefined, path)).status, path).toBe(401);
    }
  });

  test('takes a header that is bound to a request for that request only', async () => {
    await using set = await scene(start, { audience: 'bound' });
    const header = await set.header('/bound/7?a=1');
    expect((await set.direct(header, '/base/7?a=1')).status).toBe(200);
    for (const path of ['/base/8?a=1', '/base/7?a=2', '/base/7', '/7?a=1']) expect((await set.direct(header, path)).status, path).toBe(403);
    expect((await set.direct(header, '/base/7?a=1', { method: 'DELETE' })).status).toBe(403);
    expect((await set.direct(header, '/base/7?a=1')).status).toBe(200);
  });

  test('takes none that is not bound, where it asks for bound ones', async () => {
    await using set = await scene(start, { boundToRequest: true });
    expect((await set.house.call('/orders/1', { headers: { 'X-Api-Key': KEY } })).status).toBe(403);
  });

  test('serves nobody while the keys of the gateway cannot be had, and serves once they can', async () => {
    await using set = await scene(start);
    const header = await set.header('/orders/1');
    let isDown = true;
    await using keys = await startKeys(set.house, () => isDown);
    const server = await start({ keys: keys.url, audience: 'orders' });
    const ask = async () => (await fetch(server.url, { headers: { 'Airside-Identity': header } })).status;
    expect(await ask()).toBe(503);
    isDown = false;
    await expect.poll(ask, { timeout: 10_000 }).toBe(200);
    await server.close();
  });

  test('tells its owner of each refusal, without the header', async () => {
    const reasons: string[] = [];
    await using set = await scene(start, { onRefusal: (reason) => reasons.push(reason) });
    const good = await set.header('/orders/1');
    await set.direct(undefined);
    await set.direct(signedByStranger(good));
    await set.direct(await set.header('/billing/1'));
    expect(reasons).toEqual([
      'no Airside-Identity header: the call went around the gateway',
      'signature does not verify',
      'header is for another audience than "orders"',
    ]);
  });
});

/** The gateway's key set behind a server that can be down. */
async function startKeys(house: House, isDown: () => boolean) {
  const body = (await house.call('/.airside/jwks.json')).body;
  const upstream = await startUpstream((_request, response) => {
    if (isDown()) response.writeHead(503).end();
    else response.setHeader('Content-Type', 'application/json').end(body);
  });
  return { url: upstream.url, [Symbol.asyncDispose]: () => upstream.close() };
}
