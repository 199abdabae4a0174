import { describe, expect, test } from 'vitest';

import { createTestKey } from '../../test/tokens.ts';
import { chooseKey, describeSkipped, parseKeySet } from './parse.ts';

const one = createTestKey('one').jwk;
const two = createTestKey('two').jwk;
const short = createTestKey('short', 'RS256', 1024).jwk;
const withoutKid = { ...one, kid: undefined };

function choose(keys: readonly object[], alg: string, kid?: string): string {
  const lookup = chooseKey(parseKeySet({ keys }), { alg, kid });
  return lookup.outcome === 'found' ? lookup.outcome : lookup.reason;
}

describe('choice of a key', () => {
  test('kid and algorithm name it', () => {
    expect(choose([one, two], 'ES256', 'two')).toBe('found');
  });

  test('without kid the only fitting key is taken', () => {
    expect(choose([one, createTestKey('ed', 'EdDSA').jwk], 'ES256')).toBe('found');
  });

  test('a kid that nobody has is not replaced by the only key', () => {
    expect(choose([one], 'ES256', 'other')).toBe('unknown kid "other"');
    expect(choose([withoutKid], 'ES256', 'other')).toBe('unknown kid "other"');
  });

  test('without kid several fitting keys are ambiguous', () => {
    expect(choose([one, two], 'ES256')).toContain('2 keys fit ES256');
  });

  test('two keys of one kid and algorithm are ambiguous', () => {
    expect(choose([one, { ...two, kid: 'one' }], 'ES256', 'one')).toContain('2 keys have the kid "one"');
  });

  test('one kid may serve keys of different types', () => {
    expect(choose([one, { ...createTestKey('x', 'EdDSA').jwk, kid: 'one' }], 'EdDSA', 'one')).toBe('found');
  });

  test('a key is not used for an algorithm of another type', () => {
    expect(choose([one], 'RS256', 'one')).toBe('key "one" does not fit the algorithm RS256');
  });

  test('a key that was passed over says why', () => {
    expect(choose([short], 'RS256', 'short')).toContain('RSA key of 1024 bits');
    expect(describeSkipped(parseKeySet({ keys: [one, short, 7] }))).toEqual([
      'key "short" is an RSA key of 1024 bits: at least 2048 are required',
      'key without kid is not an object',
    ]);
  });

  test.each([null, 7, 'x', [], {}, { keys: {} }, { keys: null }])('%j is no key set', (value) => {
    expect(() => parseKeySet(value)).toThrow('not a JSON Web Key Set');
  });

  test('a set of very many keys is refused before any of them is read', () => {
    expect(() => parseKeySet({ keys: Array.from({ length: 201 }, () => one) })).toThrow('201 keys');
  });
});
