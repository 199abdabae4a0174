import { generateKeyPairSync, sign } from 'node:crypto';

import { createDirectory, hashApiKey } from '@airside/identity';
import { afterEach, describe, expect, test } from 'vitest';

import { type House, KEY, startHouse, startUpstream, type Upstream } from '../../../test/house.ts';
import { ORDERS, ordersYaml } from '../../../test/orders.ts';

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwks = JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'ES256', use: 'sig' }] });
const ISSUERS = "issuers: { idp: { issuer: 'https://id.example', jwks: jwks.json, audience: [orders], algorithms: [ES256] } }";

const running: (House | Upstream)[] = [];
afterEach(async () => {
  for (const part of running.splice(0).toReversed()) await part.close();
});

async function start(authentication: string): Promise<{ house: House; upstream: Upstream }> {
  const upstream = await startUpstream();
  const yaml = ordersYaml(upstream.url, { policies: `authentication: { ${authentication} }` });
  const stored = createDirectory({
    consumer: [{ id: 'globex', source: 'store', scopes: [], roles: [], groups: [], suspended: false }],
    client: [
      { issuer: 'idp', clientId: 'acme-app', source: 'store', consumer: 'acme' },
      { issuer: 'idp', clientId: 'globex-app', source: 'store', consumer: 'globex' },
    ],
    key: [{ id: 'g', source: 'store', consumer: 'globex', sha256: hashApiKey(GLOBEX_KEY) }],
  });
  const house = await startHouse(`${ISSUERS}\n${yaml}`, { 'orders.yaml': ORDERS, 'jwks.json': jwks }, undefined, stored);
  running.push(upstream, house);
  return { house, upstream };
}

const GLOBEX_KEY = 'key-of-globex-0123456789-0123456789';

function token(client: string, claims: object = {}): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const body = {
    iss: 'https://id.example',
    aud: 'orders',
    sub: 'user-1',
    client_id: client,
    iat: now,
    exp: now + 300,
    jti: 'x',
    ...claims,
  };
  const input = `${part({ alg: 'ES256', kid: 'k1', typ: 'at+jwt' })}.${part(body)}`;
  return `${input}.${sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

const key = (value = KEY) => ({ 'x-api-key': value });
const bearer = (value: string) => ({ authorization: `Bearer ${value}` });

describe('all of: a token and a key together', () => {
  const BOTH = 'accept: [{ all: [jwt, apiKey] }]';

  test('pass, the token says who calls, and the record names both', async () => {
    const { house, upstream } = await start(BOTH);
    const reply = await house.call('/orders', { headers: { ...bearer(token('acme-app')), ...key(), 'x-request-id': 'both' } });
    expect(reply.status).toBe(200);
    expect(upstream.seen.at(-1)?.headers.authorization).toMatch(/^Bearer /);
    expect(upstream.seen.at(-1)?.headers['x-api-key']).toBeUndefined();
    const { principal } = await house.exchange(({ id }) => id === 'both');
    expect(principal).toMatchObject({ kind: 'jwt', subject: 'user-1', consumer: 'acme' });
    expect(principal?.beside).toEqual([{ kind: 'apiKey', subject: 'acme', consumer: 'acme', credential: 'first', scopes: [] }]);
  });

  test.each([
    ['nothing at all', {}, /no credential/],
    ['the token alone', bearer('TOKEN'), /apiKey missing/],
    ['the key alone', key(), /jwt missing/],
  ])('%s does not do, and the answer says what would', async (_name, headers: Record<string, string>, reason) => {
    const { house, upstream } = await start(BOTH);
    const authorization = headers['authorization'] === undefined ? {} : bearer(token('acme-app'));
    const reply = await house.call('/orders', { headers: { ...headers, ...authorization, 'x-request-id': 'lone' } });
    expect(reply.status).toBe(401);
    expect(reply.json()).toMatchObject({ type: 'urn:airside:problem:credential-required', accepts: [['jwt', 'apiKey']] });
    expect(String(reply.headers['www-authenticate'])).toMatch(/Bearer.*ApiKey/);
    expect((await house.exchange(({ id }) => id === 'lone')).reason).toMatch(reason);
    expect(upstream.seen).toHaveLength(0);
  });

  test.each([
    ['a bad key beside a good token', { ...key('wrong-wrong-wrong-wrong-wrong') }],
    ['a key beside an expired token', { ...key(), expired: 'yes' }],
  ])('%s is refused', async (_name, { expired, ...headers }: Record<string, string>) => {
    const { house, upstream } = await start(BOTH);
    const claims = expired === undefined ? {} : { exp: 1 };
    const reply = await house.call('/orders', { headers: { ...headers, ...bearer(token('acme-app', claims)) } });
    expect(reply.status).toBe(401);
    expect(reply.json()).toMatchObject({ type: 'urn:airside:problem:credential-invalid' });
    expect(upstream.seen).toHaveLength(0);
  });

  test('of different consumers are refused, whichever way round', async () => {
    const { house } = await start(BOTH);
    for (const headers of [
      { ...bearer(token('globex-app')), ...key() },
      { ...bearer(token('acme-app')), ...key(GLOBEX_KEY) },
    ]) {
      const reply = await house.call('/orders', { headers: { ...headers, 'x-request-id': 'mixed' } });
      expect(reply.status).toBe(401);
      expect(reply.json()).toMatchObject({ detail: 'The credentials belong to different callers.' });
    }
    const { reason, principal } = await house.exchange(({ id }) => id === 'mixed');
    expect(reason).toBe('the credentials belong to different consumers: jwt of globex, apiKey of acme');
    expect(principal).toBeNull();
  });

  test('of different consumers pass where that is chosen; one that belongs to nobody registered always does', async () => {
    const { house } = await start('accept: [{ all: [jwt, apiKey], consumers: any }]');
    expect((await house.call('/orders', { headers: { ...bearer(token('globex-app')), ...key() } })).status).toBe(200);
    const strict = await start(BOTH);
    expect((await strict.house.call('/orders', { headers: { ...bearer(token('unregistered')), ...key() } })).status).toBe(200);
  });
});

describe('any of, in the stated order', () => {
  test('the first that is there in full counts, and what nobody verified does not reach the upstream', async () => {
    const { house, upstream } = await start('accept: [{ all: [jwt, apiKey] }, apiKey]');
    const alone = await house.call('/orders', { headers: { ...key(), 'x-request-id': 'alone' } });
    expect(alone.status).toBe(200);
    expect((await house.exchange(({ id }) => id === 'alone')).principal).toMatchObject({ kind: 'apiKey' });
    const both = await house.call('/orders', { headers: { ...key(), ...bearer('nonsense') } });
    expect(both.status).toBe(401);
    expect(upstream.seen).toHaveLength(1);
  });

  test('an alternative that is there in part gives way to one that is there in full', async () => {
    const { house, upstream } = await start('accept: [{ all: [jwt, apiKey] }, basic, jwt], forward: [jwt]');
    const reply = await house.call('/orders', { headers: { ...bearer(token('acme-app')), 'x-request-id': 'part' } });
    expect(reply.status).toBe(200);
    expect((await house.exchange(({ id }) => id === 'part')).principal).toMatchObject({ kind: 'jwt' });
    expect(upstream.seen.at(-1)?.headers.authorization).toMatch(/^Bearer /);
  });

  test('on an open operation what is there in part makes nobody of the caller, and is kept from the upstream', async () => {
    const { house, upstream } = await start('accept: [{ all: [jwt, apiKey] }], anonymous: declared');
    const reply = await house.call('/open', { headers: { ...bearer(token('acme-app')), 'x-request-id': 'open' } });
    expect(reply.status).toBe(200);
    expect(upstream.seen.at(-1)?.headers.authorization).toBeUndefined();
    expect((await house.exchange(({ id }) => id === 'open')).principal).toMatchObject({ kind: 'anonymous' });
    expect((await house.call('/open', { headers: { ...bearer('nonsense'), ...key() } })).status).toBe(401);
  });
});

describe('a list that cannot mean what it says is refused', () => {
  test.each([
    [
      'accept: [jwt, { all: [jwt, apiKey] }]',
      /jwt with apiKey never counts: entry 1 of the list, jwt, asks for no more and is tried first/,
    ],
    ['accept: [apiKey, jwt, apiKey]', /apiKey never counts: entry 1/],
    ['accept: [{ all: [jwt, basic] }]', /jwt and basic cannot be shown together: both are sent in the header field "authorization"/],
    ['accept: [{ all: [jwt] }]', /at least 2 entries/],
    ['accept: [{ all: [jwt, jwt] }]', /expected.*each kind once/],
    ['accept: [{ all: [jwt, apikey] }]', /did you mean "apiKey"/],
    ['accept: [{ any: [jwt, apiKey] }]', /any|all/],
    ['accept: []', /at least 1 entry/],
    ['bruteForce: { attempts: 10, accountAttempts: 10 }', /expected.*accountAttempts above attempts/],
    ['bruteForce: none', /expected.*"off"/],
  ])('%s', async (authentication, message) => {
    await expect(start(authentication)).rejects.toThrow(message);
  });
});
