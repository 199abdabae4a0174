import { expect, test } from 'vitest';

import { compileOperator, expectMatches } from './testing/expect-matches.ts';

test('@beginsWith compares the start, byte for byte', () => {
  expectMatches(compileOperator('beginsWith', '/api'), ['/api', '/api/x'], ['', '/ap', 'x/api', '/API']);
});

test('@endsWith compares the end, byte for byte', () => {
  expectMatches(compileOperator('endsWith', '.php'), ['.php', 'x.php'], ['', 'php', '.php ', '.PHP']);
});

test.each(['contains', 'strmatch'])('@%s finds a text anywhere, byte for byte', (name) => {
  expectMatches(compileOperator(name, 'a.b'), ['a.b', 'xa.by'], ['', 'axb', 'A.B']);
});

test('@streq compares the whole value, NUL bytes with it', () => {
  expectMatches(compileOperator('streq', 'GET'), ['GET'], ['', 'get', 'GET ', 'GET\0', 'GE']);
});

test('@within finds the value in the text; an empty value is in every text', () => {
  expectMatches(compileOperator('within', '|GET| |POST|'), ['', '|GET|', '|'], ['|PUT|', '|get|', '|GET| |POST| ', '|GET|\0']);
});

test('@containsWord finds a text that no letters surround', () => {
  expectMatches(
    compileOperator('containsWord', 'cat'),
    ['cat', 'cat!', 'a cat', '1cat2', 'catcat cat', '\xe9cat'],
    ['', 'cats', 'acat', 'concat', 'Cat'],
  );
});

test('@containsWord looks behind occurrences that overlap', () => {
  expectMatches(compileOperator('containsWord', 'a-a'), ['xa-a-a'], ['xa-ax']);
});

test('@containsWord without a word matches everything', () => {
  expectMatches(compileOperator('containsWord', ''), ['', 'x'], []);
});

test('@unconditionalMatch always matches, @noMatch never', () => {
  expectMatches(compileOperator('unconditionalMatch', ''), ['', 'x'], []);
  expectMatches(compileOperator('noMatch', ''), [], ['', 'x']);
});

test('comparisons of text capture nothing', () => {
  expect(compileOperator('contains', 'a')('abc')).toEqual({ captures: [] });
});
