import { createSecretKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

import type { HttpSignatureAlgorithm, SignatureKeyRecord } from '@airside/domain';
import { describe, expect, test } from 'vitest';

import { ACME } from '../../test/directory.ts';
import { headers, NOON, NOON_MS } from '../../test/tokens.ts';
import type { Authentication } from '../authenticator.ts';
import { createDirectory } from '../directory/memory.ts';
import { createReplayMemory } from '../replay/memory.ts';
import type { Use } from '../replay/store.ts';
import { type Outgoing, type Signing, signRequest } from '../testing/sign-request.ts';
import { createHttpSignatureAuthenticator, type HttpSignatureOptions } from './authenticate.ts';

const secret = Buffer.alloc(32, 7);
const PAIRS = {
  ed25519: generateKeyPairSync('ed25519'),
  'ecdsa-p256-sha256': generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  'ecdsa-p384-sha384': generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  'rsa-pss-sha512': generateKeyPairSync('rsa', { modulusLength: 2048 }),
  'rsa-v1_5-sha256': generateKeyPairSync('rsa', { modulusLength: 2048 }),
} as const;

function privateKeyOf(algorithm: HttpSignatureAlgorithm): KeyObject {
  return algorithm === 'hmac-sha256' ? createSecretKey(secret) : PAIRS[algorithm].privateKey;
}

function record(algorithm: HttpSignatureAlgorithm, changes: Partial<SignatureKeyRecord> = {}): SignatureKeyRecord {
  const key =
    algorithm === 'hmac-sha256' ? secret.toString('base64') : PAIRS[algorithm].publicKey.export({ format: 'pem', type: 'spki' }).toString();
  return { id: algorithm, source: 'file', consumer: 'acme', algorithm, key, ...changes };
}

const OTHER = { ...ACME, id: 'other' };
const RECORDS = [
  ...(['ed25519', 'ecdsa-p256-sha256', 'ecdsa-p384-sha384', 'rsa-pss-sha512', 'rsa-v1_5-sha256', 'hmac-sha256'] as const).map((name) =>
    record(name),
  ),
  record('ed25519', { id: 'of-other', consumer: 'other' }),
  record('ed25519', { id: 'of-nobody', consumer: 'gone' }),
];
const directory = createDirectory({ consumer: [ACME, OTHER], signatureKey: RECORDS });

const DEFAULTS = ['@method', '@authority', '@path', '@query'];
const COVERED = ['"@method"', '"@authority"', '"@path"', '"@query"'];
const ORDER: Outgoing = { method: 'GET', authority: 'api.example.com', target: '/orders?limit=5' };
const POST: Outgoing = { ...ORDER, method: 'POST', body: '{"a":1}', headers: { 'content-length': '7' } };

function authenticator(options: Partial<HttpSignatureOptions> = {}) {
  return createHttpSignatureAuthenticator({
    realm: 'r',
    directory,
    components: DEFAULTS,
    nonce: 'optional',
    maxAgeMs: 300_000,
    clockToleranceMs: 5000,
    now: () => NOON_MS,
    replay: createReplayMemory({ now: () => NOON_MS }),
    ...options,
  });
}

function signed(outgoing: Outgoing = ORDER, signing: Partial<Signing> = {}): Record<string, string> {
  const algorithm = signing.algorithm ?? 'ed25519';
  const parameters = `created=${NOON};keyid="${algorithm}"`;
  const components = outgoing.body === undefined ? COVERED : [...COVERED, '"content-digest"'];
  return signRequest(outgoing, { algorithm, key: privateKeyOf(algorithm), components, parameters, ...signing });
}

/** What the gateway sees of it. */
function received(fields: Readonly<Record<string, string>>, { method, authority, target }: Outgoing = ORDER) {
  return headers(fields, { method, authority, target });
}

function judge(fields: Readonly<Record<string, string>>, outgoing?: Outgoing, options?: Partial<HttpSignatureOptions>): Authentication {
  return authenticator(options).authenticate(received(fields, outgoing)) as Authentication;
}

describe('a signature by a known key', () => {
  test.each(RECORDS.slice(0, 6).map(({ algorithm }) => algorithm))('with %s is taken for its consumer', (algorithm) => {
    expect(judge(signed(ORDER, { algorithm }))).toMatchObject({
      outcome: 'accepted',
      principal: { kind: 'signature', consumer: 'acme', credential: algorithm, scopes: ['read'] },
    });
  });

  test('vouches for the body by its digest', () => {
    const answer = judge(signed(POST), POST);
    if (answer.outcome !== 'accepted') throw new Error(JSON.stringify(answer));
    expect(answer.body?.(Buffer.from('{"a":1}'))).toBeUndefined();
    expect(answer.body?.(Buffer.from('{"a":2}'))).toMatch(/sha-256/);
    expect(answer.body?.(new Uint8Array())).toMatch(/sha-256/);
  });

  test('may cover the whole URI instead of its parts', () => {
    expect(judge(signed(ORDER, { components: ['"@method"', '"@target-uri"'] }))).toMatchObject({ outcome: 'accepted' });
  });

  test('may stand beside one by a key that is not known here', () => {
    const [ours, theirs] = [signed(), signed(ORDER, { label: 'proxy', parameters: `created=${NOON};keyid="unknown"` })];
    const both = Object.fromEntries(['signature-input', 'signature'].map((name) => [name, `${theirs[name]}, ${ours[name]}`]));
    expect(judge({ ...ours, ...both })).toMatchObject({ outcome: 'accepted', principal: { consumer: 'acme' } });
  });

  test('is signed over the target as it was sent', () => {
    const sent = { ...ORDER, target: '/%6frders?limit=5' };
    const request = { ...received(signed(sent)), sentTarget: sent.target };
    expect(authenticator().authenticate(request)).toMatchObject({ outcome: 'accepted' });
    expect(authenticator().authenticate({ ...request, sentTarget: '/orders?limit=5' })).toMatchObject({ outcome: 'refused' });
  });
});

describe('what was changed after it was signed is refused', () => {
  const CASES: Readonly<Record<string, readonly [Outgoing, Record<string, string>]>> = {
    method: [{ ...ORDER, method: 'DELETE' }, signed()],
    path: [{ ...ORDER, target: '/admin?limit=5' }, signed()],
    query: [{ ...ORDER, target: '/orders?limit=6' }, signed()],
    'query that was taken out': [{ ...ORDER, target: '/orders' }, signed()],
    host: [{ ...ORDER, authority: 'evil.example' }, signed()],
    'digest, with the body': [POST, { ...signed(POST), 'content-digest': `sha-256=:${Buffer.alloc(32).toString('base64')}:` }],
    'a parameter': [
      ORDER,
      { ...signed(), 'signature-input': signed()['signature-input']?.replace('created=', 'expires=9999999999;created=') ?? '' },
    ],
    'order of components': [
      ORDER,
      { ...signed(), 'signature-input': signed()['signature-input']?.replace('"@method" "@authority"', '"@authority" "@method"') ?? '' },
    ],
    'signature of another request': [ORDER, { ...signed(), signature: signed({ ...ORDER, target: '/else' }).signature ?? '' }],
  };
  test.each(Object.entries(CASES))('%s', (_name, [outgoing, fields]) => {
    expect(judge(fields, outgoing)).toMatchObject({ outcome: 'refused', reason: expect.stringMatching(/does not verify/) as string });
  });
});

describe('what does not cover enough, or too much, is refused', () => {
  const without = (name: string) => COVERED.filter((component) => component !== `"${name}"`);
  const CASES: Readonly<Record<string, readonly [Outgoing, Record<string, string>, RegExp]>> = {
    'no method': [ORDER, signed(ORDER, { components: without('@method') }), /cover @method/],
    'no host': [ORDER, signed(ORDER, { components: without('@authority') }), /cover @authority/],
    'no path': [ORDER, signed(ORDER, { components: without('@path') }), /cover @path/],
    'no query where there is one': [ORDER, signed(ORDER, { components: without('@query') }), /cover @query/],
    'nothing at all': [ORDER, signed(ORDER, { components: [] }), /cover @method/],
    'a body without its digest': [POST, signed(POST, { components: COVERED }), /cover content-digest/],
    'a body in chunks without its digest': [ORDER, { ...signed(), 'transfer-encoding': 'chunked' }, /cover content-digest/],
    'one algorithm of a digest': [
      POST,
      signed(POST, { components: [...COVERED, '"content-digest";key="sha-256"'] }),
      /cover content-digest/,
    ],
    'one component twice': [ORDER, signed(ORDER, { components: [...COVERED, '"@method"'] }), /twice/],
    'one component twice, its parameters in another order': [
      ORDER,
      signed(ORDER, { components: [...COVERED, '"x";bs;sf', '"x";sf;bs'] }),
      /twice|missing|exclude/,
    ],
    'a field that is not there': [ORDER, signed(ORDER, { components: [...COVERED, '"x-tenant"'] }), /x-tenant is missing/],
    'a field in upper case': [ORDER, signed(ORDER, { components: [...COVERED, '"X-Tenant"'] }), /lower case/],
    'a component of responses': [ORDER, signed(ORDER, { components: [...COVERED, '"@status"'] }), /unknown/],
    'a component that does not exist': [ORDER, signed(ORDER, { components: [...COVERED, '"@constructor"'] }), /unknown/],
    'the request of a response': [ORDER, signed(ORDER, { components: [...COVERED, '"@method";req'] }), /parameter/],
    'a trailer': [ORDER, { ...signed(ORDER, { components: [...COVERED, '"x-t";tr'] }), 'x-t': '1' }, /parameter/],
    'a component that is a token': [ORDER, signed(ORDER, { components: ['date'] }), /not a string/],
    'a query parameter that occurs twice': [
      { ...ORDER, target: '/orders?a=1&a=2' },
      signed({ ...ORDER, target: '/orders?a=1&a=2' }, { components: [...COVERED, '"@query-param";name="a"'] }),
      /missing or repeated/,
    ],
    'more components than anybody needs': [
      ORDER,
      signed(ORDER, { components: Array.from({ length: 65 }, (_, index) => `"f${index}"`) }),
      /more than 64/,
    ],
  };
  test.each(Object.entries(CASES))('%s', (_name, [outgoing, fields, reason]) => {
    expect(judge(fields, outgoing)).toMatchObject({ outcome: 'refused', reason: expect.stringMatching(reason) as string });
  });
});

describe('what its parameters say', () => {
  const withParameters = (parameters: string) => signed(ORDER, { parameters });
  const CASES: Readonly<Record<string, readonly [string, RegExp]>> = {
    'no time of creation': ['keyid="ed25519"', /created/],
    'created long ago': [`created=${NOON - 306};keyid="ed25519"`, /too old/],
    'created in the future': [`created=${NOON + 6};keyid="ed25519"`, /future/],
    'expired by its own word': [`created=${NOON - 20};expires=${NOON - 6};keyid="ed25519"`, /too old/],
    'created as a string': [`created="${NOON}";keyid="ed25519"`, /wrong type/],
    'created with a fraction': [`created=${NOON}.5;keyid="ed25519"`, /wrong type/],
    'no key': [`created=${NOON}`, /known key/],
    'an unknown key': [`created=${NOON};keyid="ed25519x"`, /known key/],
    'another algorithm than that of the key': [`created=${NOON};keyid="ed25519";alg="hmac-sha256"`, /alg/],
    'a key of a consumer that is gone': [`created=${NOON};keyid="of-nobody"`, /does not exist/],
    'the key of an asymmetric algorithm as a secret': [`created=${NOON};keyid="rsa-pss-sha512";alg="hmac-sha256"`, /alg/],
  };
  test.each(Object.entries(CASES))('%s is refused', (_name, [parameters, reason]) => {
    expect(judge(withParameters(parameters))).toMatchObject({ outcome: 'refused', reason: expect.stringMatching(reason) as string });
  });

  test('a signature with the key of another algorithm does not verify', () => {
    const fields = signed(ORDER, { algorithm: 'ecdsa-p256-sha256', parameters: `created=${NOON};keyid="ecdsa-p384-sha384"` });
    expect(judge(fields)).toMatchObject({ outcome: 'refused', reason: expect.stringMatching(/does not verify/) as string });
  });

  test('a nonce is accepted once, and only from whoever can sign', () => {
    const it = authenticator();
    const fields = withParameters(`created=${NOON};keyid="ed25519";nonce="n-1"`);
    expect(it.authenticate(received({ ...fields, signature: signed().signature ?? '' }))).toMatchObject({ outcome: 'refused' });
    expect(it.authenticate(received(fields))).toMatchObject({ outcome: 'accepted' });
    expect(it.authenticate(received(fields))).toMatchObject({ outcome: 'refused', reason: 'nonce was used before' });
  });

  test('no nonce is refused where one is required, and the answer says what is wanted', () => {
    const answer = judge(signed(), ORDER, { nonce: 'required', tag: undefined });
    expect(answer).toMatchObject({ outcome: 'refused', reason: expect.stringMatching(/no nonce/) as string });
    expect(answer).toMatchObject({
      headers: ['Accept-Signature', 'sig1=("@method" "@authority" "@path" "@query" "content-digest");created;keyid;nonce'],
    });
  });

  test('a memory that is full lets nobody in', () => {
    const replay = createReplayMemory({ capacity: 10, now: () => NOON_MS });
    replay.use('consumer acme', 'x', NOON_MS + 1);
    const fields = withParameters(`created=${NOON};keyid="ed25519";nonce="n-2"`);
    expect(judge(fields, ORDER, { replay })).toMatchObject({ outcome: 'unavailable' });
  });

  test('a nonce is judged by a store elsewhere, and nobody gets in while that does not answer', async () => {
    const fields = withParameters(`created=${NOON};keyid="ed25519";nonce="n-3"`);
    const judged = (use: () => Promise<Use>) => judge(fields, ORDER, { replay: { use } });
    expect(await judged(async () => 'first')).toMatchObject({ outcome: 'accepted' });
    expect(await judged(async () => 'again')).toMatchObject({ outcome: 'refused', reason: 'nonce was used before' });
    expect(await judged(async () => 'full')).toMatchObject({ outcome: 'unavailable' });
    const reason = expect.stringContaining('away') as string;
    expect(await judged(() => Promise.reject(new Error('away')))).toMatchObject({ outcome: 'unavailable', reason });
  });

  test('a signature with another tag is passed over', () => {
    expect(judge(signed(), ORDER, { tag: 'ours' })).toMatchObject({ outcome: 'refused', reason: expect.stringMatching(/tag/) as string });
    expect(judge(withParameters(`created=${NOON};keyid="ed25519";tag="ours"`), ORDER, { tag: 'ours' })).toMatchObject({
      outcome: 'accepted',
    });
  });
});

describe('several signatures', () => {
  const together = (...all: readonly Record<string, string>[]) => ({
    ...all[0],
    'signature-input': all.map((fields) => fields['signature-input']).join(', '),
    signature: all.map(({ signature }) => signature).join(', '),
  });

  test('all of known keys have to hold', () => {
    const bad = signed({ ...ORDER, target: '/else' }, { label: 'two', algorithm: 'hmac-sha256' });
    expect(judge(together(signed(), bad))).toMatchObject({
      outcome: 'refused',
      reason: expect.stringMatching(/does not verify/) as string,
    });
  });

  test('of two consumers are refused', () => {
    const other = signed(ORDER, { label: 'two', parameters: `created=${NOON};keyid="of-other"` });
    expect(judge(together(signed(), other))).toMatchObject({
      outcome: 'refused',
      reason: expect.stringMatching(/different consumers/) as string,
    });
  });

  test('beyond four are refused', () => {
    const five = Array.from({ length: 5 }, (_, index) => signed(ORDER, { label: `s${index}` }));
    expect(judge(together(...five))).toMatchObject({ outcome: 'refused', reason: expect.stringMatching(/more than 4/) as string });
  });
});

describe('fields that belong together', () => {
  const fields = signed();
  const CASES: Readonly<Record<string, Record<string, string>>> = {
    'no Signature': { 'signature-input': fields['signature-input'] ?? '' },
    'no Signature-Input': { signature: fields.signature ?? '' },
    'different labels': { ...fields, signature: (fields.signature ?? '').replace('sig1', 'sig2') },
    'a signature that is a string': { ...fields, signature: 'sig1="abc"' },
    'an input that is no list': { ...fields, 'signature-input': 'sig1="@method"' },
    'empty fields': { 'signature-input': '', signature: '' },
    'no structured fields': { 'signature-input': 'sig1=(', signature: fields.signature ?? '' },
    'base64 that is not canonical': { ...fields, signature: (fields.signature ?? '').replace(/:$/, '=:') },
  };
  test.each(Object.entries(CASES))('%s: refused', (_name, broken) => {
    expect(judge(broken)).toMatchObject({ outcome: 'refused' });
  });

  test('neither: absent', () => expect(judge({})).toEqual({ outcome: 'absent' }));
});
