import { beforeAll, describe, expect, test } from 'vitest';

import { directoryWith } from '../../test/directory.ts';
import { CLAIMS, createIssuer, ISSUER } from '../../test/issuer.ts';
import { bearer, createTestKey, encode, headers, NOON, NOON_MS, signToken, signWithSecret, type TestKey } from '../../test/tokens.ts';
import type { Authentication, CredentialRequest } from '../authenticator.ts';
import { createJwtAuthenticator } from './authenticate.ts';
import type { TrustedIssuer } from './issuer.ts';

const key = createTestKey('one');
const rsa = createTestKey('rsa', 'RS256');
const HEADER = { alg: 'ES256', kid: 'one', typ: 'at+jwt' };

function create(changes: Partial<TrustedIssuer> = {}) {
  return createJwtAuthenticator({
    realm: 'r',
    directory: directoryWith(),
    issuers: [createIssuer([key.jwk, rsa.jwk], changes)],
    now: () => NOON_MS,
  });
}

async function judge(read: CredentialRequest, changes?: Partial<TrustedIssuer>): Promise<Authentication> {
  return create(changes).authenticate(read);
}

async function reasonFor(header: object, claims: object, signer: TestKey = key, changes?: Partial<TrustedIssuer>): Promise<string> {
  const result = await judge(bearer(signToken(signer, header, claims)), changes);
  return result.outcome === 'refused' && result.error === 'invalid_token' ? result.reason : result.outcome;
}

describe('access tokens that are accepted', () => {
  test('one that fits is accepted as its subject, client and consumer', async () => {
    expect(await judge(bearer(signToken(key, HEADER, CLAIMS)))).toMatchObject({
      outcome: 'accepted',
      principal: { kind: 'jwt', subject: 'anna', consumer: 'acme', credential: 'idp#app', scopes: ['read', 'write'], issuer: ISSUER },
    });
  });

  test('a client that is not registered is accepted without a consumer', async () => {
    const result = await judge(bearer(signToken(key, HEADER, { ...CLAIMS, client_id: 'toString' })));
    expect(result).toMatchObject({ outcome: 'accepted', principal: { consumer: null, credential: 'idp#toString' } });
  });

  test.each([
    ['RS256', rsa, { ...HEADER, alg: 'RS256', kid: 'rsa' }, CLAIMS, {}],
    ['no kid where one key fits', key, { ...HEADER, kid: undefined }, CLAIMS, {}],
    ['the full media type in other case', key, { ...HEADER, typ: 'application/AT+JWT' }, CLAIMS, {}],
    ['several audiences', key, HEADER, { ...CLAIMS, aud: ['x', 'https://api.example'] }, {}],
    ['an expiry within the tolerance', key, HEADER, { ...CLAIMS, exp: NOON - 4 }, {}],
    ['an nbf within the tolerance', key, HEADER, { ...CLAIMS, nbf: NOON + 5 }, {}],
    ['no type where JWT is allowed', key, { ...HEADER, typ: undefined }, CLAIMS, { types: ['JWT'] }],
    ['scopes as an array', key, HEADER, { ...CLAIMS, scope: undefined, scp: ['read'] }, {}],
    ['neither client nor scope', key, HEADER, { ...CLAIMS, client_id: undefined, scope: undefined }, {}],
  ] as const)('with %s', async (_what, signer, header, claims, changes) => {
    expect(await reasonFor(header, claims, signer, changes)).toBe('accepted');
  });
});

describe('access tokens that are refused', () => {
  test.each([
    ['the algorithm none', { ...HEADER, alg: 'none' }, CLAIMS, 'algorithm "none" is not allowed'],
    [
      'an algorithm that the issuer does not use',
      { ...HEADER, alg: 'ES384' },
      CLAIMS,
      'algorithm "ES384" is not allowed: expected ES256 or RS256',
    ],
    ["an allowed algorithm that is not its key's", { ...HEADER, alg: 'RS256' }, CLAIMS, 'key "one" does not fit the algorithm RS256'],
    ['an unknown kid', { ...HEADER, kid: 'two' }, CLAIMS, 'unknown kid "two"'],
    ['the kid of another key', { ...HEADER, alg: 'RS256', kid: 'rsa' }, CLAIMS, 'signature does not verify with key "rsa" of issuer idp'],
    ['no type', { ...HEADER, typ: undefined }, CLAIMS, 'token has no type (typ): expected at+jwt'],
    ['the type JWT', { ...HEADER, typ: 'JWT' }, CLAIMS, 'token is of type "JWT": expected at+jwt'],
    ['the type of a logout token', { ...HEADER, typ: 'logout+jwt' }, CLAIMS, 'is of type "logout+jwt"'],
    ['crit', { ...HEADER, crit: ['x'], x: 1 }, CLAIMS, 'critical header parameters'],
    ['its own key in the header', { ...HEADER, kid: 'evil', jwk: key.jwk }, CLAIMS, 'unknown kid "evil"'],
    ['no issuer', HEADER, { ...CLAIMS, iss: undefined }, 'names no issuer'],
    ['another issuer', HEADER, { ...CLAIMS, iss: `${ISSUER}/` }, 'issuer "https://idp.example/" is not trusted'],
    ['an issuer in an array', HEADER, { ...CLAIMS, iss: [ISSUER] }, 'names no issuer'],
    ['another audience', HEADER, { ...CLAIMS, aud: 'https://other.example' }, 'token is for another audience: "https://other.example"'],
    ['no audience', HEADER, { ...CLAIMS, aud: undefined }, 'no audience'],
    ['an empty audience', HEADER, { ...CLAIMS, aud: [] }, 'another audience'],
    ['an audience that is no string', HEADER, { ...CLAIMS, aud: ['https://api.example', 7] }, 'neither a string nor an array'],
    ['an expiry in the past', HEADER, { ...CLAIMS, exp: NOON - 5 }, 'token expired at 2026-01-15T11:59:55.000Z'],
    ['no expiry', HEADER, { ...CLAIMS, exp: undefined }, 'no expiry'],
    ['an expiry that is no number', HEADER, { ...CLAIMS, exp: `${NOON + 60}` }, 'exp is not a NumericDate'],
    ['an expiry beyond all dates', HEADER, { ...CLAIMS, exp: 1e300 }, 'exp is not a NumericDate'],
    ['an nbf in the future', HEADER, { ...CLAIMS, nbf: NOON + 6 }, 'not yet valid: nbf is 2026-01-15T12:00:06.000Z'],
    ['an nbf that is no number', HEADER, { ...CLAIMS, nbf: true }, 'nbf is not a NumericDate'],
    ['an iat in the future', HEADER, { ...CLAIMS, iat: NOON + 6 }, 'issued in the future'],
    ['no subject', HEADER, { ...CLAIMS, sub: undefined }, 'names no subject'],
    ['an empty subject', HEADER, { ...CLAIMS, sub: '' }, 'names no subject'],
    ['a client that is no string', HEADER, { ...CLAIMS, client_id: 7 }, 'client_id is not the name of a client'],
    ['scopes that are no strings', HEADER, { ...CLAIMS, scope: ['a', 1] }, 'scope is neither'],
  ] as const)('with %s', async (_what, header, claims, reason) => {
    expect(await reasonFor(header, claims)).toContain(reason);
  });

  test('signed by a stranger who claims the kid', async () => {
    expect(await reasonFor(HEADER, CLAIMS, createTestKey('one'))).toContain('signature does not verify with key "one"');
  });

  test.each(['spki', 'jwk'])('signed with the public key (%s) as an HMAC secret', async (format) => {
    const secret = format === 'spki' ? rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString() : JSON.stringify(rsa.jwk);
    const token = signWithSecret(secret, { alg: 'HS256', kid: 'rsa', typ: 'at+jwt' }, CLAIMS);
    expect(await judge(bearer(token))).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining('"HS256" is not allowed') as string,
    });
  });

  test('whose claims were changed after signing', async () => {
    const [header, , signature] = signToken(key, HEADER, CLAIMS).split('.');
    const token = `${header}.${encode({ ...CLAIMS, sub: 'root' })}.${signature}`;
    expect(await judge(bearer(token))).toMatchObject({ outcome: 'refused', reason: expect.stringContaining('signature') as string });
  });

  test('by an issuer whose key it is not', async () => {
    const other = createTestKey('one');
    const issuers = [createIssuer([key.jwk]), createIssuer([other.jwk], { name: 'other', issuer: 'https://other.example' })];
    const token = signToken(key, HEADER, { ...CLAIMS, iss: 'https://other.example' });
    const result = await createJwtAuthenticator({ realm: 'r', directory: directoryWith(), issuers, now: () => NOON_MS }).authenticate(
      bearer(token),
    );
    expect(result).toMatchObject({ outcome: 'refused', reason: expect.stringContaining('of issuer other') as string });
  });

  test('signed with an RSA key of 1024 bits', async () => {
    const short = createTestKey('short', 'RS256', 1024);
    const result = await judge(bearer(signToken(short, { ...HEADER, alg: 'RS256', kid: 'short' }, CLAIMS)), createIssuer([short.jwk]));
    expect(result).toMatchObject({ outcome: 'refused', reason: expect.stringContaining('1024 bits') as string });
  });

  test.each(['Bearer', 'Bearer ', 'bearer x', 'Bearer a.b.c', `Bearer ${'x'.repeat(9000)}`])('malformed: %s', async (authorization) => {
    expect(await judge(headers({ authorization }))).toMatchObject({ outcome: 'refused', error: 'invalid_token' });
  });

  let token = '';
  beforeAll(() => {
    token = signToken(key, HEADER, { ...CLAIMS, exp: NOON - 60 });
  });

  test('without the reason repeating any part of the token', async () => {
    const result = await judge(bearer(token));
    const reason = result.outcome === 'refused' ? result.reason : '';
    for (const part of token.split('.')) expect(reason).not.toContain(part);
  });
});

test.each([undefined, 'Basic abc', 'Digest abc', ''])('%j carries no access token', (authorization) => {
  expect(create().authenticate(headers(authorization === undefined ? {} : { authorization }))).toEqual({ outcome: 'absent' });
});

test('the challenge is that of RFC 6750', () => {
  expect(create().challenge).toBe('Bearer realm="r"');
});
