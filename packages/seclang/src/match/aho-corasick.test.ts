import fc from 'fast-check';
import { expect, test } from 'vitest';

import { AhoCorasick } from './aho-corasick.ts';
import { parsePattern } from './parse-pattern.ts';
import { requirements } from './requirements.ts';
import { pick, seeded } from './testing/random.ts';
import { readRulePatterns, readRulePhrases } from './testing/rule-patterns.ts';

test('every occurrence is reported at its end, without regard to the case of ASCII letters', () => {
  const found: [number, number][] = [];
  new AhoCorasick(['he', 'SHE', 'hers', 'his', 'he']).scan('uSHErs', (literal, end) => found.push([literal, end]));
  expect(found).toEqual(
    expect.arrayContaining([
      [1, 4],
      [0, 4],
      [4, 4],
      [2, 6],
    ]),
  );
  expect(found).toHaveLength(4);
});

test('letters above ASCII keep their case, and bytes of no literal match nothing', () => {
  expect(marked(['\xe9', 'a\0b'], '\xc9 A\0B')).toEqual([1]);
});

test('an empty literal is refused', () => {
  expect(() => new AhoCorasick(['a', ''])).toThrow('Literal 1 is empty');
});

test('no literals match nothing', () => {
  expect(marked([], 'abc')).toEqual([]);
});

test('both ways of scanning find exactly the literals that occur', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'A', 'c', '\xff', '-'), { minLength: 1, maxLength: 6 })
    .map((letters) => letters.join(''));
  const value = fc.array(fc.constantFrom('a', 'b', 'B', 'c', '\xff', '-', '!'), { maxLength: 60 }).map((letters) => letters.join(''));
  fc.assert(
    fc.property(fc.array(text, { maxLength: 40 }), value, (literals, input) => {
      const expected = literals.flatMap((literal, index) => (fold(input).includes(fold(literal)) ? [index] : []));
      expect(marked(literals, input)).toEqual(expected);
    }),
    { numRuns: 1_000 },
  );
});

test('deep states, kept in cells, find what shallow ones do', () => {
  const random = seeded(7);
  const word = () =>
    Array.from({ length: 3 + Math.floor(random() * 20) }, () => pick(random, Array.from('abcdefghijklmnopqrstuvwxyz0123456789/_.-'))).join(
      '',
    );
  const literals = Array.from({ length: 20_000 }, word);
  const automaton = new AhoCorasick(literals);
  expect(automaton.bytes).toBeLessThan(12_000_000);
  const value = Array.from({ length: 300 }, () => pick(random, literals).slice(Math.floor(random() * 3))).join('');
  const expected = literals.flatMap((literal, index) => (value.includes(literal) ? [index] : []));
  expect(marks(automaton, value)).toEqual(expected);
});

test('literals inside of literals cost no more than one visit each', () => {
  const literals = Array.from({ length: 200 }, (_, index) => 'a'.repeat(index + 1));
  expect(marks(new AhoCorasick(literals), 'a'.repeat(20_000))).toHaveLength(200);
});

const patterns = readRulePatterns();

test.skipIf(patterns.length === 0)('the literals of the Core Rule Set fit into 12 MB', () => {
  const texts = patterns.flatMap((pattern) => requirements(parsePattern(pattern)).literals.flat());
  const literals = [...new Set([...texts, ...readRulePhrases()])];
  expect(literals.length).toBeGreaterThan(6_000);
  expect(new AhoCorasick(literals).bytes).toBeLessThan(12_000_000);
});

/** The literals found, by `scanInto`, after making sure that `scan` finds the same. */
function marked(literals: readonly string[], value: string): number[] {
  const automaton = new AhoCorasick(literals);
  const seen = new Set<number>();
  automaton.scan(value, (literal, end) => {
    seen.add(literal);
    expect(fold(value.slice(0, end)).endsWith(fold(literals[literal] ?? '?'))).toBe(true);
  });
  const found = marks(automaton, value);
  expect(found).toEqual([...seen].toSorted((one, other) => one - other));
  return found;
}

function marks(automaton: AhoCorasick, value: string): number[] {
  const found = new Int32Array(automaton.size);
  const count = automaton.scanInto(value, found, new Uint8Array(automaton.size));
  return [...found.subarray(0, count)].toSorted((one, other) => one - other);
}

function fold(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}
