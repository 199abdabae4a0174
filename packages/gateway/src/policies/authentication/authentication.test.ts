import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

import { hashPassword } from '@airside/identity';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type House, KEY, startHouse, startUpstream, type Upstream } from '../../../test/house.ts';
import { ORDERS, ordersYaml } from '../../../test/orders.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwks = JSON.stringify({ keys: [{ ...rsa.publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' }] });

let house: House;
let upstream: Upstream;

beforeAll(async () => {
  upstream = await startUpstream();
  const passwordHash = await hashPassword('correct horse battery');
  const yaml = ordersYaml(upstream.url, { policies: 'authentication: { anonymous: declared }' }).replace(
    'apiKeys:',
    `clients: [{ issuer: corporate, clientId: acme-backend }], logins: [{ username: acme, passwordHash: '${passwordHash}' }], apiKeys:`,
  );
  house = await startHouse(
    `issuers: { corporate: { issuer: 'https://id.example', jwks: jwks.json, audience: [orders], algorithms: [RS256], types: [at+jwt] } }\n${yaml}`,
    { 'orders.yaml': ORDERS, 'jwks.json': jwks },
  );
});

afterAll(async () => {
  await house.close();
  await upstream.close();
});

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = Math.floor(Date.now() / 1000);
const HEADER = { alg: 'RS256', kid: 'k1', typ: 'at+jwt' };
const CLAIMS = { iss: 'https://id.example', aud: 'orders', sub: 'user-1', client_id: 'acme-backend', iat: now, exp: now + 300 };

function token(claims: object = {}, header: object = {}, key: KeyObject = rsa.privateKey): string {
  const input = `${part({ ...HEADER, ...header })}.${part({ ...CLAIMS, ...claims })}`;
  return `${input}.${sign('RSA-SHA256', Buffer.from(input), key).toString('base64url')}`;
}

function confusedToken(): string {
  const input = `${part({ ...HEADER, alg: 'HS256' })}.${part(CLAIMS)}`;
  const secret = createPublicKey(rsa.privateKey).export({ format: 'pem', type: 'spki' });
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}

const bearer = (value: string) => ({ authorization: `Bearer ${value}` });
const basic = (user: string, password: string) => ({ authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` });

describe('a caller without a credential', () => {
  test('is refused with a challenge for each accepted kind', async () => {
    const reply = await house.call('/orders');
    expect(reply.status).toBe(401);
    expect(reply.headers['content-type']).toBe('application/problem+json');
    expect(reply.json()).toMatchObject({ type: 'urn:airside:problem:credential-required', status: 401 });
    expect(String(reply.headers['www-authenticate'])).toMatch(/Basic.*Bearer/);
  });

  test('may call what the definition declares open, and nothing else', async () => {
    expect((await house.call('/open')).status).toBe(200);
    expect((await house.call('/orders/1')).status).toBe(401);
  });

  test('does not learn which operations exist', async () => {
    expect((await house.call('/nowhere')).status).toBe(401);
    expect((await house.call('/orders', { method: 'DELETE' })).status).toBe(401);
  });
});

describe('a bad credential is refused with 401, and the record says why', () => {
  const future = now + 3600;
  const CASES: Readonly<Record<string, readonly [Record<string, string | string[]>, RegExp]>> = {
    'unsecured token': [bearer(`${part({ ...HEADER, alg: 'none' })}.${part(CLAIMS)}.`), /signature/],
    'token with alg none and a signature': [bearer(token({}, { alg: 'none' })), /alg/],
    'token with HS256 signed with the public key': [bearer(confusedToken()), /alg/],
    'token signed with another key': [bearer(token({}, {}, stranger.privateKey)), /signature|key/],
    'token of another issuer': [bearer(token({ iss: 'https://evil.example' })), /issuer|iss/],
    'token for another audience': [bearer(token({ aud: 'payments' })), /aud/],
    'token without audience': [bearer(token({ aud: undefined })), /aud/],
    'expired token': [bearer(token({ exp: now - 60 })), /exp/],
    'token that never expires': [bearer(token({ exp: undefined })), /exp/],
    'token that is not valid yet': [bearer(token({ nbf: future })), /nbf|yet/],
    'ID token': [bearer(token({}, { typ: 'JWT' })), /typ/],
    'token with an unknown kid': [bearer(token({}, { kid: 'k2' })), /kid|key/],
    'token with an unknown critical extension': [bearer(token({}, { crit: ['exp'], exp: 1 })), /crit/],
    'token with a changed claim': [bearer(token().replace(/\.[^.]+\./, `.${part({ ...CLAIMS, sub: 'admin' })}.`)), /signature/],
    'something that is no token': [bearer('abc'), /./],
    'wrong password': [basic('acme', 'incorrect'), /./],
    'unknown user': [basic('nobody', 'correct horse battery'), /./],
    'Basic without colon': [{ authorization: `Basic ${Buffer.from('acme').toString('base64')}` }, /./],
    'unknown API key': [{ 'x-api-key': `${KEY}x` }, /./],
    'two API keys, one of them right': [{ 'x-api-key': [KEY, `${KEY}x`] }, /./],
    'a bad API key beside a good token': [{ 'x-api-key': 'nonsense-nonsense-nonsense', ...bearer(token()) }, /./],
  };

  test.each(Object.entries(CASES))('%s', async (name, [headers, reason]) => {
    const seenBefore = upstream.seen.length;
    const id = `bad-${name.replaceAll(/[^a-z]+/gi, '-')}`;
    const reply = await house.call('/orders', { headers: { ...headers, 'x-request-id': id } });
    expect(reply.status).toBe(401);
    expect(reply.headers['www-authenticate']).toBeDefined();
    expect(reply.json()).toMatchObject({ type: 'urn:airside:problem:credential-invalid' });
    expect(upstream.seen).toHaveLength(seenBefore);
    const exchange = await house.exchange((candidate) => candidate.id === id);
    const verdict = exchange.verdicts.find(({ outcome }) => outcome === 'refuse');
    expect(verdict).toMatchObject({ policy: 'authentication' });
    expect(verdict?.reason).toMatch(reason);
    expect(exchange.principal).toBeNull();
    expect(JSON.stringify(exchange)).not.toContain(KEY);
  });
});

describe('a good credential', () => {
  test('as API key identifies its consumer, and the upstream does not get to see it', async () => {
    const reply = await house.call('/orders', { headers: { 'X-Api-Key': KEY, 'x-request-id': 'good-key' } });
    expect(reply.status).toBe(200);
    expect(upstream.seen.at(-1)?.headers['x-api-key']).toBeUndefined();
    const exchange = await house.exchange(({ id }) => id === 'good-key');
    expect(exchange.principal).toEqual({ kind: 'apiKey', subject: 'acme', consumer: 'acme', credential: 'first', scopes: [] });
  });

  test('as user name and password identifies its consumer, also from the cache', async () => {
    for (let count = 0; count < 2; count++) {
      expect((await house.call('/orders', { headers: basic('acme', 'correct horse battery') })).status).toBe(200);
      expect(upstream.seen.at(-1)?.headers.authorization).toBeUndefined();
    }
  });

  test('as token identifies subject and consumer, and is passed on', async () => {
    const headers = bearer(token());
    const reply = await house.call('/orders', { headers: { ...headers, 'x-request-id': 'good-token' } });
    expect(reply.status).toBe(200);
    expect(upstream.seen.at(-1)?.headers.authorization).toBe(headers.authorization);
    const exchange = await house.exchange(({ id }) => id === 'good-token');
    expect(exchange.principal).toMatchObject({ kind: 'jwt', subject: 'user-1', consumer: 'acme', issuer: 'https://id.example' });
  });

  test.each(['Bearer forged', `Bearer ${token()}`, 'Basic YTpi'])(
    'as API key lets no other one through that nobody verified: %#',
    async (authorization) => {
      expect((await house.call('/orders', { headers: { 'x-api-key': KEY, authorization } })).status).toBe(200);
      expect(upstream.seen.at(-1)?.headers.authorization).toBeUndefined();
    },
  );

  test('that is not needed is still checked on an open operation', async () => {
    expect((await house.call('/open', { headers: { 'x-api-key': 'wrong-wrong-wrong-wrong-wrong' } })).status).toBe(401);
  });
});
