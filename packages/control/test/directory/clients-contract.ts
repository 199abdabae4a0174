import type { ClientRegistration } from '@airside/domain';
import { checkClientSecretForm, hashClientSecret } from '@airside/identity';
import { describe, expect, test } from 'vitest';

import type { NewClient } from '../../src/directory/store.ts';
import { BY, createOpener, expectRefusal, NOON_MS, type OpenStore } from './harness.ts';

const SERVICE: Omit<ClientRegistration, 'secretSha256'> = {
  grantTypes: ['client_credentials'],
  redirectUris: [],
  scopes: ['read'],
  authentication: 'client_secret_basic',
  dpopBound: false,
};
const WEB = { ...SERVICE, grantTypes: ['authorization_code', 'refresh_token'], redirectUris: ['https://app.example/done'] } as const;
const PUBLIC_KEY = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };

/** What a store promises of OAuth clients. */
export function clientsContract(open: OpenStore): void {
  const opened = createOpener(open);
  const withAcme = async () => {
    const { store, clock } = await opened({ client: [{ issuer: 'idp', clientId: 'filed', source: 'file', consumer: 'acme' }] });
    await store.createConsumer({ id: 'acme' }, BY);
    await store.createApplication({ id: 'web', consumer: 'acme' }, BY);
    const create = (registration: object = SERVICE, more: Partial<NewClient> = {}) =>
      store.createClient({ issuer: 'airside', consumer: 'acme', registration: registration as ClientRegistration, ...more }, BY);
    return { store, clock, create };
  };

  describe('a client of the authorization server within', () => {
    test('has a secret that is shown once, and kept as its hash', async () => {
      const { store, create } = await withAcme();
      const { secret = '', record } = (await create(SERVICE, { application: 'web', name: 'Web' })).result;
      expect(checkClientSecretForm(secret)).toBe(true);
      expect(record).toEqual({
        issuer: 'airside',
        clientId: expect.stringMatching(/^client-[0-9a-f]{20}$/) as string,
        source: 'store',
        consumer: 'acme',
        application: 'web',
        name: 'Web',
        createdAtMs: NOON_MS,
        registration: { ...SERVICE, secretSha256: hashClientSecret(secret) },
      });
      expect((await store.contents()).client).toEqual([record]);
      expect(JSON.stringify([await store.contents(), await store.history({})])).not.toContain(secret);
    });

    test.each([
      ['is public', { ...WEB, authentication: 'none' }],
      ['proves itself by a key', { ...SERVICE, authentication: 'private_key_jwt', jwks: { keys: [PUBLIC_KEY] } }],
    ])('that %s has none', async (_what, registration) => {
      const { store, create } = await withAcme();
      const { secret, record } = (await create(registration)).result;
      expect([secret, record.registration]).toEqual([undefined, registration]);
      await expectRefusal(store, () => store.rotateClientSecret('airside', record.clientId, BY), 'invalid', /no secret/);
    });

    test('gets a new secret, and the old one is void at once', async () => {
      const { store, create } = await withAcme();
      const first = (await create()).result;
      const { result, changes } = await store.rotateClientSecret('airside', first.record.clientId, BY);
      expect(result.secret).not.toBe(first.secret);
      expect(result.record.registration?.secretSha256).toBe(hashClientSecret(result.secret ?? ''));
      expect(changes).toEqual([{ kind: 'client', id: `airside#${first.record.clientId}`, record: result.record }]);
      expect((await store.contents()).client).toEqual([result.record]);
    });

    test.each([
      ['a redirect URI without its grant', { ...SERVICE, redirectUris: ['https://app.example/done'] }],
      ['the code grant without redirect URI', { ...WEB, redirectUris: [] }],
      ['a redirect URI over plain HTTP', { ...WEB, redirectUris: ['http://app.example/done'] }],
      ['a redirect URI with fragment', { ...WEB, redirectUris: ['https://app.example/done#x'] }],
      ['a redirect URI with wildcard', { ...WEB, redirectUris: ['https://*.example/done'] }],
      ['a redirect URI with user name', { ...WEB, redirectUris: ['https://app.example@evil.example/done'] }],
      ['a redirect URI that is a script', { ...WEB, redirectUris: ['javascript:alert.x(1)'] }],
      ['a redirect URI that is data', { ...WEB, redirectUris: ['data:text/html,x.y'] }],
      ['a redirect URI of a scheme without owner', { ...WEB, redirectUris: ['myapp:/done'] }],
      ['a relative redirect URI', { ...WEB, redirectUris: ['/done'] }],
      ['a redirect URI with a line break', { ...WEB, redirectUris: ['https://app.example/\ndone'] }],
      ['refresh tokens alone', { ...SERVICE, grantTypes: ['client_credentials', 'refresh_token'] }],
      ['client credentials without authentication', { ...SERVICE, authentication: 'none' }],
      ['keys without their use', { ...SERVICE, jwks: { keys: [PUBLIC_KEY] } }],
      ['a key method without keys', { ...SERVICE, authentication: 'private_key_jwt' }],
      ['a private key', { ...SERVICE, authentication: 'private_key_jwt', jwks: { keys: [{ ...PUBLIC_KEY, d: 'x' }] } }],
      ['a shared key', { ...SERVICE, authentication: 'private_key_jwt', jwks: { keys: [{ kty: 'oct', k: 'x' }] } }],
      ['too many keys', { ...SERVICE, authentication: 'private_key_jwt', jwks: { keys: Array.from({ length: 21 }, () => PUBLIC_KEY) } }],
      ['the implicit grant', { ...WEB, grantTypes: ['implicit'] }],
      ['no grant', { ...SERVICE, grantTypes: [] }],
      ['a hash of its own', { ...SERVICE, secretSha256: 'a'.repeat(64) }],
    ])('is not made with %s', async (_what, registration) => {
      const { store, create } = await withAcme();
      await expectRefusal(store, () => create(registration), 'invalid');
    });

    test.each(['https://app.example/done?x=1', 'http://127.0.0.1:0/done', 'http://[::1]/done', 'com.example.app:/done'])(
      'may be sent back to %s',
      async (uri) => {
        const { create } = await withAcme();
        expect((await create({ ...WEB, redirectUris: [uri] })).result.record.registration?.redirectUris).toEqual([uri]);
      },
    );
  });

  describe('a client of another issuer', () => {
    test('is kept by the id that it has there, also one with a number sign', async () => {
      const { store } = await withAcme();
      for (const clientId of ['c', '#', 'a#b']) await store.createClient({ issuer: 'idp', clientId, consumer: 'acme' }, BY);
      await store.revokeClient('idp', 'a#b', BY);
      expect((await store.contents()).client.map(({ clientId, revokedAtMs }) => [clientId, revokedAtMs])).toEqual([
        ['#', undefined],
        ['a#b', NOON_MS],
        ['c', undefined],
      ]);
      await expectRefusal(store, () => store.rotateClientSecret('idp', 'c', BY), 'invalid', /no secret/);
    });

    test.each<[string, Partial<NewClient>]>([
      ['an id', {}],
      ['an id of printable characters', { clientId: 'a\nb' }],
      ['an id that is short enough', { clientId: 'x'.repeat(257) }],
      ['no registration', { clientId: 'c', registration: SERVICE }],
    ])('needs %s', async (_what, more) => {
      const { store } = await withAcme();
      await expectRefusal(store, () => store.createClient({ issuer: 'idp', consumer: 'acme', ...more }, BY), 'invalid');
    });
  });

  test('a client belongs to somebody, and to one alone', async () => {
    const { store } = await withAcme();
    const client = { issuer: 'idp', clientId: 'c', consumer: 'acme' };
    await store.createClient(client, BY);
    await expectRefusal(store, () => store.createClient(client, BY), 'taken');
    await expectRefusal(store, () => store.createClient({ ...client, clientId: 'filed' }, BY), 'taken', /configuration file/);
    await expectRefusal(store, () => store.createClient({ ...client, clientId: 'd', consumer: 'nobody' }, BY), 'unknown');
    await expectRefusal(store, () => store.createClient({ ...client, clientId: 'd', application: 'app' }, BY), 'unknown');
    await expectRefusal(store, () => store.revokeClient('idp', 'filed', BY), 'not-here');
    await expectRefusal(store, () => store.revokeClient('idp', 'nowhere', BY), 'unknown');
  });

  test('a client that was revoked stays so, and gets no new secret', async () => {
    const { store, clock, create } = await withAcme();
    const { clientId } = (await create()).result.record;
    const { result } = await store.revokeClient('airside', clientId, BY);
    expect(result.revokedAtMs).toBe(NOON_MS);
    clock.nowMs += 1000;
    expect((await store.revokeClient('airside', clientId, BY)).changes).toEqual([]);
    await expectRefusal(store, () => store.rotateClientSecret('airside', clientId, BY), 'invalid', /was revoked/);
  });
}
