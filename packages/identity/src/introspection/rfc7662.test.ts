import { describe, expect, onTestFinished, test } from 'vitest';

import { APP, directoryWith } from '../../test/directory.ts';
import { createIntrospectingIssuer, ISSUER } from '../../test/issuer.ts';
import { type ProviderServer, sendJson, startProviderServer } from '../../test/provider-server.ts';
import { bearer, headers, NOON, NOON_MS } from '../../test/tokens.ts';
import type { Authentication } from '../authenticator.ts';
import { createOpaqueTokenAuthenticator } from './authenticate.ts';
import type { IntrospectionSettings } from './issuer.ts';

/** The example of section 2.2, at the issuer and with the audience of these tests. */
const ANSWER = {
  active: true,
  client_id: 'app',
  username: 'jdoe',
  scope: 'read write dolphin',
  sub: 'Z5O3upPC88QrAjx00dis',
  aud: 'https://api.example',
  iss: ISSUER,
  exp: NOON + 3600,
  iat: NOON - 60,
  extension_field: 'twenty-seven',
  token_type: 'Bearer',
};
const TOKEN = 'mF_9.B5f-4.1JqM';

async function start(document: unknown = ANSWER) {
  const server = await startProviderServer((_request, response) => sendJson(response, document));
  onTestFinished(() => server[Symbol.asyncDispose]());
  return server;
}

function authenticatorAt(server: ProviderServer, settings: Partial<IntrospectionSettings> = {}) {
  const endpoint = () => new URL(`${server.origin}/introspect`);
  return createOpaqueTokenAuthenticator({
    realm: 'r',
    directory: directoryWith(),
    issuer: createIntrospectingIssuer({ endpoint, ...settings }),
    now: () => NOON_MS,
  });
}

async function judge(document: unknown, settings: Partial<IntrospectionSettings> = {}): Promise<Authentication> {
  return authenticatorAt(await start(document), settings).authenticate(bearer(TOKEN));
}

describe('the question (section 2.1)', () => {
  test('is a form with the token, by a client that proves who it is', async () => {
    const server = await start();
    await authenticatorAt(server, { clientId: 'a:b', clientSecret: () => 's%c&ret +' }).authenticate(bearer(TOKEN));
    const [request] = server.requests;
    expect(request).toMatchObject({ method: 'POST', path: '/introspect', body: `token=${TOKEN}&token_type_hint=access_token` });
    expect(request?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    const credentials = Buffer.from(request?.headers.authorization?.slice('Basic '.length) ?? '', 'base64').toString();
    expect(credentials).toBe('a%3Ab:s%25c%26ret+%2B');
  });

  test('has the client in the form where the provider wants it so', async () => {
    const server = await start();
    await authenticatorAt(server, { authentication: 'client_secret_post' }).authenticate(bearer(TOKEN));
    expect(server.requests[0]?.headers.authorization).toBeUndefined();
    expect(server.requests[0]?.body).toContain('client_id=gateway&client_secret=gateway-secret');
  });

  test.each(['a token', 'a&b=c', 'tökén', '"x"', 'a=b', '', 'a\tb'])(
    'is not asked about %j, which no access token can be',
    async (token) => {
      const server = await start();
      expect(await authenticatorAt(server).authenticate(bearer(token))).toMatchObject({ outcome: 'refused', error: 'invalid_token' });
      expect(server.requests).toHaveLength(0);
    },
  );
});

describe('an answer (section 2.2)', () => {
  test('that the token is active tells who calls', async () => {
    expect(await judge(ANSWER)).toMatchObject({
      outcome: 'accepted',
      principal: {
        kind: 'opaque',
        subject: 'Z5O3upPC88QrAjx00dis',
        consumer: 'acme',
        credential: 'idp#app',
        scopes: ['read', 'write', 'dolphin'],
        issuer: ISSUER,
      },
    });
  });

  test('without a subject speaks of the client', async () => {
    expect(await judge({ ...ANSWER, sub: undefined })).toMatchObject({ outcome: 'accepted', principal: { subject: 'app' } });
  });

  test.each<readonly [string, object, string]>([
    ['that the token is not active', { active: false }, 'does not call the token active'],
    ['about a token of another issuer', { ...ANSWER, iss: 'https://evil.example' }, 'evil.example'],
    ['about a token of an issuer in an array', { ...ANSWER, iss: [ISSUER] }, 'unknown issuer'],
    ['about a token for another audience', { ...ANSWER, aud: 'https://other.example' }, 'another audience'],
    ['about a token for nobody', { ...ANSWER, aud: [] }, 'another audience'],
    ['without audience', { ...ANSWER, aud: undefined }, 'names no audience'],
    ['about a token that expired', { ...ANSWER, exp: NOON - 60 }, 'expired'],
    ['with an expiry that is a text', { ...ANSWER, exp: 'never' }, 'NumericDate'],
    ['about a token that is not valid yet', { ...ANSWER, nbf: NOON + 60 }, 'not yet valid'],
    ['about a refresh token, which has no type', { ...ANSWER, token_type: undefined }, 'token_type'],
    ['about a token of another type', { ...ANSWER, token_type: 'mac' }, 'token_type is "mac"'],
    ['about an ID token of Keycloak', { ...ANSWER, token_type: undefined, typ: 'ID' }, 'token_type is "id"'],
    ['about a token of type DPoP that is bound to no key', { ...ANSWER, token_type: 'DPoP' }, 'cnf.jkt'],
    ['with a binding that cannot be checked', { ...ANSWER, cnf: { kid: 'x' } }, 'cnf'],
    ['about a bound token that came as a bearer token', { ...ANSWER, cnf: { jkt: 'A'.repeat(43) } }, 'as a bearer token'],
    ['with scopes that are no texts', { ...ANSWER, scope: [1] }, 'scope'],
    ['about nobody', { ...ANSWER, sub: undefined, client_id: undefined }, 'subject'],
  ])('%s lets nobody in', async (_what, document, reason) => {
    const result = await judge(document);
    expect(result).toMatchObject({ outcome: 'refused', error: 'invalid_token', reason: expect.stringContaining(reason) as string });
    expect(JSON.stringify(result)).not.toContain(TOKEN);
  });

  test.each(['aud', 'token_type'] as const)('may lack %s where that was chosen', async (member) => {
    expect(await judge({ ...ANSWER, [member]: undefined }, { mayLack: [member] })).toMatchObject({ outcome: 'accepted' });
  });

  test.each<readonly [string, (server: ProviderServer) => void]>([
    ['a redirect', (server) => (server.answer = (_request, response) => response.writeHead(307, { location: server.origin }).end())],
    ['no authorization', (server) => (server.answer = (_request, response) => sendJson(response, ANSWER, 401))],
    ['a failure', (server) => (server.answer = (_request, response) => sendJson(response, ANSWER, 500))],
    ['something other than JSON', (server) => (server.answer = (_request, response) => response.end('active'))],
    [
      'JSON under another name',
      (server) => (server.answer = (_request, response) => response.setHeader('content-type', 'text/html').end(JSON.stringify(ANSWER))),
    ],
    ['an array', (server) => (server.answer = (_request, response) => sendJson(response, [ANSWER]))],
    ['active as a text', (server) => (server.answer = (_request, response) => sendJson(response, { ...ANSWER, active: 'true' }))],
    ['too much', (server) => (server.answer = (_request, response) => sendJson(response, { ...ANSWER, more: 'x'.repeat(20_000) }))],
    ['a cut connection', (server) => (server.answer = (_request, response) => response.destroy())],
    [
      'half of it',
      (server) =>
        (server.answer = (_request, response) =>
          response.writeHead(200, { 'content-type': 'application/json', 'content-length': '900' }).write('{')),
    ],
  ])('that is %s makes the token one that cannot be judged', async (_what, prepare) => {
    const server = await start();
    prepare(server);
    const result = await authenticatorAt(server, { timeoutMs: 200 }).authenticate(bearer(TOKEN));
    expect(result).toMatchObject({ outcome: 'unavailable', reason: expect.stringContaining('introspection') as string });
    for (const secret of [TOKEN, 'gateway-secret']) expect(JSON.stringify(result)).not.toContain(secret);
  });
});

describe('beside signed tokens', () => {
  const JWT = 'eyJhbGciOiJFUzI1NiJ9.e30.AAAA';

  test('what has the form of a JWT is left to them, and nobody is asked about it', async () => {
    const server = await start();
    const issuer = createIntrospectingIssuer({ endpoint: () => new URL(server.origin) });
    const beside = createOpaqueTokenAuthenticator({ realm: 'r', directory: directoryWith(), issuer, besideJwt: true, now: () => NOON_MS });
    expect(beside.authenticate(bearer(JWT))).toEqual({ outcome: 'absent' });
    expect(beside.isPresented(bearer(JWT))).toBe(false);
    expect(server.requests).toHaveLength(0);
    expect(await beside.authenticate(bearer(TOKEN))).toMatchObject({ outcome: 'accepted' });
  });

  test('alone, a JWT is asked about like any other token', async () => {
    expect(await authenticatorAt(await start()).authenticate(bearer(JWT))).toMatchObject({ outcome: 'accepted' });
  });
});

test('a request without an access token carries none', async () => {
  expect(authenticatorAt(await start()).authenticate(headers({ authorization: 'Basic abc' }))).toEqual({ outcome: 'absent' });
});

test('a client that is revoked in the directory is refused at once, and nobody is asked for that', async () => {
  const server = await start();
  const directory = directoryWith();
  const issuer = createIntrospectingIssuer({ endpoint: () => new URL(server.origin) });
  const authenticator = createOpaqueTokenAuthenticator({ realm: 'r', directory, issuer, now: () => NOON_MS });
  expect(await authenticator.authenticate(bearer(TOKEN))).toMatchObject({ outcome: 'accepted' });
  directory.apply([{ kind: 'client', id: 'idp#app', record: { ...APP, revokedAtMs: NOON_MS } }]);
  expect(authenticator.authenticate(bearer(TOKEN))).toMatchObject({
    outcome: 'refused',
    reason: expect.stringContaining('revoked') as string,
  });
  expect(server.requests).toHaveLength(1);
});
