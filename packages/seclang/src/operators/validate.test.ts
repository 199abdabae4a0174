import fc from 'fast-check';
import { expect, test } from 'vitest';

import { compileOperator, expectMatches } from './testing/expect-matches.ts';

test('@validateByteRange matches a value with a byte outside of the ranges', () => {
  expectMatches(compileOperator('validateByteRange', '9, 10,13,32-126'), ['a\0', '\x7f', '\xe9', '\v'], ['', 'abc~ \t\r\n']);
  expectMatches(compileOperator('validateByteRange', '1-255'), ['\0'], ['\x01\xff']);
});

test.each(['', 'a', '1-', '-1', '256', '1-256', '5-4', '1,,2', '1-2-3', '1.5'])('@validateByteRange refuses the ranges %j', (ranges) => {
  expect(() => compileOperator('validateByteRange', ranges)).toThrow('is no range of bytes');
});

test('@validateUrlEncoding matches a percent sign without two digits', () => {
  expectMatches(
    compileOperator('validateUrlEncoding', ''),
    ['%', '%4', 'a%4g', '%g4', '%%41', '%41%', '%u0041'],
    ['', 'abc', '%41', '%aF%00x'],
  );
});

test('@validateUtf8Encoding matches what RFC 3629 does not allow', () => {
  const ill = [
    '\x80',
    '\xc0\x80',
    '\xc1\xbf',
    '\xc3',
    '\xc3a',
    '\xe0\x80\x80',
    '\xe0\x9f\xbf',
    '\xe2\x82',
    '\xed\xa0\x80',
    '\xf0\x8f\xbf\xbf',
  ];
  const more = ['\xf4\x90\x80\x80', '\xf5\x80\x80\x80', '\xff', 'abc\xe2\x82a'];
  const well = ['', 'abc\0', '\xc3\xa9', '\xe2\x82\xac', '\xed\x9f\xbf', '\xf0\x9f\x98\x80', '\xf4\x8f\xbf\xbf'];
  expectMatches(compileOperator('validateUtf8Encoding', ''), [...ill, ...more], well);
});

test('@validateUtf8Encoding agrees with the strict decoder of the platform', () => {
  const evaluate = compileOperator('validateUtf8Encoding', '');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const piece = fc.constantFrom(
    'a',
    '\xc3',
    '\xa9',
    '\xe0',
    '\xed',
    '\x9f',
    '\xa0',
    '\xf0',
    '\x90',
    '\xf4',
    '\x8f',
    '\xbf',
    '\x80',
    '\xc1',
    '\xff',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
      const value = pieces.join('');
      let isValid = true;
      try {
        decoder.decode(Buffer.from(value, 'latin1'));
      } catch {
        isValid = false;
      }
      expect(evaluate(value) === undefined).toBe(isValid);
    }),
    { numRuns: 2000 },
  );
});
