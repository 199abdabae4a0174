import { describe, expect, test } from 'vitest';

import { directoryWith } from '../../test/directory.ts';
import { createIssuer } from '../../test/issuer.ts';
import { bearer, createTestKey, signToken } from '../../test/tokens.ts';
import { createJwtAuthenticator } from './authenticate.ts';
import type { TrustedIssuer } from './issuer.ts';

const key = createTestKey('RjEwOwOA', 'RS256');
/** The example of section 3, figure 2 and 3; the RFC prints it without a signature. */
const HEADER = { typ: 'at+JWT', alg: 'RS256', kid: 'RjEwOwOA' };
const CLAIMS = {
  iss: 'https://authorization-server.example.com/',
  sub: '5ba552d67',
  aud: 'https://rs.example.com/',
  exp: 1_639_528_912,
  iat: 1_618_354_090,
  jti: 'dbe39bf3a3ba4238a513f51d6e1691c4',
  client_id: 's6BhdRkqt3',
  scope: 'openid profile reademail',
};

async function judge(header: object, claims: object, changes: Partial<TrustedIssuer> = {}) {
  const issuers = [createIssuer([key.jwk], { issuer: CLAIMS.iss, audience: [CLAIMS.aud], ...changes })];
  const authenticator = createJwtAuthenticator({ realm: 'r', directory: directoryWith(), issuers, now: () => CLAIMS.iat * 1000 });
  return authenticator.authenticate(bearer(signToken(key, header, claims)));
}

test('the example of section 3 is understood', async () => {
  expect(await judge(HEADER, CLAIMS)).toMatchObject({
    outcome: 'accepted',
    principal: { subject: '5ba552d67', credential: 'idp#s6BhdRkqt3', scopes: ['openid', 'profile', 'reademail'], issuer: CLAIMS.iss },
  });
});

describe('section 4, validating: refused is', () => {
  test.each<readonly [string, object, object]>([
    ['a type other than at+jwt', { ...HEADER, typ: 'JWT' }, CLAIMS],
    ['no type', { ...HEADER, typ: undefined }, CLAIMS],
    ['a type that only begins so', { ...HEADER, typ: 'at+jwt; x=1' }, CLAIMS],
    ['a type of another tree', { ...HEADER, typ: 'text/at+jwt' }, CLAIMS],
    ['a type in an array', { ...HEADER, typ: ['at+jwt'] }, CLAIMS],
    ['an issuer that differs by a slash', HEADER, { ...CLAIMS, iss: CLAIMS.iss.slice(0, -1) }],
    ['an issuer that differs in case', HEADER, { ...CLAIMS, iss: CLAIMS.iss.toUpperCase() }],
    ['an audience that differs by a slash', HEADER, { ...CLAIMS, aud: CLAIMS.aud.slice(0, -1) }],
    ['no audience', HEADER, { ...CLAIMS, aud: undefined }],
    ['the algorithm none', { ...HEADER, alg: 'none' }, CLAIMS],
    ['a token that expired', HEADER, { ...CLAIMS, exp: CLAIMS.iat - 6 }],
    ['no expiry', HEADER, { ...CLAIMS, exp: undefined }],
    ['no subject', HEADER, { ...CLAIMS, sub: undefined }],
    ['a client that is a list', HEADER, { ...CLAIMS, client_id: ['s6BhdRkqt3'] }],
    ['scopes that are an object', HEADER, { ...CLAIMS, scope: { read: true } }],
  ])('%s', async (_what, header, claims) => {
    expect(await judge(header, claims)).toMatchObject({ outcome: 'refused', error: 'invalid_token' });
  });

  test.each(['at+jwt', 'AT+JWT', 'application/at+jwt'])('%s is the type', async (typ) => {
    expect(await judge({ ...HEADER, typ }, CLAIMS)).toMatchObject({ outcome: 'accepted' });
  });
});

describe('section 2.2.3.1, groups, roles and entitlements', () => {
  const claims = { ...CLAIMS, roles: ['clerk'], groups: ['eu', 'night'], entitlements: ['x'] };

  test('count where configuration says where they stand', async () => {
    expect(await judge(HEADER, claims, { roleClaims: ['roles', 'entitlements'], groupClaims: ['groups'] })).toMatchObject({
      principal: { roles: ['clerk', 'x'], groups: ['eu', 'night'] },
    });
  });

  test('count for nothing otherwise', async () => {
    const result = await judge(HEADER, claims);
    expect(result).toMatchObject({ outcome: 'accepted' });
    expect(result.outcome === 'accepted' && (result.principal.roles ?? result.principal.groups)).toBeUndefined();
  });

  test('that are no names make the token one that is refused', async () => {
    expect(await judge(HEADER, { ...claims, roles: [{ name: 'clerk' }] }, { roleClaims: ['roles'] })).toMatchObject({ outcome: 'refused' });
  });
});

test('section 2.2.1, how and when the end user proved who it is, is known', async () => {
  expect(await judge(HEADER, { ...CLAIMS, auth_time: CLAIMS.iat, acr: 'high', amr: ['pwd', 'otp'] })).toMatchObject({
    principal: { authenticatedAtMs: CLAIMS.iat * 1000, acr: 'high', amr: ['pwd', 'otp'] },
  });
});
