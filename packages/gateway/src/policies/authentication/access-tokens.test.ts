import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type House, startHouse, startUpstream, type Upstream } from '../../../test/house.ts';

const issuer = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const client = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const { kty, crv, x, y } = client.publicKey.export({ format: 'jwk' });
const jkt = createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
const now = Math.floor(Date.now() / 1000);

let house: House;
let upstream: Upstream;
/** What the provider says of every token that it is asked about. */
let answer: object = {};
let provider: Upstream;

beforeAll(async () => {
  process.env['TEST_INTROSPECTION_SECRET'] = 'introspection-secret';
  upstream = await startUpstream();
  provider = await startUpstream((_request, response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer)),
  );
  house = await startHouse(yaml(), {
    'jwks.json': JSON.stringify({ keys: [{ ...issuer.publicKey.export({ format: 'jwk' }), kid: 'k1' }] }),
  });
});

afterAll(async () => {
  await house.close();
  await upstream.close();
  await provider.close();
});

function yaml(options = '', more = ''): string {
  return `issuers:
  signed: { issuer: 'https://id.example', jwks: jwks.json, audience: [orders] }
  asked:
    issuer: https://opaque.example
    audience: [orders]
    introspection: { url: '${provider.url}/ask', clientId: gateway, clientSecret: '\${env:TEST_INTROSPECTION_SECRET}', keepActive: 0ms }
${more}apis:
  orders: { path: /orders, upstreams: ['${upstream.url}'], policies: { authentication: { ${options} } } }
`;
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

function jwt(key: typeof issuer.privateKey, header: object, claims: object): string {
  const input = `${encode({ alg: 'ES256', ...header })}.${encode(claims)}`;
  return `${input}.${sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

const token = (claims: object = {}) =>
  jwt(
    issuer.privateKey,
    { kid: 'k1', typ: 'at+jwt' },
    { iss: 'https://id.example', aud: 'orders', sub: 'anna', exp: now + 600, ...claims },
  );

function proof(access: string, claims: object = {}): string {
  const ath = createHash('sha256').update(access).digest('base64url');
  const all = { jti: randomUUID(), htm: 'GET', htu: `${house.url}/orders/7`, iat: Math.floor(Date.now() / 1000), ath, ...claims };
  return jwt(client.privateKey, { typ: 'dpop+jwt', jwk: { kty, crv, x, y } }, all);
}

const call = (headers: Record<string, string | string[]>) => house.call('/orders/7?full=1', { headers });
const challengeOf = async (reply: ReturnType<typeof call>) => String((await reply).headers['www-authenticate']);

describe('a token that is bound to a key', () => {
  const bound = token({ cnf: { jkt } });

  async function nonceOf(): Promise<string> {
    const reply = await call({ authorization: `DPoP ${bound}`, dpop: proof(bound) });
    expect(reply.status).toBe(401);
    return String(reply.headers['dpop-nonce']);
  }

  test('passes with a proof that has the nonce which the first answer named', async () => {
    const nonce = await nonceOf();
    const reply = await call({ authorization: `DPoP ${bound}`, dpop: proof(bound, { nonce }) });
    expect(reply.status).toBe(200);
    expect(upstream.seen.at(-1)?.headers.authorization).toBe(`DPoP ${bound}`);
  });

  test('is refused with the challenge of its scheme, which says what is wrong', async () => {
    const nonce = await nonceOf();
    const good = proof(bound, { nonce });
    expect((await call({ authorization: `DPoP ${bound}`, dpop: good })).status).toBe(200);
    const cases: readonly (readonly [Record<string, string | string[]>, string])[] = [
      [{ authorization: `DPoP ${bound}` }, 'invalid_dpop_proof'],
      [{ authorization: `DPoP ${bound}`, dpop: good }, 'invalid_dpop_proof'],
      [{ authorization: `DPoP ${bound}`, dpop: [proof(bound, { nonce }), proof(bound, { nonce })] }, 'invalid_dpop_proof'],
      [{ authorization: `DPoP ${bound}`, dpop: proof(bound, { nonce, htu: `${house.url}/orders/8` }) }, 'invalid_dpop_proof'],
      [{ authorization: `DPoP ${bound}`, dpop: proof(bound) }, 'use_dpop_nonce'],
      [{ authorization: `DPoP ${token()}`, dpop: proof(token(), { nonce }) }, 'invalid_token'],
    ];
    for (const [headers, error] of cases) {
      const challenge = await challengeOf(call(headers));
      expect(challenge).toMatch(/^DPoP realm="airside", algs="[^"]*ES256[^"]*", error="/);
      expect(challenge).toContain(`error="${error}"`);
    }
  });

  test('is refused as a bearer token', async () => {
    expect(await challengeOf(call({ authorization: `Bearer ${bound}` }))).toBe('Bearer realm="airside", error="invalid_token"');
  });

  test('leaves neither itself nor its proof in the record', async () => {
    const dpop = proof(bound);
    await call({ authorization: `DPoP ${bound}`, dpop, 'x-request-id': 'proof-record' });
    const record = JSON.stringify(await house.exchange(({ id }) => id === 'proof-record'));
    for (const secret of [bound, dpop, ...bound.split('.'), ...dpop.split('.')]) expect(record).not.toContain(secret);
  });
});

test('a request without a token is told both schemes, once', async () => {
  const challenges = [(await call({})).headers['www-authenticate']].flat().filter((value) => value?.includes('Bearer'));
  expect(challenges).toEqual([expect.stringMatching(/^Bearer realm="airside", DPoP realm="airside", algs="/)]);
});

describe('where signed and opaque tokens are accepted', () => {
  test('nobody is asked about a signed one, good or bad', async () => {
    answer = { active: true, sub: 'mallory', aud: 'orders', token_type: 'Bearer' };
    const before = provider.seen.length;
    expect((await call({ authorization: `Bearer ${token()}` })).status).toBe(200);
    for (const bad of [token({ exp: now - 600 }), token({ iss: 'https://opaque.example' }), `${token()}x`, 'eyJhbGciOiJub25lIn0.e30.']) {
      expect((await call({ authorization: `Bearer ${bad}` })).status).toBe(401);
    }
    expect(provider.seen).toHaveLength(before);
  });

  test('an opaque one is what its provider says, and the upstream does not get to see it', async () => {
    answer = { active: true, sub: 'anna', aud: 'orders', token_type: 'Bearer', scope: 'read', client_id: 'app' };
    const reply = await call({ authorization: 'Bearer opaque-token-1', 'x-request-id': 'opaque' });
    expect(reply.status).toBe(200);
    expect(upstream.seen.at(-1)?.headers.authorization).toBeUndefined();
    const { principal } = await house.exchange(({ id }) => id === 'opaque');
    expect(principal).toMatchObject({ kind: 'opaque', subject: 'anna', credential: 'asked#app', issuer: 'https://opaque.example' });
    expect(provider.seen.at(-1)?.body.toString()).toContain('token=opaque-token-1');
    answer = { active: false };
    expect((await call({ authorization: 'Bearer opaque-token-1' })).status).toBe(401);
  });

  test('an opaque one may be bound to a key, too', async () => {
    answer = { active: true, sub: 'anna', aud: 'orders', token_type: 'DPoP', cnf: { jkt } };
    expect((await call({ authorization: 'Bearer opaque-token-2' })).status).toBe(401);
    const first = await call({ authorization: 'DPoP opaque-token-2', dpop: proof('opaque-token-2') });
    const nonce = String(first.headers['dpop-nonce']);
    expect((await call({ authorization: 'DPoP opaque-token-2', dpop: proof('opaque-token-2', { nonce }) })).status).toBe(200);
  });
});

describe('a configuration', () => {
  const SECOND = `  other: { issuer: 'https://third.example', audience: [orders], introspection: { clientId: a, clientSecret: '\${env:TEST_INTROSPECTION_SECRET}' } }\n`;

  test('in which two providers would be asked about one token is refused, unless an API names one', async () => {
    await expect(house.apply(yaml('', SECOND))).rejects.toThrow('do not say whose they are');
    await house.apply(yaml('issuers: [signed, asked]', SECOND));
  });

  test('that accepts opaque tokens alone, and has nobody to ask, is refused', async () => {
    await expect(house.apply(yaml('issuers: [signed], accept: [opaque]'))).rejects.toThrow('no opaque token could ever be accepted');
  });

  test.each([
    ['provider: entra, tenant: common', 'id of the tenant'],
    ['provider: keycloak', 'issuer of a realm'],
    ["issuer: 'http://id.example'", 'cannot be looked up'],
    ["issuer: 'https://id.example/b', jwks: 'http://id.example/jwks'", 'no place for a key set'],
    [
      "issuer: 'https://id.example/c', introspection: { url: 'http://id.example/i', clientId: a, clientSecret: '${env:TEST_INTROSPECTION_SECRET}' }",
      'cannot be asked about tokens',
    ],
    ["issuer: 'https://id.example/d', introspection: { clientId: a, clientSecret: plainly-written }", '${env:NAME}'],
    ['issuer: https://id.example', 'this is the issuer "signed" already'],
  ])('with an issuer { %s } is refused', async (settings, reason) => {
    await expect(house.apply(yaml('', `  odd: { audience: [orders], ${settings} }\n`))).rejects.toThrow(reason);
  });

  test('that wants proofs without nonces gets them', async () => {
    await house.apply(yaml('dpop: { nonce: off }'));
    const bound = token({ cnf: { jkt } });
    const dpop = proof(bound);
    expect((await call({ authorization: `DPoP ${bound}`, dpop })).status).toBe(200);
    expect((await call({ authorization: `DPoP ${bound}`, dpop })).status).toBe(401);
  });

  test.each(['lifetime: 101s', 'lifetime: 1ms', 'clockTolerance: 1m', 'algorithms: [HS256]', 'algorithms: []'])(
    'with dpop: { %s } is refused',
    async (option) => {
      await expect(house.apply(yaml(`dpop: { ${option} }`))).rejects.toThrow('dpop');
    },
  );
});
