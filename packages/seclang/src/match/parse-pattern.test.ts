import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { compileMatcher, type MatcherOptions } from './matcher.ts';
import { parsePattern } from './parse-pattern.ts';
import { PatternError } from './pattern-error.ts';

/** Pattern, value, the text found (`undefined` for none), options. */
type Case = readonly [pattern: string, value: string, found: string | undefined, options?: MatcherOptions];

const CASES: Readonly<Record<string, readonly Case[]>> = {
  'escapes stand for one byte each': [
    ['\\x41\\x{42}\\103\\o{104}\\x', 'ABCD\0', 'ABCD\0'],
    ['\\t\\n\\r\\f\\a\\e\\cA\\0', '\t\n\r\f\x07\x1b\x01\0', '\t\n\r\f\x07\x1b\x01\0'],
    ['\\/\\"\\\'\\-\\.', '/"\'-.', '/"\'-.'],
    ['\\xe2\\x80\\xa9', '\xe2\x80\xa9', '\xe2\x80\xa9'],
    ['\\11', '\t', '\t'],
  ],
  'sets are those of PCRE over bytes': [
    ['^\\s+$', ' \t\n\v\f\r', ' \t\n\v\f\r'],
    ['\\s', '\xa0\x85', undefined],
    ['^\\h+$', ' \t\xa0', ' \t\xa0'],
    ['^\\v+$', '\n\v\f\r\x85', '\n\v\f\r\x85'],
    ['\\w', '\xe9\xb5', undefined],
    ['^\\N+$', 'a\nb', undefined],
    ['^\\R\\R$', '\r\n\x85', '\r\n\x85'],
    ['^\\R\\n$', '\r\n', undefined],
    ['^[\\D\\d]$', '\xff', '\xff'],
  ],
  'classes have ranges, escapes, POSIX names and literal brackets': [
    ['^[]a]+$', ']a]', ']a]'],
    ['^[^]a]+$', 'b]', undefined],
    ['^[[a]+$', '[a', '[a'],
    ['^[a-c\\-x-]+$', 'abc-x', 'abc-x'],
    ['^[\\d-z]+$', '1-z', '1-z'],
    ['[\\d-z]', 'a', undefined],
    ['^[[:alpha:][:digit:]_]+$', 'aZ9_', 'aZ9_'],
    ['[[:^alpha:]]', 'abc', undefined],
    ['^[\\b]$', '\b', '\b'],
    ['^[\\Q]-\\E]+$', ']-', ']-'],
    ['^[\\x5c\\]]+$', '\\]', '\\]'],
    ['^[^\\x00-\\x7f]$', 'a', undefined],
    ['^[$.|(]+$', '$.|(', '$.|('],
  ],
  'flags reach to the end of their group': [
    ['a(?i)b|c', 'aC', 'C'],
    ['(?:a(?i)b)c', 'aBC', undefined],
    ['(?i:a)b', 'Ab', 'Ab'],
    ['(?i:a)b', 'AB', undefined],
    ['(?i)a(?-i)b', 'AB', undefined],
    ['(?i)[^a]', 'A', undefined],
    ['(?i)\\x41', 'a', 'a'],
    ['(?i)\xe9', '\xc9', undefined],
    ['(?-s).', '\n', undefined],
    ['(?-s:.)|.', '\n', '\n'],
    ['(?x) a b # text\n c', 'abc', 'abc'],
    ['(?x)[ a]', ' ', ' '],
    ['(?sm)^b.$', 'a\nb\n\nc', 'b\n'],
    ['(?^:a)b', 'AB', undefined, { caseInsensitive: true }],
    ['.', '\n', undefined, { dotAll: false }],
    ['a b', 'ab', 'ab', { extended: true }],
  ],
  'ends of the text are told from ends of lines': [
    ['a$', 'a\n', undefined],
    ['a$', 'a\n', 'a', { multiline: true }],
    ['a\\z', 'a\n', undefined, { multiline: true }],
    ['a\\Z', 'a\n', 'a'],
    ['a\\Z', 'a\n\n', undefined],
    ['^b', 'a\nb', undefined],
    ['^b', 'a\nb', 'b', { multiline: true }],
    ['\\Ab', 'a\nb', undefined, { multiline: true }],
    ['\\n^', 'a\n', undefined, { multiline: true }],
  ],
  'quantifiers that count, and braces that do not': [
    ['^a{2}$', 'aaa', undefined],
    ['a{2,}', 'aaaa', 'aaaa'],
    ['a{1,2}?', 'aa', 'a'],
    ['a{,2}', 'a{,2}', 'a{,2}'],
    ['a{x}', 'a{x}', 'a{x}'],
    ['x{0}y', 'xy', 'y'],
    ['\\Qa.b\\E+', 'a.bb', 'a.bb'],
    ['a(?#text)b', 'ab', 'ab'],
    ['^(?:a|)+b', 'aab', 'aab'],
  ],
};

for (const [promise, cases] of Object.entries(CASES)) {
  describe(promise, () => {
    test.each(cases.map((one) => ({ one, title: JSON.stringify(one) })))('$title', ({ one: [pattern, value, found, options] }) => {
      const matcher = compileMatcher(pattern, options);
      expect(matcher.captures(value)?.[0]).toBe(found);
      expect(matcher.test(value)).toBe(found !== undefined);
    });
  });
}

describe('what cannot be read is refused with its place', () => {
  test.each([
    ['ab(c', 2, 'not closed'],
    ['ab)c', 2, 'closes nothing'],
    ['a[b', 1, 'not closed'],
    ['*a', 0, 'nothing before'],
    ['(?:+)', 3, 'nothing before'],
    ['a**', 2, 'may not follow a quantifier'],
    ['a{3,1}', 1, 'out of order'],
    ['a{70000}', 1, 'at most'],
    ['[z-a]', 1, 'out of order'],
    ['[[:alfa:]]', 1, 'POSIX'],
    ['\\x{100}', 0, 'not one byte'],
    ['\\400', 0, 'not one byte'],
    ['\\y', 0, 'not supported'],
    ['\\pL', 0, 'not supported'],
    ['(?R)', 0, 'not supported'],
    ['(?|a)', 0, 'not supported'],
    ['(*SKIP)', 0, 'not supported'],
    ['(?<a>x)(?<a>y)', 7, 'Two groups'],
    ['(?P=a)', 0, 'no group named'],
    ['\\2(a)', 0, 'no group 2'],
    ['a\\', 2, 'ends too early'],
    ['\u0100', 0, 'byte strings'],
    [`${'('.repeat(300)}${')'.repeat(300)}`, 201, 'deep'],
  ])('%j', (pattern, offset, words) => {
    expect(() => parsePattern(pattern)).toThrow(PatternError);
    expect(() => parsePattern(pattern)).toThrow(words);
    expect(() => parsePattern(pattern)).toThrow(`at offset ${offset} `);
  });
});

test('random text is a pattern or a PatternError, never anything else', () => {
  const piece = fc.constantFrom(
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '?',
    '*',
    '+',
    '|',
    '\\',
    '^',
    '$',
    '-',
    ':',
    '=',
    '!',
    '<',
    '>',
    'P',
    'Q',
    'E',
    'a',
    '1',
    ',',
    '#',
  );
  const text = fc.oneof(
    fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join('')),
    fc.string({ unit: 'binary', maxLength: 24 }),
  );
  fc.assert(
    fc.property(text, (source) => {
      try {
        compileMatcher(source).find('ab(1)\n');
      } catch (error) {
        expect(error).toBeInstanceOf(PatternError);
      }
    }),
    { numRuns: 3_000 },
  );
});
