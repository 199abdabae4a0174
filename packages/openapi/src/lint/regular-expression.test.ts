import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { isPlainlyLinear } from './plainly-linear.ts';
import { compileExpression } from './regular-expression.ts';

const TEXT = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '-', '\n'), maxLength: 12 });

describe('regular expressions of rule sets', () => {
  test.each([
    ['^(?!a)b*', ''],
    ['^(?=.*a)(?!.*b).+$', ''],
    ['^(?!.*(a|b)-)(?:a|b|-)*$', ''],
    ['(a|b)+c', ''],
    ['^a?b?c$', 'm'],
    ['^[ab]+$', 'i'],
    ['a.b', 's'],
    ['[\\p{L}]', ''],
    ['^a|c$', ''],
  ])('/%s/%s matches what the platform matches', (source, flags) => {
    const expression = compileExpression(source, flags);
    if ('problem' in expression) throw new Error(expression.problem);
    fc.assert(
      fc.property(TEXT, (text) => expression.test(text) === new RegExp(source, flags).test(text)),
      { numRuns: 200 },
    );
  });

  test.each(['(a+)+$', '^(a|a)*$', 'a*a*b', '.*-$', '(?<!a)b', '^(a?){20}$', 'a+$', '^a+|b+$', '(a)\\1', '^a*[ab]*$', '^a{1,500}b'])(
    'what may take more than linear time is not left to the platform: %s',
    (source) => {
      expect(isPlainlyLinear(source, '')).toBe(false);
    },
  );

  test.each(['eval\\(', '<script', '^[a-z]+$', '^/api', 'a{3}', '^(?:get|put)$', '^[A-Za-z0-9-._~]*$'])('%s is', (source) => {
    expect(isPlainlyLinear(source, '')).toBe(true);
  });

  test('matching takes time linear in the text', () => {
    for (const source of ['(a+)+$', '^(?!(a+)+$)', '(x+x+)+y']) {
      const expression = compileExpression(source);
      if ('problem' in expression) throw new Error(expression.problem);
      expression.test(`${'a'.repeat(50_000)}!`);
      expression.test('x'.repeat(50_000));
    }
  });

  test.each([
    ['a(?=b)', 'in the middle'],
    ['(a)\\1', 'refers back'],
    ['(', 'Unterminated group'],
    ['a'.repeat(20_000), 'longer than'],
  ])('refuses %s', (source, problem) => {
    expect(compileExpression(source)).toMatchObject({ problem: expect.stringContaining(problem) });
  });
});
