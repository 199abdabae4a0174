import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, test } from 'vitest';

import { compileMatcher, type Matcher } from './matcher.ts';
import { parsePattern } from './parse-pattern.ts';
import { PatternError } from './pattern-error.ts';
import { printPattern } from './testing/print-pattern.ts';

/** Pattern, value, and the captures expected. */
type Case = readonly [string, string, readonly (string | undefined)[] | undefined];

const CASES: Readonly<Record<string, readonly Case[]>> = {
  'the first match to begin wins, then the preferences of the pattern': [
    ['a|ab', 'xab', ['a']],
    ['(a|ab)(c|bcd)(d*)', 'abcd', ['abcd', 'a', 'bcd', '']],
    ['(a)|(b)', 'b', ['b', undefined, 'b']],
    ['a+?', 'aaa', ['a']],
    ['(a+?)(a*)', 'aaa', ['aaa', 'a', 'aa']],
    ['(?:(a)|b)*', 'ab', ['ab', 'a']],
    ['(a*)*', 'b', ['', '']],
    ['b|a*', 'ab', ['a']],
    ['\\bword\\b', 'sword word', ['word']],
    ['(?:a\\b.*|a)', 'ab', ['a']],
    ['(?<user>\\w+)@(?P<host>\\w+)', 'me@here', ['me@here', 'me', 'here']],
  ],
  'possessive and atomic parts give nothing back': [
    ['a*+a', 'aaa', undefined],
    ['^a++b', 'aab', ['aab']],
    ['a?+a', 'a', undefined],
    ['a{1,2}+a', 'aa', undefined],
    ['a{1,2}+a', 'aaa', ['aaa']],
    ['=\\s*+[^,]+', '= ,', undefined],
    ['=\\s*+[^,]+', '= x,', ['= x']],
    ['(?>a|ab)c', 'abc', undefined],
    ['(?>ab|a)(c)', 'xabc', ['abc', 'c']],
    ['(?>a+?)b', 'aab', ['ab']],
    ['(?:ab|a)++b', 'aab', undefined],
  ],
  'look-around is exact and consumes nothing': [
    ['<\\?(?!xml)', '<?xml <?php', ['<?']],
    ['<\\?(?!xml)', '<?xml', undefined],
    ['(?=\\w+;)(\\w)', 'a b; c', ['b', 'b']],
    ['(?<!&(?:[aeiou]uml|amp));', '&auml;&amp;', undefined],
    ['(?<!&(?:[aeiou]uml|amp));', '&auml;&xuml;', [';']],
    ['(?<=foo|b)ar', 'tar bar', ['ar']],
    ['(?<=\\bno )way', 'uno way', undefined],
    ['a(?![bc])', 'abaca', ['a']],
    ['(?<![a-z])x', 'ax-x', ['x']],
    ['(?=a(?!b))a.', 'abac', ['ac']],
  ],
  'a reference to a word compares whole words': [
    ['\\b(\\w+)\\b=\\b\\1\\b', 'x 1=1', ['1=1', '1']],
    ['\\b(\\w+)\\b=\\b\\1\\b', '1=12', undefined],
    ['\\b(\\w+)\\b=\\b\\1\\b', '21=1', undefined],
    ['(?i)\\b(\\w+)\\b=\\b\\1\\b', 'Ab=aB', ['Ab=aB', 'Ab']],
    ['\\b(\\w+)\\b=\\b\\1\\b', 'Ab=aB', undefined],
    ['\\b(\\w+)\\b\\s*<>\\s*(?!\\b\\1\\b)\\w+', 'a <> a', undefined],
    ['\\b(\\w+)\\b\\s*<>\\s*(?!\\b\\1\\b)\\w+', 'a <> ab', ['a <> ab', 'a']],
    ['\\b(\\w+)\\b not like (?:\\1|(x))', 'y not like x', ['y not like x', 'y', 'x']],
  ],
};

for (const [promise, cases] of Object.entries(CASES)) {
  test.each(cases.map((one) => ({ one, title: JSON.stringify(one) })))(`${promise}: $title`, ({ one: [pattern, value, captures] }) => {
    const matcher = compileMatcher(pattern);
    expect(matcher.captures(value)).toEqual(captures);
    expect(matcher.test(value)).toBe(captures !== undefined);
  });
}

describe('what cannot be exact in linear time is refused when it is compiled', () => {
  test.each([
    ['(a+)\\1', 'Back-references'],
    ['\\1\\b(\\w+)\\b', 'Back-references'],
    ['(?:\\b(\\w+)\\b)+\\1', 'Back-references'],
    ['\\b(\\w+)\\b.*\\1', 'Back-references'],
    ['\\b(\\w+)\\b(?:a b)*\\1', 'Back-references'],
    ['\\b(\\w+)\\b=\\b(\\w+)\\b \\1\\2', 'Back-references'],
    ['(?:a*)*(?=ab)', 'can match nothing'],
    ['(?<=(?>a|ab))c', 'look-behind'],
    ['(?:(?:a{1000}){1000}){10}', 'more than 200000 steps'],
    ['(?:(?:x{0,256}){0,256}){0,256}', 'more than 200000 steps'],
  ])('%s', (pattern, words) => {
    expect(() => compileMatcher(pattern)).toThrow(PatternError);
    expect(() => compileMatcher(pattern)).toThrow(words);
  });
});

/** Pieces of patterns whose combinations RE2 and this engine both accept. */
const regular = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('a', 'b', '[ab]', '[^a]', '.', '\\b', '\\B', '^', '$', ' '),
    fc.tuple(tie('node'), tie('node')).map(([one, other]) => one + other),
    fc.tuple(tie('node'), tie('node')).map(([one, other]) => `(${one}|${other})`),
    fc.tuple(tie('node'), fc.constantFrom('*', '+', '?', '*?', '+?', '??', '{1,3}', '{2}')).map(([one, count]) => `(?:${one})${count}`),
  ),
})).node;

const short = fc.array(fc.constantFrom('a', 'b', ' ', 'c'), { maxLength: 10 }).map((letters) => letters.join(''));

test('all machines find what RE2 finds', () => {
  fc.assert(
    fc.property(regular, fc.array(short, { minLength: 1, maxLength: 6 }), fc.nat(6), (pattern, values, stateBudget) => {
      const oracle = RE2JS.compile(printPattern(parsePattern(pattern).root));
      const matchers = [compileMatcher(pattern), compileMatcher(pattern, { cacheBytes: 500, stateBudget }), simulated(pattern)];
      for (const value of values) {
        const found = oracle.matcher(value);
        const expected = found.find() ? { start: found.start(), end: found.end() } : undefined;
        for (const matcher of matchers) {
          expect({ pattern, value, found: matcher.find(value) }).toEqual({ pattern, value, found: expected });
          expect({ pattern, value, found: matcher.test(value) }).toEqual({ pattern, value, found: expected !== undefined });
        }
      }
    }),
    { numRuns: 1_500 },
  );
});

test('values that make many states cost a simulation at most, and leave bounded tables', () => {
  const matcher = compileMatcher('[ab]*a[ab]{14}c', { cacheBytes: 4_096 });
  const value = noise(20_000);
  const once = cost(matcher, value);
  const twice = cost(matcher, value + noise(20_000));
  expect(twice).toBeLessThan(2.3 * once);
});

test.each(['<\\?(?!xml)', '(?<!&\\w{3});', '(?>a+b?)+c', '\\b(\\w+)\\b\\W*=\\W*\\b\\1\\b', '[a=]*+='])(
  '%s costs twice as much for values twice as long',
  (pattern) => {
    const matcher = compileMatcher(pattern);
    for (const unit of ['<?xml', ';', 'a', 'a=', 'a b = ', '&abc;', '=']) {
      const once = cost(matcher, unit.repeat(2_000));
      const twice = cost(matcher, unit.repeat(4_000));
      expect(twice, unit).toBeLessThan(2.3 * once + 2_000);
    }
  },
);

test('repeating nothing costs nothing, however often', () => {
  expect(compileMatcher('^(?:((?:){65535}){65535}){65535}$').find('')).toEqual({ start: 0, end: 0 });
});

test('characters above \\xff are taken for their lowest byte and break nothing', () => {
  expect(compileMatcher('a').test('\u0161')).toBe(true);
  expect(compileMatcher('[^a]').test('\u0161')).toBe(false);
});

function simulated(pattern: string): Matcher {
  return compileMatcher(pattern, { stateBudget: Number.NEGATIVE_INFINITY });
}

function cost(matcher: Matcher, value: string): number {
  const before = matcher.steps;
  matcher.test(value);
  return matcher.steps - before;
}

/** A fixed row of `a` and `b` without a pattern. */
function noise(length: number): string {
  let state = length;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 16) & 1 ? 'a' : 'b';
  }).join('');
}
