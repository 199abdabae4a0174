import fc from 'fast-check';
import { RE2JS } from 're2js';
import { expect, test } from 'vitest';

import { simplePattern } from './simple-pattern.ts';

test.each([
  '^[A-Z]{3}-[0-9]+$',
  '^[a-z0-9_-]{1,63}$',
  '^\\d{4}-\\d{2}-\\d{2}$',
  '^\\+?[1-9]\\d{1,14}$',
  '^$',
  '^a{0,3}b*c?$',
  '^\\w+\\.\\w+$',
  '^[\\d.-]+$',
])('%s is simple', (source) => {
  expect(simplePattern(source)).toBeDefined();
});

test.each([
  'abc',
  '^abc',
  'abc$',
  '^a|b$',
  '^(a)$',
  '^[^a]$',
  '^.$',
  '^\\s$',
  '^\\u0041$',
  '^\\bx$',
  '^[A-Z]+[A-C]$',
  '^a*b?a$',
  '^a{2,1}$',
  '^a+?$',
  '^a++$',
  '^[z-a]$',
  '^é$',
  '^[é]$',
  '^a\\$',
  '^[]$',
  '^[a$',
  '^a{1001}$',
  '^a{,2}$',
])('%s is not', (source) => {
  expect(simplePattern(source)).toBeUndefined();
});

const atom = fc.constantFrom('a', 'b', '-', '[ab]', '[a-c]', '[b-d0-2]', '\\d', '\\w', '\\.', '[\\d-]', '[.-]', '[a\\]b]', '[+--]');
const quantifier = fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,3}', '{2,}', '{0}');
const pattern = fc.array(fc.tuple(atom, quantifier), { maxLength: 4 }).map((parts) => `^${parts.flat().join('')}$`);
const text = fc.string({
  unit: fc.constantFrom('a', 'b', 'c', 'd', '0', '1', '-', '.', ']', '+', ',', '_', 'é', '\n', '\u{1F600}'),
  maxLength: 8,
});

test('it answers as ECMA-262 and as the engine for all patterns', () => {
  let answered = 0;
  fc.assert(
    fc.property(pattern, fc.array(text, { minLength: 5, maxLength: 5 }), (source, texts) => {
      const simple = simplePattern(source);
      if (simple === undefined) return;
      const engine = RE2JS.compile(RE2JS.translateRegExp(source));
      for (const sample of texts) {
        const answer = simple(sample);
        if (answer === undefined) continue;
        answered += 1;
        expect([source, sample, answer]).toEqual([source, sample, new RegExp(source, 'u').test(sample)]);
        expect(answer).toBe(engine.test(sample));
      }
    }),
    { numRuns: 1000 },
  );
  expect(answered).toBeGreaterThan(1000);
});
