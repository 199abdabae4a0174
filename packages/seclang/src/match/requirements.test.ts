import { expect, test } from 'vitest';

import { fingerprint, HAS } from '../fingerprint.ts';
import { parsePattern } from './parse-pattern.ts';
import { excludedByShape, requirements } from './requirements.ts';

test.each<readonly [string, readonly (readonly string[])[]]>([
  ['(?i)<SCRIPT', [['<script']]],
  ['un(?:ion|der)\\s+sel', [['union', 'under'], ['sel']]],
  ['\\bexec\\b.*?\\(', [['exec'], ['(']]],
  ['(?:https?|ftp)://', [['http://', 'https://', 'ftp://']]],
  ['(?:ab+c|d{2}.x)', [['ab', 'dd']]],
  ['[<>]x{3}', [['<xxx', '>xxx']]],
  ['foo|.*', []],
  ['a?b?', []],
  ['(?!xml)php', [['php']]],
  ['(?:foo){2,}', [['foofoo']]],
  ['\\b(\\w+)\\b like \\1', [[' like ']]],
])('the literals of %s', (pattern, literals) => {
  const found = requirements(parsePattern(pattern)).literals;
  expect(found.map((list) => list.toSorted())).toEqual(literals.map((list) => list.toSorted()));
});

test('literals that nearly every value has are not asked for', () => {
  expect(requirements(parsePattern('a.*1.* ')).literals).toEqual([]);
});

test('alternatives that contain another one are found by it', () => {
  expect(requirements(parsePattern('(?:sleep|sleeping.)\\(?.*')).literals).toEqual([['sleep']]);
});

test('the shortest match is told', () => {
  expect(requirements(parsePattern('a{3}(?:bc|d)e?(?=xyz)')).minBytes).toBe(4);
});

test('kinds of bytes are asked for', () => {
  const { classes } = requirements(parsePattern('["\']\\s*=[\\d]{2}'));
  expect(classes).toContain(HAS.equals);
  expect(classes).toContain(HAS.digit);
  expect(classes).toContain(HAS.singleQuote | HAS.doubleQuote);
});

test('a value that is too short or lacks a kind of byte is excluded, others are not', () => {
  const required = requirements(parsePattern('\\d+%[a-z]'));
  const excluded = (value: string): boolean => excludedByShape(required, value, fingerprint(value));
  expect(['1%', 'a%bc', '12ab'].map(excluded)).toEqual([true, true, true]);
  expect(['1%a', '1%A', '%1a'].map(excluded)).toEqual([false, true, false]);
});

test('products of alternatives stay within bounds', () => {
  const { literals } = requirements(parsePattern('(?:a[bcdefg][bcdefg][bcdefg][bcdefg]x)'));
  expect(literals.flat().length).toBeLessThan(600);
});

test('deeply nested repetitions are analysed at once', () => {
  const pattern = `${'(?:'.repeat(60)}ab${'){2}'.repeat(60)}`;
  expect(requirements(parsePattern(pattern)).minBytes).toBeGreaterThan(1_000);
});
