import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { fingerprint, withBothCases, withPlaces } from '../fingerprint.ts';
import { transformations } from './index.ts';
import { lowercase } from './lowercase.ts';

/** What decoders look for, so that random values reach their inner branches. */
const PIECES = [
  ...['\\', '\\u', '\\x', '\\xff', '%', '%u', '%uff1c', '%41', '+', '/*', '*/', '<!--', '-->', '--', '#', '&', '&#', '&#x', '&amp', ';'],
  ...[
    '0x',
    '41',
    '7',
    '377',
    'ffff1c',
    '..',
    '.',
    '/',
    '../',
    '/./',
    ' ',
    '  ',
    ' /',
    ' (',
    'ab',
    'Ab c',
    '\t',
    '\v',
    '\xa0',
    '\xc3\xa9',
    '\xe2\x82',
    '\xf0\x9f\x98\x80',
  ],
  ...['\xed\xa0\x80', '\xf5', '\xff', '\x80', '\0', '"', "'", '^', ',', '(', '=', 'QUJD', '9223372036854775808'],
];
const byteString = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: fc.nat(255).map((byte) => String.fromCharCode(byte)), maxLength: 5 })), {
    maxLength: 12,
  })
  .map((pieces) => pieces.join(''));

const SPELLINGS =
  'base64Decode base64DecodeExt base64Encode cmdLine compressWhitespace cssDecode escapeSeqDecode hexDecode hexEncode htmlEntityDecode jsDecode ' +
  'length lowercase md5 none normalisePath normalizePath normalisePathWin normalizePathWin parityEven7bit parityOdd7bit parityZero7bit ' +
  'removeComments removeCommentsChar removeNulls removeWhitespace replaceComments replaceNulls sha1 sqlHexDecode trim trimLeft trimRight ' +
  'uppercase urlDecode urlDecodeUni urlEncode utf8toUnicode';

test('every transformation of ModSecurity 3 is found by its name, in both spellings', () => {
  expect([...transformations.keys()].sort()).toEqual(SPELLINGS.toLowerCase().split(' ').sort());
  expect(transformations.get('normalizepath')).toBe(transformations.get('normalisepath'));
});

describe.each([...new Set(transformations.values())].map((transformation) => [transformation.name, transformation] as const))(
  '%s',
  (_, transformation) => {
    test('yields bytes, whatever it is given', () => {
      fc.assert(
        fc.property(byteString, (value) => {
          const result = transformation.apply(value);
          for (let index = 0; index < result.length; index++) expect(result.charCodeAt(index)).toBeLessThan(256);
        }),
        { numRuns: 300 },
      );
    });

    test('leaves a value without the bytes that it names', () => {
      fc.assert(
        fc.property(byteString, (value) => {
          const { changes, recases = 0 } = transformation;
          const bits = fingerprint(value);
          fc.pre(changes !== 'any' && (bits & changes) === 0);
          const result = transformation.apply(value);
          if ((bits & recases) === 0) expect(result).toBe(value);
          else expect(lowercase.apply(result)).toBe(lowercase.apply(value));
        }),
        { numRuns: transformation.changes === 'any' ? 0 : 600, maxSkipsPerRun: 1000 },
      );
    });

    test('adds no more bytes, and no other kinds of them, than it names', () => {
      fc.assert(
        fc.property(byteString, (value) => {
          const { changes, recases = 0, adds = -1, lengthens } = transformation;
          const result = transformation.apply(value);
          const bits = fingerprint(value);
          fc.pre(changes === 'any' || (bits & (changes | recases)) !== 0);
          if (lengthens !== true) expect(result.length).toBeLessThanOrEqual(value.length);
          expect(fingerprint(result) & ~withPlaces(withBothCases(bits | adds)), result).toBe(0);
        }),
        { numRuns: transformation.changes === 0 && transformation.recases === undefined ? 0 : 600, maxSkipsPerRun: 1000 },
      );
    });

    test('does not see what earlier, longer values have left behind', () => {
      fc.assert(
        fc.property(byteString, byteString, (first, second) => {
          const before = transformation.apply(second);
          transformation.apply(first.repeat(3));
          expect(transformation.apply(second)).toBe(before);
        }),
        { numRuns: 50 },
      );
    });

    test('takes time in proportion to the value', () => {
      // Each of these made a naive decoder quadratic. A quadratic one would need far longer.
      for (const piece of ['&#0', '/*', '--', '/..', '\\u', '%u', ' ', '0x4', '\xe2\x82', '<!--', '&a']) {
        const value = piece.repeat(Math.ceil(200_000 / piece.length));
        const start = performance.now();
        transformation.apply(value);
        expect(performance.now() - start, piece).toBeLessThan(5000);
      }
    });
  },
);
