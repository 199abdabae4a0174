import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { ACME, directoryWith, keyRecord } from '../../test/directory.ts';
import { headers, NOON_MS } from '../../test/tokens.ts';
import type { Directory } from '../directory/directory.ts';
import { createApiKeyAuthenticator } from './authenticate.ts';
import { generateApiKey } from './form.ts';
import { hashApiKey } from './hash.ts';

const key = generateApiKey();
const foreign = 'sk-4f9a8b7c6d5e4f3a2b1c';
const record = keyRecord(hashApiKey(key), { scopes: ['read'], expiresAtMs: NOON_MS });
const other = keyRecord(hashApiKey(foreign), { id: 'k2', consumer: 'other', scopes: [] });

function create(directory: Directory, nowMs = NOON_MS - 1, header = 'X-Api-Key') {
  return createApiKeyAuthenticator({ header, realm: 'a "b"', api: 'orders', environment: 'production', directory, now: () => nowMs });
}

function authenticate(value: string | undefined, nowMs?: number) {
  const directory = directoryWith({ key: [record, other], consumer: [ACME, { ...ACME, id: 'other' }] });
  return create(directory, nowMs).authenticate(headers(value === undefined ? {} : { 'x-api-key': value }));
}

describe('API keys', () => {
  test('a known key is accepted, without a wait, as its consumer', () => {
    expect(authenticate(key)).toEqual({
      outcome: 'accepted',
      principal: { kind: 'apiKey', subject: 'acme', consumer: 'acme', credential: 'k1', scopes: ['read'], roles: [], groups: [] },
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
    expect(authenticate(value)).toMatchObject({ outcome: 'refused', reason: expect.stringContaining(reason) as string });
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

  test.each([
    [
      'revoked',
      { key: [{ ...record, revokedAtMs: NOON_MS - 5000 }] },
      'API key k1 of consumer acme was revoked at 2026-01-15T11:59:55.000Z',
    ],
    ['of a suspended consumer', { key: [record], consumer: [{ ...ACME, suspended: true }] }, 'consumer acme is suspended'],
    ['of a consumer that is gone', { key: [record], consumer: [] }, 'consumer acme does not exist any more'],
    ['for another API', { key: [{ ...record, apis: ['billing'] }] }, 'is not for the API orders'],
    ['for another environment', { key: [{ ...record, environments: ['staging'] }] }, 'is not for the environment production'],
    ['for no environment', { key: [{ ...record, environments: [] }] }, 'is not for the environment production'],
    ['from another address', { key: [{ ...record, addresses: ['10.0.0.0/8', '2001:db8::/32'] }] }, 'is not accepted from 192.0.2.1'],
    ['for no address', { key: [{ ...record, addresses: [] }] }, 'is not accepted from 192.0.2.1'],
    ['of an application that is gone', { key: [{ ...record, application: 'shop' }] }, 'application shop of consumer acme does not exist'],
  ])('a key that is %s is refused', (_what, contents, reason) => {
    expect(create(directoryWith(contents)).authenticate(headers({ 'x-api-key': key }))).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining(reason) as string,
    });
  });

  test.each([
    ['an address', { addresses: ['192.0.2.1'] }],
    ['a network', { addresses: ['198.51.100.0/24', '192.0.2.0/24'] }],
    ['the environment', { environments: ['staging', 'production'] }],
    ['the API', { apis: ['billing', 'orders'] }],
  ])('a key that is limited to %s of the request is accepted', (_what, limits) => {
    const directory = directoryWith({ key: [{ ...record, ...limits }] });
    expect(create(directory).authenticate(headers({ 'x-api-key': key }))).toMatchObject({ outcome: 'accepted' });
  });

  test('a change of the addresses counts from the next request on', () => {
    const directory = directoryWith({ key: [record] });
    const authenticator = create(directory);
    const request = headers({ 'x-api-key': key });
    expect(authenticator.authenticate(request)).toMatchObject({ outcome: 'accepted' });
    directory.apply([{ kind: 'key', id: 'k1', record: { ...record, addresses: ['10.0.0.1'] } }]);
    expect(authenticator.authenticate(request)).toMatchObject({ outcome: 'refused' });
  });

  test('a change counts from the next request on', () => {
    const directory = directoryWith({ key: [record] });
    const authenticator = create(directory);
    const request = headers({ 'x-api-key': key });
    expect(authenticator.authenticate(request)).toMatchObject({ outcome: 'accepted' });
    directory.apply([{ kind: 'consumer', id: 'acme', record: { ...ACME, suspended: true } }]);
    expect(authenticator.authenticate(request)).toMatchObject({ outcome: 'refused' });
    directory.apply([{ kind: 'consumer', id: 'acme', record: { ...ACME, roles: ['clerk'], plan: 'gold' } }]);
    expect(authenticator.authenticate(request)).toMatchObject({ outcome: 'accepted', principal: { roles: ['clerk'], plan: 'gold' } });
    directory.apply([{ kind: 'key', id: 'k1', record: undefined }]);
    expect(authenticator.authenticate(request)).toMatchObject({ outcome: 'refused', reason: 'unknown API key' });
  });

  test('what is kept of a guessed key for throttling is too short to be of use', () => {
    const guessed = generateApiKey();
    expect(authenticate(guessed)).toMatchObject({ account: guessed.slice(0, 12) });
  });

  test('the challenge names realm and header', () => {
    const { challenge, headers: carriers } = create(directoryWith());
    expect(challenge).toBe(String.raw`ApiKey realm="a \"b\"", header="X-Api-Key"`);
    expect(carriers).toEqual(['x-api-key']);
  });

  test('a header name with a line break is not configured', () => {
    expect(() => create(directoryWith(), NOON_MS, 'X\r\nY')).toThrow('name of a header field');
  });
});
