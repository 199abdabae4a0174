import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { headers, NOON_MS } from '../../test/tokens.ts';
import { type AcceptedApiKey, createApiKeyAuthenticator } from './authenticate.ts';
import { generateApiKey } from './generate.ts';
import { hashApiKey } from './hash.ts';

const key = generateApiKey();
const foreign = 'sk-4f9a8b7c6d5e4f3a2b1c';
const entry: AcceptedApiKey = { consumer: 'acme', id: 'k1', sha256: hashApiKey(key), scopes: ['read'], expiresAtMs: NOON_MS };

function authenticate(value: string | undefined, nowMs = NOON_MS - 1) {
  const keys = [entry, { consumer: 'other', id: 'k2', sha256: hashApiKey(foreign), scopes: [] }];
  const authenticator = createApiKeyAuthenticator({ header: 'X-Api-Key', realm: 'r', keys, now: () => nowMs });
  return authenticator.authenticate(headers(value === undefined ? {} : { 'x-api-key': value }));
}

describe('API keys', () => {
  test('a known key is accepted, without a wait, as its consumer', () => {
    expect(authenticate(key)).toEqual({
      outcome: 'accepted',
      principal: { kind: 'apiKey', subject: 'acme', consumer: 'acme', credential: 'k1', scopes: ['read'] },
    });
  });

  test('a key of foreign form is accepted by its hash', () => {
    expect(authenticate(foreign)).toMatchObject({ outcome: 'accepted', principal: { consumer: 'other' } });
  });

  test('a request without the header carries no key', () => {
    expect(authenticate(undefined)).toEqual({ outcome: 'absent' });
  });

  test.each([
    ['empty', '', 'shorter than 20'],
    ['unknown', generateApiKey(), 'unknown API key'],
    ['mistyped', `${key.slice(0, -1)}${key.endsWith('a') ? 'b' : 'a'}`, 'checksum'],
    ['twice the same, joined by a comma', `${key}, ${key}`, 'several API keys'],
    ['too long', 'x'.repeat(513), 'longer than 512'],
    ['with a space', `${foreign} `, 'visible ASCII'],
    ['outside ASCII', `${foreign}é`, 'visible ASCII'],
    ['in other case', foreign.toUpperCase(), 'unknown API key'],
    ['the hash itself', hashApiKey(foreign), 'unknown API key'],
  ])('a key that is %s is refused', (_what, value, reason) => {
    expect(authenticate(value)).toEqual({ outcome: 'refused', reason: expect.stringContaining(reason) as string });
  });

  test('a key is refused from the moment it expires', () => {
    expect(authenticate(key, NOON_MS)).toEqual({
      outcome: 'refused',
      reason: 'API key k1 of consumer acme expired at 2026-01-15T12:00:00.000Z',
    });
  });

  test('nothing but the key is accepted, nothing throws, and no reason repeats what was sent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 20, maxLength: 600 }), (value) => {
        const result = authenticate(value);
        return 'reason' in result && result.outcome === 'refused' && !result.reason.includes(value);
      }),
    );
  });

  test('the challenge names realm and header', () => {
    const { challenge, headers: carriers } = createApiKeyAuthenticator({ header: 'X-Api-Key', realm: 'a "b"', keys: [] });
    expect(challenge).toBe(String.raw`ApiKey realm="a \"b\"", header="X-Api-Key"`);
    expect(carriers).toEqual(['x-api-key']);
  });

  test.each([
    ['the same key twice', [entry, { ...entry, id: 'k9' }], 'k9 of consumer acme is the same key as k1'],
    ['a hash in upper case', [{ ...entry, sha256: entry.sha256.toUpperCase() }], '64 lower-case hexadecimal digits'],
    ['an expiry that is no time', [{ ...entry, expiresAtMs: Number.NaN }], 'expected expiresAtMs'],
  ])('%s is not configured', (_what, keys, message) => {
    expect(() => createApiKeyAuthenticator({ header: 'X-Api-Key', realm: 'r', keys })).toThrow(message);
  });

  test('a header name with a line break is not configured', () => {
    expect(() => createApiKeyAuthenticator({ header: 'X\r\nY', realm: 'r', keys: [] })).toThrow('name of a header field');
  });
});
