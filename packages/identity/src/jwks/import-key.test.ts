import { generateKeyPairSync } from 'node:crypto';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { createTestKey } from '../../test/tokens.ts';
import { importKey } from './import-key.ts';

const ec = createTestKey('ec').jwk;
const rsa = createTestKey('rsa', 'RS256').jwk;
const ed = createTestKey('ed', 'EdDSA').jwk;

function algorithmsOf(jwk: unknown): string[] | string {
  const imported = importKey(jwk);
  return imported.ok ? [...imported.value.algorithms] : imported.reason;
}

describe('keys of a set', () => {
  test('a key serves the algorithms of its type and curve only', () => {
    expect(algorithmsOf(ec)).toEqual(['ES256']);
    expect(algorithmsOf(ed)).toEqual(['EdDSA', 'Ed25519']);
    expect(algorithmsOf(rsa)).toEqual(['PS256', 'PS384', 'PS512', 'RS256', 'RS384', 'RS512']);
  });

  test('a key that names its algorithm serves no other', () => {
    expect(algorithmsOf({ ...rsa, alg: 'PS256' })).toEqual(['PS256']);
  });

  test('the two names of Ed25519 are one algorithm', () => {
    expect(algorithmsOf({ ...ed, alg: 'Ed25519' })).toEqual(['EdDSA', 'Ed25519']);
  });

  test.each([
    ['a shared secret', { kty: 'oct', k: 'c2VjcmV0', kid: 'a' }, 'never be published'],
    ['a private key', { ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) }, 'never be published'],
    ['an encryption key', { ...rsa, use: 'enc' }, 'not for signatures'],
    ['a key for signing only', { ...rsa, key_ops: ['sign'] }, 'not for verifying'],
    ['operations that are no list', { ...rsa, key_ops: 'verify' }, 'not for verifying'],
    ['an unused curve', { ...ec, crv: 'secp256k1' }, 'type or curve'],
    ['an unknown type', { kty: 'AKP', alg: 'ML-DSA-44', pub: 'AA' }, 'type or curve'],
    ['another algorithm than its type', { ...ec, alg: 'RS256' }, 'alg that its type does not fit'],
    ['an HMAC algorithm on an RSA key', { ...rsa, alg: 'HS256' }, 'alg that its type does not fit'],
    ['an algorithm that is no string', { ...rsa, alg: 1 }, 'alg that its type does not fit'],
    ['a short RSA key', createTestKey('short', 'RS256', 1024).jwk, 'RSA key of 1024 bits'],
    ['an RSA key whose exponent is 1', { ...rsa, e: 'AQ' }, 'exponent'],
    ['an RSA key whose exponent is 3', { ...rsa, e: 'Aw' }, 'exponent'],
    ['a point off the curve', { ...ec, x: ec.y, y: ec.x }, 'malformed'],
    ['a missing part', { kty: 'EC', crv: 'P-256', x: ec.x }, 'malformed'],
    ['a kid that is no string', { ...ec, kid: 7 }, 'kid that is not a string'],
    ['no object', null, 'not an object'],
    ['an array', [], 'not an object'],
  ])('%s is passed over', (_what, jwk, reason) => {
    expect(algorithmsOf(jwk)).toContain(reason);
  });

  test('no value makes it throw', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), fc.record({ kty: fc.constantFrom('EC', 'RSA', 'OKP'), n: fc.string(), e: fc.string(), x: fc.string() })),
        (jwk) => {
          return !importKey(jwk).ok;
        },
      ),
    );
  });
});
