import fc from 'fast-check';
import { expect, test } from 'vitest';

import { detectSqli } from './index.ts';
import { judge } from './judge.ts';
import { TokenStream } from './stream.ts';
import { MYSQL, STANDARD } from './strings.ts';

const fragment = fc.constantFrom(
  ...Array.from('\'"`()[]{}/*-#;,=<>!|&+\\@$.0 '),
  'or ',
  'select ',
  'union ',
  '/*',
  '*/',
  '--',
  '/*!',
  "q'[",
  '$a$',
  '1',
  'a',
  '\xa0',
  '\0',
  'case ',
  'in ',
  "N'",
);

test('no value makes it throw', () => {
  fc.assert(
    fc.property(fc.array(fragment, { maxLength: 60 }), (parts) => void detectSqli(parts.join(''))),
    { numRuns: 3_000 },
  );
  fc.assert(
    fc.property(
      fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((byte) => String.fromCharCode(byte)) }),
      (value) => void detectSqli(value),
    ),
  );
});

test('the number of tokens read grows no faster than the value', () => {
  const pieces = fc.array(fragment, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(pieces, fc.constantFrom(STANDARD, MYSQL), (piece, dialect) => {
      for (const times of [200, 400]) {
        const value = piece.repeat(times);
        const tokens = new TokenStream(value, 0, dialect);
        judge(tokens, undefined, 0);
        expect(tokens.read).toBeLessThanOrEqual(value.length + 10);
      }
    }),
    { numRuns: 300 },
  );
});

test.each([
  "'",
  '"',
  '/*',
  '/**/',
  '$a',
  '$a$',
  "q'[",
  '(',
  '((1',
  '/*/*',
  '--\n',
  '#\n',
  "N'",
  '{a ',
  '@',
  '[a',
  '1 or ',
  "1 or 'a'='b",
  'case when ',
])('a value of 250,000 bytes of %j is read in linear time', (piece) => {
  const times = Math.floor(250_000 / piece.length);
  const started = performance.now();
  detectSqli(`1 ${piece.repeat(times)}`);
  expect(performance.now() - started).toBeLessThan(2_000);
});
