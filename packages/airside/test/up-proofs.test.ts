import { createHash, createHmac, createSecretKey, generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto';

import { signRequest } from '@airside/identity/testing';
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

const hmac = randomBytes(32);
const slack = randomBytes(16).toString('hex');

/** A signed request with a nonce (RFC 9421). */
function signedFields(url: string): Record<string, string> {
  const components = ['"@method"', '"@authority"', '"@path"'];
  const parameters = `created=${Math.floor(Date.now() / 1000)};keyid="acme-hmac";nonce="${randomUUID()}"`;
  const signing = { algorithm: 'hmac-sha256', key: createSecretKey(hmac), components, parameters } as const;
  return signRequest({ method: 'GET', authority: new URL(url).host, target: '/signed' }, signing);
}

/** A delivery as Slack signs it. */
function deliveryFields(body: string): Record<string, string> {
  const at = Math.floor(Date.now() / 1000);
  const mac = createHmac('sha256', slack).update(`v0:${at}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(at), 'x-slack-signature': `v0=${mac}` };
}

/** How often the answer had each status, of the same request made twelve times at once, each time on a connection of its own. */
async function statuses(url: string, request: RequestInit): Promise<Record<string, number>> {
  const headers = { ...(request.headers as Record<string, string>), connection: 'close' };
  const answers = await Promise.all(Array.from({ length: 12 }, () => fetch(url, { ...request, headers })));
  const counts: Record<string, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

const yaml = (upstream: string) => `gateway: { workers: 3 }
issuers: { corporate: { issuer: 'https://id.example', jwks: jwks.json, audience: [orders] } }
consumers:
  acme:
    signatureKeys: [{ id: acme-hmac, algorithm: hmac-sha256, secret: '\${env:ACME_HMAC}' }]
    webhooks: [{ id: acme-slack, scheme: slack, secrets: ['\${env:ACME_SLACK}'] }]
apis:
  orders: { path: /, upstreams: ['${upstream}'] }
  signed: { path: /signed, upstreams: ['${upstream}'], policies: { authentication: { accept: [signature] } } }
  hooks: { path: /hooks, upstreams: ['${upstream}'], policies: { authentication: { accept: [webhook] } } }
`;

describe('three workers', { timeout: 2 * PATIENCE_MS }, () => {
  test('accept each other’s nonces, and one of them each proof, signed request and delivery', async ({ expect }) => {
    await using upstream = await startUpstream();
    const jwks = JSON.stringify({ keys: [{ ...issuer.publicKey.export({ format: 'jwk' }), kid: 'k1' }] });
    using folder = protectedFolder(upstream.url, { 'airside.yaml': yaml(upstream.url), 'jwks.json': jwks });
    await using airside = await startAirside([], { cwd: folder.path, env: { ACME_HMAC: hmac.toString('base64'), ACME_SLACK: slack } });

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

    const headers = signedFields(airside.url);
    expect(await statuses(`${airside.url}/signed`, { headers })).toEqual({ 200: 1, 401: 11 });
    const body = 'text=hello';
    const delivery = { method: 'POST', body, headers: deliveryFields(body) };
    expect(await statuses(`${airside.url}/hooks`, delivery)).toEqual({ 200: 1, 401: 11 });
  });
});
