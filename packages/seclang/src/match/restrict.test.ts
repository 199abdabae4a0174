import fc from 'fast-check';
import { expect, test } from 'vitest';

import { ByteSet } from './byte-set.ts';
import { necessities } from './necessities.ts';
import { parsePattern } from './parse-pattern.ts';
import { restrict } from './restrict.ts';

const QUOTES = ByteSet.of('"\'\\');

const literalsOf = (pattern: string): readonly (readonly string[])[] | undefined => {
  const tree = restrict(parsePattern(pattern).root, QUOTES);
  return tree && necessities(tree).literals;
};

test.each<readonly [string, readonly (readonly string[])[] | undefined]>([
  ['b["\']*u\\\\?s', [['bus']]],
  ['(?:curl|"x")', [['curl']]],
  ['(?:"x"|\')', undefined],
  ['a"{2,}', undefined],
  ['(?>c["]*d)', [['cd']]],
  ['ab(?!")', [['ab']]],
  ['ab(?=")', [['ab']]],
])('%s without quotes', (pattern, literals) => {
  expect(literalsOf(pattern)).toEqual(literals);
});

test('values without the bytes match as before or are let through', () => {
  const parts = fc.constantFrom('a', 'b', '"', "['b]", '(?:a|")', '(?:ab|"a)', 'a"?', '(?:"b)*', '[^a]', '(?=b)', '(?<!")', '\\b');
  fc.assert(
    fc.property(
      fc.array(parts, { minLength: 1, maxLength: 6 }),
      fc.array(fc.constantFrom('a', 'b', ' '), { maxLength: 8 }),
      (all, value) => {
        const pattern = all.join('');
        const text = value.join('');
        if (!new RegExp(pattern).test(text)) return;
        const tree = restrict(parsePattern(pattern).root, QUOTES);
        expect(tree).toBeDefined();
        if (tree === undefined) return;
        const { minBytes, literals } = necessities(tree);
        expect(text.length).toBeGreaterThanOrEqual(minBytes);
        for (const list of literals) expect(list.some((literal) => text.includes(literal))).toBe(true);
      },
    ),
    { numRuns: 2000 },
  );
});
