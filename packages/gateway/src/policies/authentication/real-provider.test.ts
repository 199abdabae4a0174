import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type House, startHouse, startUpstream, type Upstream } from '../../../test/house.ts';
import { CLIENT_SECRET, type IdentityProvider, OPAQUE_API, SIGNED_API, startIdentityProvider } from '../../../test/identity-provider.ts';

let provider: IdentityProvider;
let house: House;
let upstream: Upstream;
let application: client.Configuration;

const CALLBACK = 'https://app.example/callback';

beforeAll(async () => {
  process.env['TEST_CLIENT_SECRET'] = CLIENT_SECRET;
  provider = await startIdentityProvider();
  upstream = await startUpstream();
  house = await startHouse(yaml(provider.issuer, upstream.url));
  application = await client.discovery(new URL(provider.issuer), 'app', CLIENT_SECRET, undefined, {
    // oxlint-disable-next-line typescript/no-deprecated -- marked so to stand out; a provider on a loopback address has no certificate
    execute: [client.allowInsecureRequests],
  });
});

afterAll(async () => {
  await house.close();
  await upstream.close();
  await provider.close();
});

function yaml(issuer: string, url: string): string {
  return `issuers:
  corporate:
    provider: openid
    issuer: ${issuer}
    audience: [${OPAQUE_API}, ${SIGNED_API}]
    introspection: { clientId: gateway, clientSecret: '\${env:TEST_CLIENT_SECRET}', keepActive: 1s }
consumers: { acme: { clients: [{ issuer: corporate, clientId: app }] } }
apis:
  orders: { path: /orders, upstreams: ['${url}'] }
`;
}

const call = (token: string, headers: Record<string, string> = {}) =>
  house.call('/orders', { headers: { authorization: `Bearer ${token}`, ...headers } });

async function machineToken(resource: string, DPoP?: client.DPoPHandle): Promise<string> {
  const parameters = { scope: 'orders', resource };
  return (await client.clientCredentialsGrant(application, parameters, DPoP === undefined ? undefined : { DPoP })).access_token;
}

/** Follows the provider's redirects as a browser would, up to the application's callback. */
async function signIn(resource: string): Promise<client.TokenEndpointResponse> {
  const verifier = client.randomPKCECodeVerifier();
  const state = client.randomState();
  let location = client.buildAuthorizationUrl(application, {
    redirect_uri: CALLBACK,
    scope: 'openid offline_access orders',
    resource,
    prompt: 'consent',
    state,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  const cookies = new Map<string, string>();
  for (let hop = 0; hop < 10 && !location.href.startsWith(CALLBACK); hop++) {
    const headers = { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') };
    const answer = await fetch(location, { redirect: 'manual', headers });
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const separator = pair.indexOf('=');
      cookies.set(pair.slice(0, separator), pair.slice(separator + 1));
    }
    const next = answer.headers.get('location');
    if (next === null) throw new Error(`status ${answer.status} at ${location.href}: ${await answer.text()}`);
    location = new URL(next, location);
  }
  return client.authorizationCodeGrant(application, location, { pkceCodeVerifier: verifier, expectedState: state }, { resource });
}

describe('a certified provider', () => {
  test.each([SIGNED_API, OPAQUE_API])('gives a program a token by client credentials for %s, which is accepted', async (resource) => {
    const reply = await call(await machineToken(resource), { 'x-request-id': `machine-${resource.replaceAll(':', '-')}` });
    expect(reply.status).toBe(200);
    const { principal } = await house.exchange(({ id }) => id === `machine-${resource.replaceAll(':', '-')}`);
    expect(principal).toMatchObject({ consumer: 'acme', subject: 'app', kind: resource === OPAQUE_API ? 'opaque' : 'jwt' });
  });

  test.each([SIGNED_API, OPAQUE_API])(
    'signs a person in by code and PKCE for %s; the access token is accepted, the others are not',
    async (resource) => {
      const tokens = await signIn(resource);
      expect((await call(tokens.access_token)).status).toBe(200);
      expect((await call(tokens.id_token ?? '')).status).toBe(401);
      expect((await call(tokens.refresh_token ?? '')).status).toBe(401);
      const renewed = await client.refreshTokenGrant(application, tokens.refresh_token ?? '', { resource });
      expect(renewed.access_token).not.toBe(tokens.access_token);
      expect((await call(renewed.access_token)).status).toBe(200);
    },
  );

  test.each([SIGNED_API, OPAQUE_API])(
    'binds a token for %s to a key, and its client gets through with proofs and a nonce',
    async (resource) => {
      const handle = client.getDPoPHandle(application, await client.randomDPoPKeyPair());
      const token = await machineToken(resource, handle);
      const url = new URL(`${house.url}/orders?page=2`);
      const answer = await client.fetchProtectedResource(application, token, url, 'GET', undefined, undefined, { DPoP: handle });
      expect(answer.status).toBe(200);
      expect((await call(token)).status).toBe(401);
      const other = client.getDPoPHandle(application, await client.randomDPoPKeyPair());
      await expect(
        client.fetchProtectedResource(application, token, url, 'GET', undefined, undefined, { DPoP: other }),
      ).rejects.toMatchObject({ status: 401 });
    },
  );
});

test('keys that rotate under load lose no request', async () => {
  const before = await machineToken(SIGNED_API);
  let token = before;
  const statuses: number[] = [];
  let calling = true;
  const load = Array.from({ length: 8 }, async (_, index) => {
    while (calling) statuses.push((await call(index % 2 === 0 ? token : before)).status);
  });
  provider.rotate();
  token = await machineToken(SIGNED_API);
  statuses.push((await call(token)).status);
  calling = false;
  await Promise.all(load);
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect(statuses.length).toBeGreaterThan(8);
  expect(JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString())).toMatchObject({ kid: 'key-1' });
});

describe('while the provider is down', () => {
  let signed = '';
  let remembered = '';
  let unseen = '';

  beforeAll(async () => {
    await house.apply(yaml(provider.issuer, upstream.url).replace('keepActive: 1s', 'keepActive: 60s'));
    [signed, remembered, unseen] = [await machineToken(SIGNED_API), await machineToken(OPAQUE_API), await machineToken(OPAQUE_API)];
    await call(remembered);
    await provider.goDown();
  });

  test('signed tokens are verified by the keys that are known', async () => {
    expect((await call(signed)).status).toBe(200);
  });

  test('an opaque token whose answer still counts is accepted, and one that nobody can be asked about gets 503', async () => {
    expect((await call(remembered)).status).toBe(200);
    const reply = await call(unseen, { 'x-request-id': 'unseen' });
    expect(reply.status).toBe(503);
    expect(reply.headers['retry-after']).toBe('5');
    const { verdicts } = await house.exchange(({ id }) => id === 'unseen');
    expect(JSON.stringify(verdicts)).toContain('introspection');
    expect(JSON.stringify(verdicts)).not.toContain(unseen);
  });

  test('nobody is let in who was not asked about, and everybody is once it is back', async () => {
    await provider.comeBack();
    await expect.poll(async () => (await call(unseen)).status, { timeout: 10_000 }).toBe(200);
  });
});

test('a token that was revoked at the provider is refused once its answer is too old', async () => {
  await house.apply(yaml(provider.issuer, upstream.url).replace('keepActive: 1s', 'keepActive: 0ms'));
  const token = await machineToken(OPAQUE_API);
  expect((await call(token)).status).toBe(200);
  await client.tokenRevocation(application, token);
  expect((await call(token)).status).toBe(401);
});
