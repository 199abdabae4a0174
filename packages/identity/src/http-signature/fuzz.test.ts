import { generateKeyPairSync } from 'node:crypto';

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { ACME } from '../../test/directory.ts';
import { headers, NOON, NOON_MS } from '../../test/tokens.ts';
import type { Authentication, CredentialRequest } from '../authenticator.ts';
import { createDirectory } from '../directory/memory.ts';
import { createReplayMemory } from '../replay/memory.ts';
import { signRequest } from '../testing/sign-request.ts';
import { createHttpSignatureAuthenticator } from './authenticate.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const key = publicKey.export({ format: 'pem', type: 'spki' }).toString();
const directory = createDirectory({
  consumer: [ACME],
  signatureKey: [{ id: 'k', source: 'file', consumer: 'acme', algorithm: 'ed25519', key }],
});
const authenticator = createHttpSignatureAuthenticator({
  realm: 'r',
  directory,
  components: ['@method', '@authority', '@path', '@query'],
  nonce: 'optional',
  replay: createReplayMemory(),
  maxAgeMs: 300_000,
  clockToleranceMs: 5000,
  now: () => NOON_MS,
});
const OUTGOING = { method: 'GET', authority: 'api.example.com', target: '/orders?limit=5' };
const good = signRequest(OUTGOING, {
  algorithm: 'ed25519',
  key: privateKey,
  components: ['"@method"', '"@authority"', '"@path"', '"@query"'],
  parameters: `created=${NOON};keyid="k"`,
});

const judge = (fields: Readonly<Record<string, string>>, rest: Partial<CredentialRequest> = {}) =>
  authenticator.authenticate(headers(fields, { ...OUTGOING, ...rest })) as Authentication;

test('nothing but the signed request is accepted, whatever is changed, and nothing throws', () => {
  expect(judge(good).outcome).toBe('accepted');
  const names = ['signature', 'signature-input'] as const;
  const change = fc.record({
    name: fc.constantFrom(...names),
    at: fc.nat(400),
    text: fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }),
  });
  fc.assert(
    fc.property(change, ({ name, at, text }) => {
      const before = good[name] ?? '';
      const place = at % before.length;
      const after = before.slice(0, place) + text + before.slice(place + text.length);
      if (after === before) return;
      const answer = judge({ ...good, [name]: after });
      // White space between members is not part of what is signed.
      if (answer.outcome === 'accepted') expect(after.replaceAll(/[ \t]/g, '')).toBe(before.replaceAll(/[ \t]/g, ''));
    }),
    { numRuns: 3000 },
  );
});

test('whatever stands in the fields is refused and not repeated', () => {
  const hostile = fc.array(
    fc.constantFrom(
      'sig1',
      '=',
      '(',
      ')',
      '"@method"',
      '"@query-param"',
      ';name="a"',
      ';key="b"',
      ';sf',
      ';bs',
      ';created=1',
      ';keyid="k"',
      ':AAAA:',
      ', ',
      ' ',
      's3cr3t-v4lue',
      '"',
    ),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(hostile, hostile, (input, signature) => {
      const answer = judge({ 'signature-input': input.join(''), signature: signature.join('') });
      expect(answer.outcome).toBe('refused');
      expect(JSON.stringify(answer)).not.toContain('s3cr3t-v4lue');
    }),
    { numRuns: 2000 },
  );
});

test('no two requests that differ in what is covered have one signature', () => {
  const target = fc.stringMatching(/^\/[a-z%?&=/-]{0,12}$/);
  fc.assert(
    fc.property(target, (text) => {
      if (text === OUTGOING.target) return;
      expect(judge(good, { target: text, sentTarget: text }).outcome).toBe('refused');
    }),
  );
});
