import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { compilePattern } from './pattern.ts';

function matches(source: string, text: string): boolean {
  const pattern = compilePattern(source);
  if ('problem' in pattern) throw new Error(`${source}: ${pattern.problem}`);
  return pattern.test(text);
}

describe('a pattern refuses', () => {
  test.each([
    ['^.*$', 'a\rb: c'],
    ['^.*$', 'a\nb'],
    ['^.*$', 'a\u2028b'],
    ['^\\S+$', 'a\u00a0b'],
    ['^\\S+$', 'a\vb'],
    ['^[\\S]+$', 'a\ufeffb'],
    ['^[^\\s]+$', 'a\u3000b'],
    ['^[.]$', 'a'],
    ['^\\.$', 'a'],
    ['^\\p{Uppercase_Letter}$', 'a'],
    ['^\\P{Letter}$', 'é'],
    ['^(?!aws:).+', 'aws:x'],
    ['^(?=.*\\d)(?=.*[A-Z]).{4,}$', 'abc1'],
    ['^(?!.*(?:\\.\\.|/)).*$', 'a..b'],
    ['^[^\\uD83D\\uDE00]+$', '😀'],
    ['^[\\uD83D\\uDE00]$', '\ud83d'],
  ])('%s: %j', (source, text) => {
    expect(matches(source, text)).toBe(false);
  });
});

describe('a pattern accepts', () => {
  test.each([
    ['^\\s$', '\u2003'],
    ['^[\\s\\S]$', '\r'],
    ['^[^\\S]$', '\u00a0'],
    ['^\\p{Letter}+$', 'École'],
    ['^\\p{General_Category=Decimal_Number}$', '৪'],
    ['^\\p{Script=Greek}$', 'α'],
    ['^[\\b]$', '\b'],
    ['^(?!aws:).+', 'xaws:'],
    ['^(?=.*\\d)(?=.*[A-Z]).{4,}$', 'abC1'],
    ['^\\\\s$', '\\s'],
  ])('%s: %j', (source, text) => {
    expect(matches(source, text)).toBe(true);
  });
});

const atom = fc.constantFrom(
  ...[
    'a',
    '.',
    '\\s',
    '\\S',
    '\\d',
    '\\D',
    '\\w',
    '\\W',
    '[a-c]',
    '[^a]',
    '[\\s]',
    '[^\\s]',
    '[\\S]',
    '[^\\S]',
    '[\\s\\S]',
    '[.]',
    '[^.\\s]',
  ],
  ...[
    '\\.',
    '\\n',
    '\\r',
    '\\v',
    '\\u00a0',
    '\\x41',
    '\\/',
    '\\p{L}',
    '\\p{Letter}',
    '\\P{Lu}',
    '[\\p{Nd}_]',
    '\\p{Script=Greek}',
    '\\0',
    '[\\b]',
    '\\uD83D\\uDE00',
    '[^\\ud83d\\ude00]',
  ],
  ...['(?:a|b)', '(a)', '[\\]a]', '[\\[]', '[a\\-]'],
);
const term = fc.tuple(atom, fc.constantFrom('', '*', '+', '?', '{2}', '{1,3}', '*?')).map(([one, count]) => `${one}${count}`);
const plain = fc
  .tuple(fc.constantFrom('', '^', '\\b'), fc.array(term, { maxLength: 4 }), fc.constantFrom('', '$'))
  .map(([start, terms, end]) => `${start}${terms.join('')}${end}`);
const ahead = fc
  .tuple(fc.constantFrom('!', '='), fc.array(term, { minLength: 1, maxLength: 2 }))
  .map(([kind, terms]) => `(?${kind}${terms.join('')})`);
const source = fc.oneof(
  { weight: 3, arbitrary: plain },
  fc.tuple(fc.array(ahead, { minLength: 1, maxLength: 2 }), plain).map(([parts, rest]) => `^${parts.join('')}${rest.replace(/^\^/, '')}`),
);
const text = fc.string({
  unit: fc.constantFrom(...Array.from('abcA1_ \n\r\t\v\f\u00a0\u2028\ufeff\u3000éαΩ٣.[]-/\0\b😀\u0085\u180e\\')),
  maxLength: 5,
});

test('a pattern means what it means to ECMA-262', () => {
  fc.assert(
    fc.property(source, fc.array(text, { maxLength: 6 }), (pattern, texts) => {
      const oracle = new RegExp(pattern, 'u');
      for (const each of texts) expect([each, matches(pattern, each)]).toEqual([each, oracle.test(each)]);
    }),
    { numRuns: 2000 },
  );
});

test.each(['a(?!b)', '(?!a)b', '^a|(?!b)c', '^(?!a)b|c', '^(?!(?=a)b)c', '(?<=a)b', '^(?<!a)b', '^(?!a)*b', '(a)\\1', '^(?!a'])(
  '%s cannot be matched in linear time',
  (pattern) => {
    expect(compilePattern(pattern)).toHaveProperty('problem');
  },
);
