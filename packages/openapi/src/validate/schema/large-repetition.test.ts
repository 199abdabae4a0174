import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { largeRepetition } from './large-repetition.ts';
import { compilePattern } from './pattern.ts';

function matches(source: string, text: string): boolean {
  const pattern = compilePattern(source);
  if ('problem' in pattern) throw new Error(`${source}: ${pattern.problem}`);
  return pattern.test(text);
}

describe('a pattern that counts beyond a thousand', () => {
  test.each<[string, string, boolean]>([
    ['^[a-z]{1,4096}$', 'a'.repeat(4096), true],
    ['^[a-z]{1,4096}$', 'a'.repeat(4097), false],
    ['^[a-z]{1,4096}$', '', false],
    ['^[A-Z][a-z]{0,2048}$', `A${'a'.repeat(2048)}`, true],
    ['^[A-Z][a-z]{0,2048}$', `A${'a'.repeat(2049)}`, false],
    ['^x{2}.{0,1024}\\.md$', `xx${'💩'.repeat(1024)}.md`, true],
    ['^x{2}.{0,1024}\\.md$', `xx${'💩'.repeat(1025)}.md`, false],
    ['^.{0,1024}$', 'a\nb', false],
    ['\\S{1,8192}', ` ${'a'.repeat(9000)} `, true],
    ['\\S{1,8192}', ' \u00a0 ', false],
  ])('%s', (source, text, expected) => {
    expect(matches(source, text)).toBe(expected);
    expect(new RegExp(source, 'u').test(text)).toBe(expected);
  });

  test.each([
    ['^[a-z]{1,4096}', 'nothing ties it to the end'],
    ['^a?b{1,4096}$', 'something else is of no fixed length'],
    ['^a{1,2}b{1,4096}$', 'something else is of no fixed length'],
    ['^(?:ab){1,4096}$', 'a group is repeated'],
    ['^a{1,4096}|b$', 'there are alternatives'],
    ['^a{1,4096}b{1,4096}$', 'there are two'],
    ['^a{1001,4096}$', 'it has to be there too often'],
    ['^a{1,4096}?$', 'it is not greedy'],
  ])('%s is not taken apart, since %s', (source) => {
    expect(largeRepetition(source)).toBeUndefined();
  });
});

test('what is taken apart means the same', () => {
  const atom = fc.constantFrom('a', '[ab]', '\\w', '.', '[^a]', '\\.', 'é', '\\p{L}', '\\uD83D\\uDCA9');
  const fixed = fc
    .array(
      fc.tuple(atom, fc.constantFrom('', '{2}')).map(([one, count]) => `${one}${count}`),
      { maxLength: 2 },
    )
    .map((all) => all.join(''));
  const source = fc.tuple(fixed, atom, fc.nat(3), fixed).map(([before, one, least, after]) => `^${before}${one}{${least},1500}${after}$`);
  const text = fc
    .tuple(fc.string({ unit: fc.constantFrom('a', 'b', 'é', '.', '💩', '\n'), maxLength: 6 }), fc.constantFrom(0, 1490, 1500, 1510))
    .map(([some, times]) => some + 'a'.repeat(times));
  fc.assert(
    fc.property(source, text, (pattern, sample) => matches(pattern, sample) === new RegExp(pattern, 'u').test(sample)),
    { numRuns: 300 },
  );
});
