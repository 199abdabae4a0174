import { generateKeyPairSync } from 'node:crypto';

import { describe, expect, onTestFinished, test } from 'vitest';

import { directoryWith } from '../../test/directory.ts';
import { CLAIMS, createIssuer } from '../../test/issuer.ts';
import { type ProviderServer, sendJson, startProviderServer } from '../../test/provider-server.ts';
import { bearer, createTestKey, encode, NOON_MS, signToken, signWithSecret, type TestKey } from '../../test/tokens.ts';
import type { Authentication } from '../authenticator.ts';
import { createJwtAuthenticator } from './authenticate.ts';
import type { TrustedIssuer } from './issuer.ts';

/** JSON Web Token Best Current Practices: what each section of chapter 2 warns of is tried. */
const key = createTestKey('one');
const rsa = createTestKey('rsa', 'RS256');
const attacker = createTestKey('one');
const HEADER = { alg: 'ES256', kid: 'one', typ: 'at+jwt' };

async function judge(token: string, changes: Partial<TrustedIssuer> = {}): Promise<Authentication> {
  const issuers = [createIssuer([key.jwk, rsa.jwk], changes)];
  return createJwtAuthenticator({ realm: 'r', directory: directoryWith(), issuers, now: () => NOON_MS }).authenticate(bearer(token));
}

async function expectRefusal(token: string, reason: string | RegExp = /./): Promise<void> {
  expect(await judge(token)).toMatchObject({ outcome: 'refused', error: 'invalid_token', reason: expect.stringMatching(reason) as string });
}

describe('section 2.1, weak signatures and insufficient signature validation', () => {
  test.each(['none', 'None', 'NONE', 'nOnE', '', ' none', 'ES256 ', 'es256', 'HS256', 'HS512', 'dir', 'RSA-OAEP', 'ES256K', '\u0000ES256'])(
    'the algorithm %j is refused, signed or not',
    async (alg) => {
      await expectRefusal(signToken(key, { ...HEADER, alg }, CLAIMS), 'algorithm');
      await expectRefusal(`${encode({ ...HEADER, alg })}.${encode(CLAIMS)}.`);
      await expectRefusal(`${encode({ ...HEADER, alg })}.${encode(CLAIMS)}`);
    },
  );

  test.each([
    ['as PEM', rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString()],
    ['as PEM without line break', rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString().trim()],
    ['as PKCS #1', rsa.publicKey.export({ type: 'pkcs1', format: 'pem' }).toString()],
    ['as JWK', JSON.stringify(rsa.jwk)],
    ['as modulus', String(rsa.jwk['n'])],
  ])('an HMAC under the public key %s is refused', async (_form, secret) => {
    for (const alg of ['HS256', 'RS256']) await expectRefusal(signWithSecret(secret, { alg, kid: 'rsa', typ: 'at+jwt' }, CLAIMS));
  });

  test('an ECDSA signature of zeros is refused', async () => {
    await expectRefusal(`${encode(HEADER)}.${encode(CLAIMS)}.${Buffer.alloc(64).toString('base64url')}`, 'signature');
  });

  test.each([0, 1, 63, 65, 72, 96])('a signature of %i bytes is refused', async (length) => {
    await expectRefusal(`${encode(HEADER)}.${encode(CLAIMS)}.${Buffer.alloc(length, 7).toString('base64url')}`);
  });
});

describe('section 2.4, injected keys: a token says nothing about whose key it is', () => {
  const EMBEDDED: Readonly<Record<string, object>> = {
    jwk: { jwk: { ...attacker.jwk, kid: undefined } },
    'jwk with the private key': { jwk: attacker.privateKey.export({ format: 'jwk' }) },
    x5c: { x5c: ['MIIB'] },
    x5t: { x5t: 'x', 'x5t#S256': 'x' },
    'an empty kid': { kid: '' },
  };

  test.each(Object.entries(EMBEDDED))('%s in the header counts for nothing', async (_name, parameters) => {
    await expectRefusal(signToken(attacker, { ...HEADER, ...parameters }, CLAIMS));
  });

  test.each(['jku', 'x5u'])('%s in the header is not fetched', async (name) => {
    const server: ProviderServer = await startProviderServer((_request, response) => sendJson(response, { keys: [attacker.jwk] }));
    onTestFinished(() => server[Symbol.asyncDispose]());
    await expectRefusal(signToken(attacker, { ...HEADER, [name]: `${server.origin}/keys` }, CLAIMS));
    expect(server.requests).toHaveLength(0);
  });

  test.each([
    '../../../dev/null',
    "one' OR '1'='1",
    '$(id)',
    'one\u0000',
    '__proto__',
    'constructor',
    'https://evil.example/key',
    'x'.repeat(4000),
  ])('the kid %j is looked up as it is, and found nowhere', async (kid) => {
    await expectRefusal(signToken(attacker, { ...HEADER, kid }, CLAIMS), 'unknown kid');
  });

  test.each([[['one']], [{ kid: 'one' }], [1], [null]])('the kid %j, which is no text, is refused', async (kid) => {
    await expectRefusal(signToken(key, { ...HEADER, kid }, CLAIMS), 'kid');
  });
});

describe('section 2.5, what is not what it seems', () => {
  test('a token within a token is refused, however often', async () => {
    let nested = signToken(key, HEADER, CLAIMS);
    for (let depth = 0; depth < 3; depth++) {
      const input = `${encode({ ...HEADER, cty: 'JWT' })}.${Buffer.from(nested).toString('base64url')}`;
      nested = `${input}.${signToken(key, {}, {}).split('.')[2]}`;
      await expectRefusal(nested, 'not a JSON object');
    }
  });

  test('an encrypted token is refused unopened', async () => {
    await expectRefusal(`${encode({ alg: 'dir', enc: 'A256GCM', zip: 'DEF' })}..AAAA.AAAA.AAAA`, 'encrypted');
  });

  test.each([8193, 100_000])('a token of %i characters is refused unread', async (length) => {
    await expectRefusal('e'.repeat(length), 'longer than 8192');
  });

  test('claims nested as deep as a token can hold cost an answer, and no more', async () => {
    const claims = Buffer.from(`${'{"a":'.repeat(1100)}1${'}'.repeat(1100)}`).toString('base64url');
    await expectRefusal(`${encode(HEADER)}.${claims}.AAAA`);
  });

  test.each([
    { crit: ['exp'], exp: 1 },
    { crit: [] },
    { crit: null },
    { crit: ['b64'], b64: false },
    { b64: true },
    { crit: ['http://example.invalid/UNDEFINED'], 'http://example.invalid/UNDEFINED': true },
  ])('the critical parameters %j are refused (RFC 7515 appendix E, RFC 7797)', async (parameters) => {
    await expectRefusal(signToken(key, { ...HEADER, ...parameters }, CLAIMS));
  });
});

test('section 2.6, many encodings: only UTF-8 is read', async () => {
  const claims = Buffer.from(`\uFEFF${JSON.stringify(CLAIMS)}`, 'utf16le').toString('base64url');
  await expectRefusal(`${encode(HEADER)}.${claims}.AAAA`, 'not a JSON object');
});

test('section 2.7, a token for another service is refused', async () => {
  await expectRefusal(signToken(key, HEADER, { ...CLAIMS, aud: 'https://other.example' }), 'audience');
});

describe('section 2.8, tokens of another kind by the same issuer', () => {
  const OTHERS: Readonly<Record<string, readonly [header: object, claims: object]>> = {
    'an ID token with a nonce': [{ typ: 'JWT' }, { nonce: 'n', scope: undefined }],
    'an ID token with at_hash': [{ typ: 'JWT' }, { at_hash: 'x' }],
    'an ID token without type': [{ typ: undefined }, { c_hash: 'x' }],
    'a logout token': [{ typ: 'logout+jwt' }, { events: {} }],
    'a logout token called JWT': [{ typ: 'JWT' }, { events: {} }],
    'a security event token': [{ typ: 'secevent+jwt' }, { events: {} }],
    'an introspection answer': [{ typ: 'token-introspection+jwt' }, { token_introspection: { active: true } }],
    'a client assertion': [{ typ: 'client-authentication+jwt' }, {}],
    'a DPoP proof': [{ typ: 'dpop+jwt' }, {}],
    'an identity header': [{ typ: 'airside-identity+jwt' }, {}],
  };

  test.each(Object.entries(OTHERS))('%s is no access token', async (_name, [header, claims]) => {
    const token = signToken(key, { ...HEADER, ...header }, { ...CLAIMS, ...claims });
    const types = ['at+jwt', 'JWT'];
    expect(await judge(token, { types })).toMatchObject({ outcome: 'refused', error: 'invalid_token' });
  });
});

describe('several keys of one issuer', () => {
  const judgeWith = (keys: readonly TestKey[], header: object, signer: TestKey) =>
    judge(signToken(signer, { ...HEADER, ...header }, CLAIMS), createIssuer(keys.map(({ jwk }) => jwk)));

  test('each verifies its own tokens, and none those of another', async () => {
    const keys = [key, createTestKey('two'), createTestKey('three')];
    for (const signer of keys) {
      for (const { kid } of keys) {
        expect((await judgeWith(keys, { kid }, signer)).outcome).toBe(kid === signer.kid ? 'accepted' : 'refused');
      }
    }
  });

  test('two with one kid are one too many, and so are two without', async () => {
    expect(await judgeWith([key, attacker], {}, key)).toMatchObject({ outcome: 'refused' });
    expect(await judgeWith([key, createTestKey('two')], { kid: undefined }, key)).toMatchObject({ outcome: 'refused' });
  });

  test('one on another curve does not verify ES256', async () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'secp256k1' });
    const odd = { ...createTestKey('odd'), jwk: { ...publicKey.export({ format: 'jwk' }), kid: 'odd' } };
    expect(await judgeWith([odd], { kid: 'odd' }, odd)).toMatchObject({ outcome: 'refused' });
  });
});
