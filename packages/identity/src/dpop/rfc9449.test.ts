import { createHash } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import { createTestKey, encode, headers, signToken, signWithSecret } from '../../test/tokens.ts';
import type { CredentialRequest } from '../authenticator.ts';
import type { ReplayStore } from '../replay/store.ts';
import { createProofNonces } from './nonce.ts';
import { createReplayStore } from './replay.ts';
import { jwkThumbprint } from './thumbprint.ts';
import { createProofVerifier, type ProofJudgement, type ProofVerifierOptions } from './verify.ts';

/** The examples of the RFC: figures 9, 13 and 14. */
const TOKEN = 'Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU';
const THUMBPRINT = '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I';
const PROOF =
  'eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5Ij' +
  'oiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19.eyJqdGkiOiJlMWozVl9iS2ljOC1MQUVCIiwiaHRtIjoiR0VUIiwiaHR' +
  '1IjoiaHR0cHM6Ly9yZXNvdXJjZS5leGFtcGxlLm9yZy9wcm90ZWN0ZWRyZXNvdXJjZSIsImlhdCI6MTU2MjI2MjYxOCwiYXRoIjoiZlVIeU8ycjJaM0RaNTNFc05yV0JiMHhXWG9h' +
  'Tnk1OUlpS0NBcWtzbVFFbyJ9.2oW9RP35yRqzhrtNP86L-Ey71EOptxRimPPToA1plemAgR6pxHF8y6-yqyVnmcw6Fy1dqd-jfxSYoMxhAJpLjA';
const TIME = 1_562_262_618;

const request = (proof: string | undefined, rest: Partial<CredentialRequest> = {}): CredentialRequest =>
  headers(proof === undefined ? {} : { dpop: proof }, {
    authority: 'resource.example.org',
    target: '/protectedresource',
    ...rest,
  });

const create = (options: Partial<ProofVerifierOptions> = {}) =>
  createProofVerifier({
    realm: 'r',
    algorithms: ['ES256', 'RS256', 'EdDSA'],
    lifetimeMs: 60_000,
    clockToleranceMs: 5000,
    nonces: createProofNonces({ secret: new Uint8Array(32), now: () => TIME * 1000 }),
    nonceRequired: false,
    replays: createReplayStore({ now: () => TIME * 1000 }),
    now: () => TIME * 1000,
    ...options,
  });

describe('the example of section 7.1', () => {
  test('is accepted once', async () => {
    const verifier = create();
    expect(await verifier.verify(request(PROOF), TOKEN, THUMBPRINT)).toEqual({ outcome: 'accepted' });
    expect(await verifier.verify(request(PROOF), TOKEN, THUMBPRINT)).toMatchObject({
      outcome: 'refused',
      reason: 'DPoP proof was used before (jti)',
    });
  });

  test.each<readonly [string, Partial<CredentialRequest>, string]>([
    ['another method', { method: 'POST' }, 'htm'],
    ['the same method in lower case', { method: 'get' }, 'htm'],
    ['another path', { target: '/protectedresource2' }, 'htu'],
    ['a path below', { target: '/protectedresource/' }, 'htu'],
    ['another host', { authority: 'resource.example.org.evil.example' }, 'htu'],
    ['another port', { authority: 'resource.example.org:8443' }, 'htu'],
    ['another scheme', { scheme: 'http' }, 'htu'],
  ])('is refused for %s', async (_what, rest, claim) => {
    expect(await create().verify(request(PROOF, rest), TOKEN, THUMBPRINT)).toMatchObject({
      outcome: 'refused',
      error: 'invalid_dpop_proof',
      reason: expect.stringContaining(claim) as string,
    });
  });

  test('is accepted with a query, the default port and a host in capitals, which mean the same', async () => {
    const rest = { target: '/protectedresource?x=1', authority: 'Resource.Example.org:443' };
    expect(await create().verify(request(PROOF, rest), TOKEN, THUMBPRINT)).toEqual({ outcome: 'accepted' });
  });

  test('is refused beside another token (ath) and for another key (jkt)', async () => {
    expect(await create().verify(request(PROOF), `${TOKEN}x`, THUMBPRINT)).toMatchObject({
      reason: 'DPoP proof is for another token (ath)',
    });
    expect(await create().verify(request(PROOF), TOKEN, THUMBPRINT.replace('0', '1'))).toMatchObject({
      reason: expect.stringContaining('another key') as string,
    });
  });

  test.each([
    [61, 'is too old (iat)'],
    [-6, 'is from the future (iat)'],
  ])('is refused %i seconds later', async (seconds, reason) => {
    expect(await create({ now: () => (TIME + seconds) * 1000 }).verify(request(PROOF), TOKEN, THUMBPRINT)).toMatchObject({
      reason: `DPoP proof ${reason}`,
    });
  });

  test('is refused twice in one field, and changed in its last bits', async () => {
    const verifier = create();
    expect(await verifier.verify(request(`${PROOF}, ${PROOF}`), TOKEN, THUMBPRINT)).toMatchObject({
      reason: 'DPoP proof was sent more than once',
    });
    expect(await verifier.verify(request(`${PROOF.slice(0, -4)}AAAA`), TOKEN, THUMBPRINT)).toMatchObject({
      reason: expect.stringContaining('signature') as string,
    });
    expect(await verifier.verify(request(PROOF), TOKEN, THUMBPRINT)).toEqual({ outcome: 'accepted' });
  });
});

describe('a proof', () => {
  const key = createTestKey('proof');
  const { kid: _kid, ...jwk } = key.jwk;
  const jkt = jwkThumbprint(key.publicKey);
  const ath = createHash('sha256').update(TOKEN).digest('base64url');
  const HEADER = { typ: 'dpop+jwt', alg: 'ES256', jwk };
  const CLAIMS = { jti: 'j', htm: 'GET', htu: 'https://resource.example.org/protectedresource', iat: TIME, ath };
  const judge = (header: object, claims: object, signer = key): Promise<ProofJudgement> =>
    create().verify(request(signToken(signer, header, claims)), TOKEN, jkt);

  test('that fits is accepted', async () => {
    expect(await judge(HEADER, CLAIMS)).toEqual({ outcome: 'accepted' });
  });

  test.each<readonly [string, object, object, string]>([
    ['no type', { ...HEADER, typ: undefined }, CLAIMS, 'typ'],
    ['the type of an access token', { ...HEADER, typ: 'at+jwt' }, CLAIMS, 'typ'],
    ['the algorithm none', { ...HEADER, alg: 'none' }, CLAIMS, 'algorithm'],
    ['an algorithm that is not accepted', { ...HEADER, alg: 'ES384' }, CLAIMS, 'algorithm'],
    ["an algorithm that is not its key's", { ...HEADER, alg: 'RS256' }, CLAIMS, 'does not fit'],
    ['critical parameters', { ...HEADER, crit: ['x'], x: 1 }, CLAIMS, 'crit'],
    ['no key', { ...HEADER, jwk: undefined }, CLAIMS, 'no public key'],
    ['a key that is a text', { ...HEADER, jwk: 'k' }, CLAIMS, 'key (jwk)'],
    ['its private key', { ...HEADER, jwk: key.privateKey.export({ format: 'jwk' }) }, CLAIMS, 'private'],
    ['a shared key', { ...HEADER, jwk: { kty: 'oct', k: 'c2VjcmV0' } }, CLAIMS, 'private or shared'],
    ['no id', HEADER, { ...CLAIMS, jti: undefined }, 'jti'],
    ['an empty id', HEADER, { ...CLAIMS, jti: '' }, 'jti'],
    ['no method', HEADER, { ...CLAIMS, htm: undefined }, 'htm'],
    ['no URI', HEADER, { ...CLAIMS, htu: undefined }, 'htu'],
    ['a URI that is a list', HEADER, { ...CLAIMS, htu: [CLAIMS.htu] }, 'htu'],
    ['no time', HEADER, { ...CLAIMS, iat: undefined }, 'iat'],
    ['a time that is a text', HEADER, { ...CLAIMS, iat: String(TIME) }, 'iat'],
    ['a time beyond all numbers', HEADER, { ...CLAIMS, iat: 1e308 }, 'iat'],
    ['no hash of the token', HEADER, { ...CLAIMS, ath: undefined }, 'ath'],
  ])('with %s is refused', async (_what, header, claims, reason) => {
    expect(await judge(header, claims)).toMatchObject({
      outcome: 'refused',
      error: 'invalid_dpop_proof',
      reason: expect.stringContaining(reason) as string,
    });
  });

  test('signed by another key than it names is refused', async () => {
    expect(await judge(HEADER, CLAIMS, createTestKey('other'))).toMatchObject({ reason: expect.stringContaining('signature') as string });
  });

  test('with an HMAC under its own public key is refused', async () => {
    const proof = signWithSecret(JSON.stringify(jwk), { ...HEADER, alg: 'HS256' }, CLAIMS);
    expect(await create().verify(request(proof), TOKEN, jkt)).toMatchObject({ reason: expect.stringContaining('algorithm') as string });
  });

  test.each([undefined, '', 'x', 'a.b.c', `${encode(HEADER)}.${encode(CLAIMS)}.`, `${'a'.repeat(7000)}.b.c`])(
    '%# is no proof',
    async (field) => {
      expect(await create().verify(request(field), TOKEN, jkt)).toMatchObject({ outcome: 'refused', error: 'invalid_dpop_proof' });
    },
  );

  test('by RSA or Ed25519 is accepted, too', async () => {
    for (const [alg, other] of [['RS256', createTestKey('r', 'RS256')] as const, ['EdDSA', createTestKey('e', 'EdDSA')] as const]) {
      const { kid: _other, ...own } = other.jwk;
      const proof = signToken(other, { ...HEADER, alg, jwk: own }, CLAIMS);
      expect(await create().verify(request(proof), TOKEN, jwkThumbprint(other.publicKey))).toEqual({ outcome: 'accepted' });
    }
  });

  describe('where a nonce is required (section 9)', () => {
    const nonces = createProofNonces({ secret: new Uint8Array(32), now: () => TIME * 1000 });
    const judgeNonce = (nonce: unknown, options: Partial<ProofVerifierOptions> = {}) =>
      create({ nonceRequired: true, nonces, ...options }).verify(request(signToken(key, HEADER, { ...CLAIMS, nonce })), TOKEN, jkt);

    test.each([undefined, 7, '', 'x'.repeat(32), 'A'.repeat(32)])('is told which one to use instead of %j', async (nonce) => {
      expect(await judgeNonce(nonce)).toMatchObject({
        outcome: 'refused',
        error: 'use_dpop_nonce',
        headers: ['DPoP-Nonce', nonces.current()],
      });
    });

    test('is accepted with the current one', async () => {
      expect(await judgeNonce(nonces.current())).toEqual({ outcome: 'accepted' });
    });

    test('is accepted with an older one, and told the newer', async () => {
      const older = createProofNonces({ secret: new Uint8Array(32), now: () => (TIME - 120) * 1000 }).current();
      expect(await judgeNonce(older)).toEqual({ outcome: 'accepted', headers: ['DPoP-Nonce', nonces.current()] });
    });

    test('is refused with one of another secret, and with one that is too old', async () => {
      const foreign = createProofNonces({ secret: new Uint8Array(32).fill(1), now: () => TIME * 1000 }).current();
      const old = createProofNonces({ secret: new Uint8Array(32), now: () => (TIME - 360) * 1000 }).current();
      for (const nonce of [foreign, old]) expect(await judgeNonce(nonce)).toMatchObject({ error: 'use_dpop_nonce' });
    });
  });

  test.each<readonly [string, ReplayStore]>([
    ['is full', { use: () => 'full' }],
    ['fails', { use: () => Promise.reject(new Error('away')) }],
  ])('is not accepted where the memory of used proofs %s', async (_what, replays) => {
    const proof = signToken(key, HEADER, CLAIMS);
    expect(await create({ replays }).verify(request(proof), TOKEN, jkt)).toMatchObject({ outcome: 'unavailable' });
  });

  test('that is refused is not used up', async () => {
    const used: string[] = [];
    const replays: ReplayStore = {
      use(_owner, id) {
        used.push(id);
        return 'first';
      },
    };
    for (const claims of [
      { ...CLAIMS, htm: 'POST' },
      { ...CLAIMS, ath: 'x' },
    ]) {
      await create({ replays }).verify(request(signToken(key, HEADER, claims)), TOKEN, jkt);
    }
    expect(used).toEqual([]);
  });
});

test('the challenge names scheme and algorithms (section 7.1)', () => {
  expect(create().challenge).toBe('DPoP realm="r", algs="ES256 RS256 EdDSA"');
});

test.each<Partial<ProofVerifierOptions>>([
  { algorithms: [] },
  { algorithms: ['HS256'] },
  { algorithms: ['none'] },
  { lifetimeMs: 101_000 },
  { lifetimeMs: Number.NaN },
  { clockToleranceMs: 11_000 },
])('a verifier with %j is not created', (options) => {
  expect(() => create(options)).toThrow(TypeError);
});
