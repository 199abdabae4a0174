import { describe, expect, test } from 'vitest';

import { directoryWith } from '../../test/directory.ts';
import { CLAIMS, createIssuer } from '../../test/issuer.ts';
import { bearer, createTestKey, NOON_MS, signToken } from '../../test/tokens.ts';
import { createJwtAuthenticator } from '../jwt/authenticate.ts';
import { type IssuerSettings, resolveIssuer } from './resolve.ts';

const TENANT = '11111111-2222-3333-4444-555555555555';

test.each<readonly [IssuerSettings, string]>([
  [{ provider: 'okta', tenant: 'example.okta.com' }, 'https://example.okta.com/oauth2/default'],
  [{ provider: 'okta', issuer: 'https://example.okta.com/oauth2/aus1' }, 'https://example.okta.com/oauth2/aus1'],
  [{ provider: 'entra', tenant: TENANT }, `https://login.microsoftonline.com/${TENANT}/v2.0`],
  [{ provider: 'auth0', tenant: 'example.eu.auth0.com' }, 'https://example.eu.auth0.com/'],
  [{ provider: 'google' }, 'https://accounts.google.com'],
  [{ provider: 'keycloak', issuer: 'https://id.example/realms/shop' }, 'https://id.example/realms/shop'],
  [{ provider: 'ping', issuer: `https://auth.pingone.eu/${TENANT}/as` }, `https://auth.pingone.eu/${TENANT}/as`],
  [{ provider: 'openid', issuer: 'https://id.example' }, 'https://id.example'],
  [{ issuer: 'https://id.example' }, 'https://id.example'],
])('%j is the issuer %s', (settings, issuer) => {
  expect(resolveIssuer(settings).issuer).toBe(issuer);
});

test.each<readonly [string, IssuerSettings, string]>([
  ["Okta's own tokens", { provider: 'okta', issuer: 'https://example.okta.com' }, 'custom authorization server'],
  ['an Okta organisation with a path', { provider: 'okta', tenant: 'example.okta.com/x' }, 'host of the organisation'],
  ['every tenant of Entra', { provider: 'entra', tenant: 'common' }, 'id of the tenant'],
  ['a domain of Entra', { provider: 'entra', tenant: 'example.onmicrosoft.com' }, 'id of the tenant'],
  ['Auth0 without the slash', { provider: 'auth0', issuer: 'https://example.eu.auth0.com' }, 'slash at its end'],
  ['a tenant of Keycloak', { provider: 'keycloak', tenant: 'shop' }, 'no tenant'],
  ['Keycloak without a realm', { provider: 'keycloak', issuer: 'https://id.example' }, 'issuer of a realm'],
  ['Ping without an issuer', { provider: 'ping' }, 'issuer of the environment'],
  ['no provider and no issuer', {}, 'expected issuer'],
  ['a tenant and an issuer', { provider: 'auth0', tenant: 'a', issuer: 'https://a/' }, 'found both'],
])('%s is not accepted', (_what, settings, reason) => {
  expect(() => resolveIssuer(settings)).toThrow(reason);
});

test('what a configuration says itself comes before what is known of the provider', () => {
  expect(
    resolveIssuer({ provider: 'keycloak', issuer: 'https://id.example/realms/x', types: ['at+jwt'], roleClaims: ['r'] }),
  ).toMatchObject({
    types: ['at+jwt'],
    roleClaims: ['r'],
    clientClaims: ['azp', 'client_id'],
  });
});

const key = createTestKey('one', 'RS256');

async function judge(settings: IssuerSettings, claims: object, header: object = {}) {
  const resolved = resolveIssuer(settings);
  const issuers = [createIssuer([key.jwk], { ...resolved, audience: ['api'] })];
  const authenticator = createJwtAuthenticator({ realm: 'r', directory: directoryWith(), issuers, now: () => NOON_MS });
  const { iss: _iss, client_id: _client, scope: _scope, ...common } = CLAIMS;
  const token = signToken(
    key,
    { alg: 'RS256', kid: 'one', typ: 'JWT', ...header },
    { ...common, aud: 'api', iss: resolved.issuer, ...claims },
  );
  return authenticator.authenticate(bearer(token));
}

/** An access token as each provider writes it, and an ID token for the same audience. */
const TOKENS: Readonly<Record<string, readonly [IssuerSettings, access: object, id: object, principal: object]>> = {
  okta: [
    { provider: 'okta', tenant: 'example.okta.com' },
    { ver: 1, cid: 'app', uid: 'u1', scp: ['read'], groups: ['staff'] },
    { ver: 1, idp: '00o1' },
    { credential: 'idp#app', scopes: ['read'], groups: ['staff'] },
  ],
  'entra for a person': [
    { provider: 'entra', tenant: TENANT },
    { ver: '2.0', azp: 'app', azpacr: '1', scp: 'Orders.Read', roles: ['clerk'], oid: 'o1', tid: TENANT },
    { ver: '2.0', oid: 'o1', tid: TENANT, roles: ['clerk'] },
    { credential: 'idp#app', scopes: ['Orders.Read'], roles: ['clerk'] },
  ],
  'entra for a program, version 1': [
    { provider: 'entra', tenant: TENANT },
    { iss: `https://sts.windows.net/${TENANT}/`, ver: '1.0', appid: 'app', roles: ['Orders.Read.All'], idtyp: 'app' },
    { iss: `https://sts.windows.net/${TENANT}/`, ver: '1.0', oid: 'o1' },
    { credential: 'idp#app', scopes: [], roles: ['Orders.Read.All'] },
  ],
  auth0: [
    { provider: 'auth0', tenant: 'example.eu.auth0.com' },
    { azp: 'app', scope: 'read', gty: 'client-credentials' },
    { sid: 's1' },
    { credential: 'idp#app', scopes: ['read'] },
  ],
  keycloak: [
    { provider: 'keycloak', issuer: 'https://id.example/realms/shop' },
    { typ: 'Bearer', azp: 'app', scope: 'profile read', realm_access: { roles: ['clerk'] }, resource_access: { orders: { roles: ['x'] } } },
    { typ: 'ID', azp: 'app' },
    { credential: 'idp#app', scopes: ['profile', 'read'], roles: ['clerk'] },
  ],
  ping: [
    { provider: 'ping', issuer: `https://auth.pingone.eu/${TENANT}/as` },
    { client_id: 'app', scope: 'read', env: TENANT },
    { sid: 's1' },
    { credential: 'idp#app', scopes: ['read'] },
  ],
  google: [
    { provider: 'google' },
    { azp: 'app', email: 'service@example.iam.gserviceaccount.com', email_verified: true },
    { azp: 'app', at_hash: 'x' },
    { credential: 'idp#app', scopes: [] },
  ],
};

describe.each(Object.entries(TOKENS))('%s', (_name, [settings, access, id, principal]) => {
  test('has its access tokens understood', async () => {
    expect(await judge(settings, access)).toMatchObject({ outcome: 'accepted', principal });
  });

  test('has its ID tokens refused', async () => {
    expect(await judge(settings, id)).toMatchObject({ outcome: 'refused', reason: expect.stringMatching(/access token/) as string });
  });

  test('has its tokens for others refused', async () => {
    expect(await judge(settings, { ...access, aud: 'account' })).toMatchObject({ outcome: 'refused' });
  });

  test('has tokens of others refused', async () => {
    expect(await judge(settings, { ...access, iss: 'https://id.example/other' })).toMatchObject({ outcome: 'refused' });
  });
});

test('a refresh token of Keycloak is no access token', async () => {
  const settings: IssuerSettings = { provider: 'keycloak', issuer: 'https://id.example/realms/shop' };
  expect(await judge(settings, { typ: 'Refresh', azp: 'app' })).toMatchObject({ outcome: 'refused' });
});
