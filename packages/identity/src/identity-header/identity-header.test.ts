import { ANONYMOUS, type Principal } from '@airside/domain';
import { describe, expect, test } from 'vitest';

import { createTestKey, NOON, NOON_MS, signToken } from '../../test/tokens.ts';
import { createStaticKeySet } from '../jwks/static.ts';
import { IdentityHeaderError } from './error.ts';
import { generateIdentityKey } from './key.ts';
import { createIdentitySigner } from './sign.ts';
import { verifyIdentityHeader } from './verify.ts';

const key = await generateIdentityKey();
const ANNA: Principal = {
  kind: 'jwt',
  subject: 'anna',
  consumer: 'acme',
  credential: 'idp#app',
  scopes: ['read', 'write'],
  issuer: 'https://idp.example',
};

const ORDERS = { audience: 'orders' };
const BILLING = { audience: 'billing' };
const REQUEST = { method: 'GET', target: '/orders' };

let nowMs = NOON_MS;
const now = () => nowMs;

function createSigner() {
  nowMs = NOON_MS;
  return createIdentitySigner({ key, issuer: 'airside', lifetimeMs: 60_000, now });
}

function verify(token: string, keys: Parameters<typeof verifyIdentityHeader>[1]['keys'] = createSigner().jwks) {
  return verifyIdentityHeader(token, { keys, issuer: 'airside', audience: 'orders', now });
}

describe('the identity header', () => {
  test('an upstream reads from it who calls', async () => {
    const token = createSigner().sign(ANNA, ORDERS, REQUEST);
    expect(await verify(token)).toEqual({
      iss: 'airside',
      aud: 'orders',
      sub: 'anna',
      kind: 'jwt',
      consumer: 'acme',
      credential: 'idp#app',
      issuer: 'https://idp.example',
      scope: 'read write',
      iat: NOON,
      exp: NOON + 60,
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
  });

  test('what is not known about a caller is left out', async () => {
    const claims = await verify(createSigner().sign(ANONYMOUS, ORDERS, REQUEST));
    expect(claims).toMatchObject({ sub: 'anonymous', kind: 'anonymous', scope: '' });
    expect(claims).not.toHaveProperty('consumer');
    expect(claims).not.toHaveProperty('credential');
  });

  test('a caller with as many scopes as an access token holds is still understood', async () => {
    const scopes = Array.from({ length: 600 }, (_, index) => `scope:${index}`);
    const token = createSigner().sign({ ...ANNA, scopes }, ORDERS, REQUEST);
    expect(token.length).toBeGreaterThan(8192);
    expect((await verify(token)).scope).toBe(scopes.join(' '));
  });

  test('it is verified with a key set as well as with its object', async () => {
    const signer = createSigner();
    expect(await verify(signer.sign(ANNA, ORDERS, REQUEST), createStaticKeySet(signer.jwks))).toMatchObject({ sub: 'anna' });
  });

  test('one token serves a caller and an API for half its life', () => {
    const signer = createSigner();
    const first = signer.sign(ANNA, ORDERS, REQUEST);
    nowMs = NOON_MS + 29_999;
    expect(signer.sign(ANNA, ORDERS, REQUEST)).toBe(first);
    expect(signer.sign(ANNA, BILLING, REQUEST)).not.toBe(first);
    expect(signer.sign({ ...ANNA }, ORDERS, REQUEST)).not.toBe(first);
    nowMs = NOON_MS + 30_000;
    expect(signer.sign(ANNA, ORDERS, REQUEST)).not.toBe(first);
  });

  test('a clock that was set back does not bring tokens from the future', async () => {
    const signer = createSigner();
    const first = signer.sign(ANNA, ORDERS, REQUEST);
    nowMs = NOON_MS - 3_600_000;
    expect(signer.sign(ANNA, ORDERS, REQUEST)).not.toBe(first);
  });

  test('what is published holds nothing private', () => {
    expect(createSigner().jwks).toEqual({ keys: [{ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig', kid: key.kid, x: key.x }] });
    expect(JSON.stringify(createSigner())).not.toContain(key.d);
  });
});

describe('an identity header that is not believed', () => {
  const own = createTestKey(key.kid, 'EdDSA');
  const header = { typ: 'airside-identity+jwt', alg: 'EdDSA', kid: key.kid };
  const claims = { iss: 'airside', aud: 'orders', sub: 'anna', kind: 'jwt', scope: '', iat: NOON, exp: NOON + 60, jti: 'j' };

  test.each([
    ['another type', { ...header, typ: 'at+jwt' }, claims, 'expected typ airside-identity+jwt'],
    ['no type', { ...header, typ: undefined }, claims, 'expected typ airside-identity+jwt'],
    ['another algorithm', { ...header, alg: 'ES256' }, claims, 'algorithm "ES256" is not allowed'],
    ['the algorithm none', { ...header, alg: 'none' }, claims, 'algorithm "none" is not allowed'],
    ['an unknown key', { ...header, kid: 'x' }, claims, 'unknown kid "x"'],
    ['crit', { ...header, crit: ['x'] }, claims, 'crit'],
    ['another issuer', header, { ...claims, iss: 'other' }, 'another issuer than "airside"'],
    ['another audience', header, { ...claims, aud: 'billing' }, 'another audience than "orders"'],
    ['several audiences', header, { ...claims, aud: ['orders'] }, 'another audience than "orders"'],
    ['an expiry in the past', header, { ...claims, exp: NOON - 5 }, 'expired'],
    ['no expiry', header, { ...claims, exp: undefined }, 'no expiry'],
    ['a time in the future', header, { ...claims, iat: NOON + 6 }, 'issued in the future'],
    ['an unknown kind', header, { ...claims, kind: 'root' }, 'unknown kind "root"'],
    ['no subject', header, { ...claims, sub: undefined }, 'sub is not a string'],
    ['a consumer that is no string', header, { ...claims, consumer: null }, 'consumer is not a string'],
    ['no iat', header, { ...claims, iat: undefined }, 'iat'],
  ])('has %s', async (_what, parameters, content, message) => {
    nowMs = NOON_MS;
    const failure = verify(signToken(own, parameters, content), { keys: [own.jwk] });
    await expect(failure).rejects.toBeInstanceOf(IdentityHeaderError);
    await expect(failure).rejects.toThrow(message);
  });

  test('was signed by a stranger who claims the kid', async () => {
    await expect(verify(signToken(own, header, claims))).rejects.toThrow('signature does not verify');
  });

  test.each(['', 'a.b.c', 'x'.repeat(17_000)])('is malformed', async (token) => {
    await expect(verify(token)).rejects.toBeInstanceOf(IdentityHeaderError);
  });
});

describe('a key that cannot sign', () => {
  test.each([
    ['is public', { ...key, d: undefined }, 'expected a private JWK'],
    ['is of another curve', { ...key, crv: 'Ed448' }, 'expected a private JWK'],
    ['is too short', { ...key, d: 'AAAA' }, 'are not an Ed25519 key'],
    ['has two halves of different keys', { ...key, x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }, 'not the public half'],
  ])('%s', (_what, bad, message) => {
    expect(() => createIdentitySigner({ key: bad as typeof key, issuer: 'airside', lifetimeMs: 60_000 })).toThrow(message);
  });

  test.each([0, 999, Number.NaN, Number.POSITIVE_INFINITY])('a lifetime of %d is not configured', (lifetimeMs) => {
    expect(() => createIdentitySigner({ key, issuer: 'airside', lifetimeMs })).toThrow('at least 1000 milliseconds');
  });
});
