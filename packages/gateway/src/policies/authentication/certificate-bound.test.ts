import { generateKeyPairSync, sign } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type House, startHouse, startUpstream, type Upstream } from '../../../test/house.ts';
import { createPki, type Pki, secureCaller } from '../../../test/secure-call.ts';

// RFC 8705 section 3, over TLS: the certificate is the one of the connection that the token comes on.

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwks = JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'ES256', use: 'sig' }] });

type Issued = Awaited<ReturnType<Pki['authority']['issue']>>;

let pki: Pki;
let upstream: Upstream;
let house: House;
let own: Issued;
let other: Issued;

beforeAll(async () => {
  pki = await createPki();
  own = await pki.authority.issue({ subject: 'CN=acme' });
  other = await pki.authority.issue({ subject: 'CN=acme' });
  upstream = await startUpstream();
  house = await startHouse(
    `issuers: { idp: { issuer: 'https://id.example', jwks: jwks.json, audience: [orders] } }
apis: { orders: { upstreams: ['${upstream.url}'], policies: { authentication: { accept: [jwt] } } } }
`,
    { ...pki.files, 'jwks.json': jwks },
    "listen: [{ address: '127.0.0.1:0', tls: { certificate: cert.pem, key: key.pem, clients: { ca: clients.pem } } }]",
  );
});

afterAll(async () => {
  await house.close();
  await upstream.close();
});

function thumbprint({ certificate }: Issued): string {
  return Buffer.from(certificate.fingerprint256.replaceAll(':', ''), 'hex').toString('base64url');
}

function bearer(cnf: unknown): { readonly authorization: string } {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: 'https://id.example', aud: 'orders', sub: 'user-1', iat: now, exp: now + 300, cnf };
  const input = `${part({ alg: 'ES256', kid: 'k1', typ: 'at+jwt' })}.${part(claims)}`;
  return {
    authorization: `Bearer ${input}.${sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`,
  };
}

let count = 0;

/** One call with the token on a connection of its own that shows the certificate. */
async function call(shown: Issued | undefined, headers: Record<string, string>) {
  const id = `bound-${++count}`;
  const caller = secureCaller(house.port, shown);
  try {
    const { status } = await caller.call('/orders', { ...headers, 'x-request-id': id });
    const { principal, reason } = await house.exchange((exchange) => exchange.id === id);
    return { status, principal, reason };
  } finally {
    caller.close();
  }
}

describe('a token that is bound to a certificate', () => {
  test('passes on each connection that shows it, and on none that does not, whatever was seen before', async () => {
    const token = bearer({ 'x5t#S256': thumbprint(own) });
    expect(await call(own, token)).toMatchObject({ status: 200, principal: { kind: 'jwt', subject: 'user-1' } });
    expect(await call(undefined, token)).toMatchObject({
      status: 401,
      principal: null,
      reason: expect.stringContaining('shows none') as string,
    });
    expect(await call(other, token)).toMatchObject({
      status: 401,
      principal: null,
      reason: expect.stringContaining('another client certificate') as string,
    });
    expect(await call(own, token)).toMatchObject({ status: 200 });
    expect(upstream.seen).toHaveLength(2);
  });

  test('is refused beside the right certificate in a field, which anybody can write', async () => {
    const token = bearer({ 'x5t#S256': thumbprint(own) });
    const field = { 'client-cert': `:${own.certificate.raw.toString('base64')}:` };
    expect(await call(undefined, { ...token, ...field })).toMatchObject({ status: 401, principal: null });
    expect(await call(other, { ...token, ...field })).toMatchObject({ status: 401, principal: null });
  });

  test.each([
    [
      'the SHA-1 of the certificate',
      () => ({ x5t: Buffer.from(own.certificate.fingerprint.replaceAll(':', ''), 'hex').toString('base64url') }),
    ],
    ['its hash in hexadecimal', () => ({ 'x5t#S256': own.certificate.fingerprint256.replaceAll(':', '').toLowerCase() })],
    ['nothing', () => ({})],
  ])('by %s is refused', async (_what, cnf) => {
    expect(await call(own, bearer(cnf()))).toMatchObject({ status: 401, principal: null });
  });
});

test('a token that is bound to nothing passes on any connection', async () => {
  expect(await call(other, bearer(undefined))).toMatchObject({ status: 200, principal: { kind: 'jwt' } });
});
