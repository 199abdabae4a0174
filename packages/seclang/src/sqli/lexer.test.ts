import fc from 'fast-check';
import { expect, test } from 'vitest';

import { Lexer } from './lexer.ts';
import { type Dialect, MYSQL, STANDARD } from './strings.ts';
import { TOKEN } from './token.ts';

function kinds(sql: string, dialect: Dialect = STANDARD): string {
  const lexer = new Lexer(sql, 0, dialect);
  let all = '';
  for (let kind = lexer.next(); kind !== TOKEN.end; kind = lexer.next()) all += kind;
  return all;
}

test.each([
  ['1 1.5 .5 1. 1e5 1E-5 0xFF', '1111111'],
  ["'a' \"b\" 'it''s' N'x' q'[it's]' $$a$$ $t$a$t$", 'sssssss'],
  ['a a.b a..b `a b` [a] _a ä', 'nnnnnnn'],
  ["@a @@b @'c'", 'vvv'],
  ['+ - * / % ^ | & ~ << :: ->', 'oooooooooooo'],
  ['= <> != <=> >= !~* like NOT In', '=======!='],
  ['and OR xor && ||', '&&&&&'],
  ['( ) , ;', '(),;'],
  ['union select case where true sleep', 'UECB1f'],
  ['=> === #', '???'],
])('%s is read as %s', (sql, expected) => {
  expect(kinds(sql)).toBe(expected);
});

test('a number ends where it cannot go on, so that a word may follow without white space', () => {
  expect(kinds('1e0union')).toBe('1U');
  expect(kinds('1.union')).toBe('1U');
  expect(kinds('0x1or 1')).toBe('1&1');
});

test('comments are read as the dialect has it', () => {
  expect(kinds('1--1')).toBe('1c');
  expect(kinds('1--1', MYSQL)).toBe('1oo1');
  expect(kinds('1-- 1', MYSQL)).toBe('1c');
  expect(kinds('1#1')).toBe('1?1');
  expect(kinds('1#1\n2', MYSQL)).toBe('1c1');
  expect(kinds('1/*!50000or*/1')).toBe('1c1');
  expect(kinds('1/*!50000or*/1', MYSQL)).toBe('1&1');
  expect(kinds('1/*a/*b*/1')).toBe('1X1');
  expect(kinds('1/*a')).toBe('1c');
});

test('a backslash protects a quote where the dialect has it so', () => {
  expect(kinds("'a\\' or 'c'")).toBe('s&s');
  expect(kinds("'a\\' or 'c'", MYSQL)).toBe('sns');
});

test('0xA0 is white space, but not inside a character of UTF-8', () => {
  expect(kinds('1\xa0or\xa01')).toBe('1&1');
  expect(kinds('\xc3\xa0 x')).toBe('nn');
});

test('every token moves on, whatever the bytes', () => {
  const bytes = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((byte) => String.fromCharCode(byte)), maxLength: 200 });
  fc.assert(
    fc.property(bytes, fc.constantFrom(STANDARD, MYSQL), (value, dialect) => {
      const lexer = new Lexer(value, 0, dialect);
      let before = 0;
      while (lexer.next() !== TOKEN.end) {
        expect(lexer.end).toBeGreaterThan(before);
        expect(lexer.end).toBeLessThanOrEqual(value.length);
        before = lexer.end;
      }
    }),
  );
});
