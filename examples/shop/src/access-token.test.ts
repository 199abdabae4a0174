import { generateKeyPair, SignJWT } from 'jose';
import { expect, test } from 'vitest';

import { type AccessTokens, createAccessTokens } from './access-token.ts';
import { startTestShop } from './testing/client.ts';

const CLAIMS = { userId: 'usr_p80eh04cmstez2mv', scope: 'orders:read' };

test('a token says whose it is and what it allows', async () => {
  const tokens = await createAccessTokens();
  const { token, expiresInSeconds } = await tokens.issue(CLAIMS);
  expect(await tokens.verify(token)).toEqual(CLAIMS);
  expect(expiresInSeconds).toBe(900);
});

test('the published keys hold nothing private', async () => {
  await using shop = await startTestShop();
  const { status, body } = await shop.call('GET', '/.well-known/jwks.json');
  expect(status).toBe(200);
  expect(body['keys']).toEqual([
    { kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig', kid: expect.any(String), x: expect.any(String), y: expect.any(String) },
  ]);
});

test('a token with a key of another process, altered, cut or unsigned is refused', async () => {
  const tokens = await createAccessTokens();
  const { token } = await tokens.issue(CLAIMS);
  const foreign = await (await createAccessTokens()).issue(CLAIMS);
  const [header = '', payload = '', signature = ''] = token.split('.');
  const more = Buffer.from(Buffer.from(payload, 'base64url').toString().replace('orders:read', 'admin')).toString('base64url');
  const none = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url');
  for (const bad of [foreign.token, `${header}.${more}.${signature}`, `${header}.${payload}.`, `${none}.${payload}.`, '', 'a.b.c']) {
    await expect(tokens.verify(bad)).rejects.toThrow();
  }
});

const good = { iss: 'https://shop.example', aud: 'shop', sub: CLAIMS.userId, scope: 'orders:read' };
test.each([
  ['of another issuer', { ...good, iss: 'https://elsewhere.example' }, 'at+jwt', '5m'],
  ['for another audience', { ...good, aud: 'warehouse' }, 'at+jwt', '5m'],
  ['that has expired', good, 'at+jwt', '-1s'],
  ['of another type', good, 'JWT', '5m'],
] as const)('a token %s is refused, whatever its signature', async (_, payload, typ, expires) => {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const sign = (claims: typeof payload, type: string, time: string) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'ES256', typ: type }).setIssuedAt().setExpirationTime(time).sign(privateKey);
  const tokens = await createAccessTokens({ publicKey, privateKey });
  expect(await tokens.verify(await sign(good as typeof payload, 'at+jwt', '5m'))).toEqual(CLAIMS);
  await expect(tokens.verify(await sign(payload, typ, expires))).rejects.toThrow();
});

test.each(['', 'Bearer', 'Bearer ', 'Bearer a b', 'Basic YW5hOmFuYS1kZW1vLXBhc3N3b3Jk', 'Bearer x', `Bearer ${'x'.repeat(9000)}`])(
  'the credential %j is refused',
  async (authorization) => {
    await using shop = await startTestShop();
    expect((await shop.call('GET', '/products', { headers: { Authorization: authorization } })).status).toBe(401);
  },
);

test('a token of a user who no longer exists is refused', async () => {
  const wrapTokens = (tokens: AccessTokens): AccessTokens => ({ ...tokens, verify: async () => ({ ...CLAIMS, userId: 'usr_gone' }) });
  await using shop = await startTestShop({ wrapTokens });
  expect((await shop.call('GET', '/products', { headers: { Authorization: 'Bearer x' } })).status).toBe(401);
});

test('a token allows only what its scope names, even if the role may do more', async () => {
  const wrapTokens = (tokens: AccessTokens): AccessTokens => ({ ...tokens, verify: async () => CLAIMS });
  await using shop = await startTestShop({ wrapTokens });
  const { status, headers } = await shop.call('GET', '/products', { headers: { Authorization: 'Bearer x' } });
  expect(status).toBe(403);
  expect(headers.get('www-authenticate')).toBe('Bearer error="insufficient_scope", scope="products:read"');
});
