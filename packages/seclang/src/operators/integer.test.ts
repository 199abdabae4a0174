import fc from 'fast-check';
import { expect, test } from 'vitest';

import { parseInteger } from './integer.ts';
import { compileOperator, expectMatches } from './testing/expect-matches.ts';

test.each([
  ['5', 5],
  [' \t-12x', -12],
  ['+3', 3],
  ['', 0],
  ['abc', 0],
  ['-', 0],
  ['- 1', 0],
  ['0x10', 0],
  ['1e3', 1],
  ['3.9', 3],
])('the integer of %j is %d', (text, number) => {
  expect(parseInteger(text)).toBe(number);
});

test('a length above 32 or 64 bits does not pass for a small one', () => {
  for (const length of ['4294967296', '18446744073709551616', '9'.repeat(400)]) {
    expectMatches(compileOperator('gt', '1000'), [length], []);
    expectMatches(compileOperator('eq', '0'), [], [length]);
  }
});

test('every integer is read as it is written', () => {
  fc.assert(
    fc.property(fc.integer(), (number) => {
      expect(parseInteger(String(number))).toBe(number === 0 ? 0 : number);
    }),
  );
});

test('comparisons hold on either side of the number', () => {
  expectMatches(compileOperator('eq', '5'), ['5', '05', '5x'], ['4', '6', '', '-5']);
  expectMatches(compileOperator('ge', '5'), ['5', '6'], ['4', '', '-6']);
  expectMatches(compileOperator('gt', '5'), ['6'], ['5', '', '-6']);
  expectMatches(compileOperator('le', '5'), ['5', '4', '', '-6'], ['6']);
  expectMatches(compileOperator('lt', '5'), ['4', '', '-6'], ['5', '6']);
});

test('what is no number counts as 0', () => {
  expectMatches(compileOperator('eq', 'x'), ['0', 'y', ''], ['1']);
});
