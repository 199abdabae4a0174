import { expect, test } from 'vitest';

import { compileOperator, expectMatches } from './testing/expect-matches.ts';

test('@rx captures the match and its groups, ten texts at most, and an empty one for a group that took no part', () => {
  expect(compileOperator('rx', 'a(b)(x)?(c)')('--abc--')).toEqual({ captures: ['abc', 'b', '', 'c'] });
  expect(compileOperator('rx', '(a)'.repeat(12))('a'.repeat(12))?.captures).toHaveLength(10);
  expect(compileOperator('rx', 'abc')('ABC')).toBeUndefined();
});

test('@rx knows the end of a line only when the rules ask for it', () => {
  expectMatches(compileOperator('rx', 'a$'), ['a', 'ba'], ['a\nb', 'a\n']);
});

test('@rx with a broken pattern is refused', () => {
  for (const pattern of ['(', 'a)', '[a', '*', '(a)\\1']) expect(() => compileOperator('rx', pattern), pattern).toThrow(Error);
});

test('@rxGlobal captures one match after the other, ten texts in all', () => {
  expect(compileOperator('rxGlobal', '(\\d)x')('1x 2x')).toEqual({ captures: ['1x', '1', '2x', '2'] });
  expect(compileOperator('rxGlobal', '\\d')('0123456789012345')?.captures).toEqual(Array.from('0123456789'));
  expect(compileOperator('rxGlobal', 'a*')('')).toEqual({ captures: [''] });
  expect(compileOperator('rxGlobal', 'x')('abc')).toBeUndefined();
});

test('@pm finds phrases in any case and captures the one that ends first, as the rule has it', () => {
  const evaluate = compileOperator('pm', 'Select union  from');
  expect(evaluate('x UNION SELECT')).toEqual({ captures: ['union'] });
  expectMatches(evaluate, ['select', 'xselectx'], ['', 'selec t', 'unio', 'fro']);
});

test('@pm reads bytes between vertical bars, also spaces, and leaves other bars', () => {
  expectMatches(compileOperator('pm', 'a|20 41|b'), ['a Ab', 'A aB'], ['a', 'ab', 'a|20 41|b']);
  expectMatches(compileOperator('pm', 'a|b |2 x|'), ['a|b', '|2'], ['a', '2']);
});

test('@pm leaves out quotation marks around all of its phrases', () => {
  expectMatches(compileOperator('pm', '"foo bar"'), ['foo', 'bar'], ['"']);
});

test('@pm without a phrase is refused', () => {
  for (const argument of ['', '  ', '""']) expect(() => compileOperator('pm', argument)).toThrow('@pm has no phrase');
});

test.each(['pmFromFile', 'pmf'])('@%s reads a phrase a line, with its spaces, and skips comments and empty lines', (name) => {
  const files = { 'a.data': '# comment\r\n\r\n  # more\nfoo bar\r\n x\n', 'b.data': '|41 0a|' };
  expectMatches(compileOperator(name, 'a.data b.data', files), ['FOO BAR', 'a x', 'a\n'], ['comment', 'foo', 'x', '\r', 'more']);
  expect(() => compileOperator(name, 'c.data', files)).toThrow('no file c.data');
  expect(() => compileOperator(name, 'a.data', { 'a.data': '# nothing' })).toThrow('has no phrase');
});

test('@detectSQLi captures the fingerprint, @detectXSS the value', () => {
  expect(compileOperator('detectSQLi', '')("1' or '1'='1")?.captures[0]).toMatch(/./);
  expect(compileOperator('detectXSS', '')('<script>alert(1)</script>')).toEqual({ captures: ['<script>alert(1)</script>'] });
  expectMatches(compileOperator('detectSQLi', ''), [], ['', 'hello world']);
  expectMatches(compileOperator('detectXSS', ''), [], ['', 'hello world']);
});
