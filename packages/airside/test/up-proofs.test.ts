import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';

import { describe, test } from 'vitest';

import { PATIENCE_MS, protectedFolder, startAirside } from './running-airside.ts';
import { startUpstream } from './upstream.ts';

const issuer = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const client = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const { kty, crv, x, y } = client.publicKey.export({ format: 'jwk' });
const jkt = createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
const nowSeconds = Math.floor(Date.now() / 1000);

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

function jwt(key: typeof issuer.privateKey, header: object, claims: object): string {
  const input = `${encode({ alg: 'ES256', ...header })}.${encode(claims)}`;
  return `${input}.${sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

const token = jwt(
  issuer.privateKey,
  { kid: 'k1', typ: 'at+jwt' },
  { iss: 'https://id.example', aud: 'orders', sub: 'anna', iat: nowSeconds, exp: nowSeconds + 600, cnf: { jkt } },
);

function proof(url: string, nonce?: string): string {
  const ath = createHash('sha256').update(token).digest('base64url');
  return jwt(
    client.privateKey,
    { typ: 'dpop+jwt', jwk: { kty, crv, x, y } },
    { jti: randomUUID(), htm: 'GET', htu: `${url}/orders`, iat: Math.floor(Date.now() / 1000), ath, nonce },
  );
}

/** On a connection of its own, which any of the workers may get. */
const call = (url: string, dpop: string) =>
  fetch(`${url}/orders`, { headers: { authorization: `DPoP ${token}`, dpop, connection: 'close' } });

const yaml = (upstream: string) => `gateway: { workers: 3 }
issuers: { corporate: { issuer: 'https://id.example', jwks: jwks.json, audience: [orders] } }
apis: { orders: { path: /, upstreams: ['${upstream}'] } }
`;

describe('three workers', { timeout: 2 * PATIENCE_MS }, () => {
  test('accept each other’s nonces, and one of them each proof', async ({ expect }) => {
    await using upstream = await startUpstream();
    const jwks = JSON.stringify({ keys: [{ ...issuer.publicKey.export({ format: 'jwk' }), kid: 'k1' }] });
    using folder = protectedFolder(upstream.url, { 'airside.yaml': yaml(upstream.url), 'jwks.json': jwks });
    await using airside = await startAirside([], { cwd: folder.path });

    const first = await call(airside.url, proof(airside.url));
    expect(first.status).toBe(401);
    expect(first.headers.get('www-authenticate')).toContain('error="use_dpop_nonce"');
    const nonce = first.headers.get('dpop-nonce') ?? '';

    const different = Array.from({ length: 12 }, () => call(airside.url, proof(airside.url, nonce)));
    expect((await Promise.all(different)).map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 200));

    const replayed = proof(airside.url, nonce);
    const same = await Promise.all(Array.from({ length: 12 }, () => call(airside.url, replayed)));
    expect(same.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(same.filter(({ status }) => status === 401)).toHaveLength(11);
  });
});
