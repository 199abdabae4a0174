import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { ORDERS, type Setting, startSetting } from './setting.ts';

let setting: Setting;
beforeAll(async () => {
  setting = await startSetting();
});
afterAll(() => setting[Symbol.asyncDispose]());

const now = () => Math.floor(Date.now() / 1000);

/** An assertion of the client `signer`, with other claims, header or key where given. */
async function assertion(
  claims: Record<string, unknown> = {},
  header: Record<string, unknown> = {},
  key: Parameters<SignJWT['sign']>[0] = setting.privateKey,
) {
  const all = { iss: 'signer', sub: 'signer', aud: setting.issuer, jti: crypto.randomUUID(), iat: now(), exp: now() + 60, ...claims };
  return new SignJWT(JSON.parse(JSON.stringify(all)) as Record<string, unknown>).setProtectedHeader({ alg: 'ES256', ...header }).sign(key);
}

function present(clientAssertion: string, more: Readonly<Record<string, string>> = {}) {
  return setting.post('/token', {
    grant_type: 'client_credentials',
    resource: ORDERS,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: clientAssertion,
    ...more,
  });
}

describe('client assertions (RFC 7523, private_key_jwt)', () => {
  test('prove a client once', async () => {
    const once = await assertion();
    expect((await present(once)).status).toBe(200);
    expect((await present(once)).status).toBe(401);
  });

  test('of several requests at once with the same one, one gets a token', async () => {
    const once = await assertion();
    const answers = await Promise.all(Array.from({ length: 8 }, () => present(once)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test.each<[string, () => Promise<string>]>([
    ['expired', () => assertion({ exp: now() - 60 })],
    ['without expiry', () => assertion({ exp: undefined })],
    ['not valid yet', () => assertion({ nbf: now() + 600 })],
    ['for another audience', () => assertion({ aud: 'https://id.example' })],
    ['without audience', () => assertion({ aud: undefined })],
    ['without id', () => assertion({ jti: undefined })],
    ['of another issuer', () => assertion({ iss: 'batch' })],
    ['about another client', () => assertion({ sub: 'batch' })],
    ['signed with another key', async () => assertion({}, {}, (await generateKeyPair('ES256')).privateKey)],
    [
      'signed with a key that it brings along',
      async () => {
        const pair = await generateKeyPair('ES256', { extractable: true });
        return assertion({}, { jwk: await exportJWK(pair.publicKey) }, pair.privateKey);
      },
    ],
    ['signed with the secret of nobody', () => assertion({}, { alg: 'HS256' }, new TextEncoder().encode('x'.repeat(32)))],
    ['with an unknown critical header', () => assertion({}, { crit: ['x'], x: 1 }).catch(() => 'e30.e30.e30')],
    ['not signed', async () => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${(await assertion()).split('.')[1]}.`],
  ])('are refused where they are %s', async (_what, make) => {
    const answer = await present(await make());
    expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    expect(answer.body).not.toHaveProperty('access_token');
  });

  test('are a malformed request where they are no JWT', async () => {
    expect(await present('abc')).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
  });

  test('are refused under another type, and beside another proof', async () => {
    expect(
      (await present(await assertion(), { client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:saml2-bearer' })).status,
    ).toBe(400);
    expect((await present(await assertion(), { client_secret: 'x' })).status).toBe(400);
    expect((await present(await assertion(), { client_id: 'batch' })).status).toBe(400);
  });

  test('prove no client that is registered to prove itself otherwise', async () => {
    expect((await present(await assertion({ iss: 'batch', sub: 'batch' }))).status).toBe(401);
  });
});
