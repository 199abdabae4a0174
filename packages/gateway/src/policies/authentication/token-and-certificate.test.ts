import { generateKeyPairSync, sign } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type House, startHouse, startUpstream, type Upstream } from '../../../test/house.ts';
import { createPki, type Pki, secureCaller } from '../../../test/secure-call.ts';

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwks = JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'ES256', use: 'sig' }] });

type Issued = Awaited<ReturnType<Pki['authority']['issue']>>;

let pki: Pki;
let upstream: Upstream;
let house: House;
let acme: Issued;
let globex: Issued;

beforeAll(async () => {
  pki = await createPki();
  acme = await pki.authority.issue({ subject: 'CN=acme' });
  globex = await pki.authority.issue({ subject: 'CN=globex' });
  upstream = await startUpstream();
  const consumers = ['acme', 'globex'].map(
    (id) => `${id}: { certificates: [{ subject: 'CN=${id}' }], clients: [{ issuer: idp, clientId: ${id}-app }] }`,
  );
  house = await startHouse(
    `issuers: { idp: { issuer: 'https://id.example', jwks: jwks.json, audience: [orders] } }
consumers: { ${consumers.join(', ')} }
apis: { orders: { upstreams: ['${upstream.url}'], policies: { authentication: { accept: [{ all: [jwt, certificate] }] } } } }
`,
    { ...pki.files, 'jwks.json': jwks },
    "listen: [{ address: '127.0.0.1:0', tls: { certificate: cert.pem, key: key.pem, clients: { ca: clients.pem } } }]",
  );
});

afterAll(async () => {
  await house.close();
  await upstream.close();
});

function bearer(client: string, claims: object = {}): { readonly authorization: string } {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const body = { iss: 'https://id.example', aud: 'orders', sub: 'user-1', client_id: client, iat: now, exp: now + 300, ...claims };
  const input = `${part({ alg: 'ES256', kid: 'k1', typ: 'at+jwt' })}.${part(body)}`;
  const signature = sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return { authorization: `Bearer ${input}.${signature.toString('base64url')}` };
}

async function call(own: Issued | undefined, headers: Record<string, string>, id: string) {
  const caller = secureCaller(house.port, own);
  try {
    const { status } = await caller.call('/orders', { ...headers, 'x-request-id': id });
    const { principal, reason } = await house.exchange((exchange) => exchange.id === id);
    return { status, principal, reason };
  } finally {
    caller.close();
  }
}

describe('a token and the client certificate of its consumer', () => {
  test('pass together, over TLS', async () => {
    expect(await call(acme, bearer('acme-app'), 'both')).toMatchObject({
      status: 200,
      principal: { kind: 'jwt', consumer: 'acme', beside: [{ kind: 'certificate', consumer: 'acme' }] },
    });
  });

  test.each([
    ['the certificate alone', () => acme, {}, /jwt missing/],
    ['the token alone', () => undefined, bearer('acme-app'), /certificate missing/],
    ['a token stolen by another consumer', () => globex, bearer('acme-app'), /different consumers: jwt of acme, certificate of globex/],
    ['an expired token beside the right certificate', () => acme, bearer('acme-app', { exp: 1 }), /exp/],
  ])('%s does not do', async (name, own, headers, reason) => {
    const answer = await call(own(), headers, name.replaceAll(' ', '-'));
    expect(answer).toMatchObject({ status: 401, principal: null });
    expect(answer.reason).toMatch(reason);
    expect(upstream.seen.filter(({ headers: seen }) => seen['x-request-id'] === name.replaceAll(' ', '-'))).toHaveLength(0);
  });
});
