import { generateKeyPair } from 'jose';
import { expect, test } from 'vitest';

import { ACME, ANA, startTestShop } from './testing/client.ts';
import { type Claims, type SigningOptions, startTestGateway } from './testing/gateway.ts';

const ANA_USER = 'usr_p80eh04cmstez2mv';
const identityHeaders = (value: string) => ({ headers: { 'Airside-Identity': value } });

test('a consumer that the gateway vouches for acts as its user, for its own customer only', async () => {
  await using gateway = await startTestGateway();
  await using shop = await startTestShop({ airsideJwks: gateway.jwks });
  for (const kind of ['apiKey', 'basic']) {
    const headers = identityHeaders(await gateway.identity({ kind }));
    expect((await shop.call('GET', `/orders/${ACME.pending}`, headers)).status).toBe(200);
    expect((await shop.call('GET', `/orders/${ANA.paid}`, headers)).status).toBe(404);
  }
  expect(gateway.fetches()).toBe(1);
});

test('the scopes of the header bound what the consumer may do, and those of the role bound the header', async () => {
  await using gateway = await startTestGateway();
  await using shop = await startTestShop({ airsideJwks: gateway.jwks });
  const reader = identityHeaders(await gateway.identity({ scope: 'orders:read admin' }));
  expect((await shop.call('POST', `/orders/${ACME.pending}/payments`, { ...reader, body: {} })).status).toBe(403);
  expect((await shop.call('GET', '/admin/orders', reader)).status).toBe(403);
});

test('the gateway is not asked for keys before somebody shows its header', async () => {
  await using gateway = await startTestGateway();
  await using shop = await startTestShop({ airsideJwks: gateway.jwks });
  await shop.call('GET', '/products', { as: 'ana' });
  expect(gateway.fetches()).toBe(0);
});

const REFUSED: readonly (readonly [what: string, claims: Claims, options?: SigningOptions])[] = [
  ['for another API', { aud: 'warehouse' }],
  ['of another issuer', { iss: 'elsewhere' }],
  ['without a subject', { sub: undefined }],
  ['without a kind', { kind: undefined }],
  ['of kind anonymous', { kind: 'anonymous' }],
  ['of kind apiKey without a consumer', { consumer: undefined }],
  ['with a consumer that is no text', { consumer: ['acme'] }],
  ['of kind jwt without the access token beside it', { kind: 'jwt', sub: ANA_USER }],
  ['that has expired', {}, { expires: '-6s' }],
  ['that never expires', {}, { expires: null }],
  ['of the type of an access token', {}, { header: { typ: 'at+jwt' } }],
  ['with an unknown key', {}, { header: { kid: 'gateway-2' } }],
];
const refused = REFUSED.map(([what, claims, options]) => ({ what, claims, options }));
test.each(refused)('an identity $what is refused', async ({ claims, options }) => {
  await using gateway = await startTestGateway();
  await using shop = await startTestShop({ airsideJwks: gateway.jwks });
  const value = await gateway.identity(claims, options);
  expect((await shop.call('GET', `/orders/${ACME.pending}`, identityHeaders(value))).status).toBe(401);
});

test('an identity that is altered, unsigned, sent twice or signed by another key is refused', async () => {
  await using gateway = await startTestGateway();
  await using shop = await startTestShop({ airsideJwks: gateway.jwks });
  const good = await gateway.identity();
  const [header = '', payload = '', signature = ''] = good.split('.');
  const forged = await gateway.identity({}, { key: (await generateKeyPair('EdDSA')).privateKey });
  const none = Buffer.from('{"alg":"none","typ":"airside-identity+jwt"}').toString('base64url');
  const other = Buffer.from(Buffer.from(payload, 'base64url').toString().replaceAll('acme', 'globex')).toString('base64url');
  for (const value of [forged, `${header}.${other}.${signature}`, `${none}.${payload}.`, `${good}, ${good}`, 'x', 'x'.repeat(9000)]) {
    expect((await shop.call('GET', `/orders/${ACME.pending}`, identityHeaders(value))).status).toBe(401);
  }
});

test('a consumer without an account is refused', async () => {
  await using gateway = await startTestGateway();
  await using shop = await startTestShop({ airsideJwks: gateway.jwks });
  const value = await gateway.identity({ consumer: 'initech', sub: 'initech' });
  expect((await shop.call('GET', `/orders/${ACME.pending}`, identityHeaders(value))).status).toBe(403);
});

test('beside an access token the header must name the same user', async () => {
  await using gateway = await startTestGateway();
  await using shop = await startTestShop({ airsideJwks: gateway.jwks });
  const call = async (claims: Claims) =>
    (await shop.call('GET', `/orders/${ANA.paid}`, { as: 'ana', ...identityHeaders(await gateway.identity(claims)) })).status;
  expect(await call({ kind: 'jwt', sub: ANA_USER, consumer: undefined })).toBe(200);
  expect(await call({ kind: 'jwt', sub: 'usr_5p8p1kngfsbmn2kc' })).toBe(401);
  expect(await call({ kind: 'apiKey' })).toBe(401);
});

test('a shop that cannot read the keys of the gateway says so instead of believing the header', async () => {
  const gateway = await startTestGateway();
  const value = await gateway.identity();
  await gateway[Symbol.asyncDispose]();
  await using shop = await startTestShop({ airsideJwks: gateway.jwks });
  expect((await shop.call('GET', `/orders/${ACME.pending}`, identityHeaders(value))).status).toBe(503);
});
