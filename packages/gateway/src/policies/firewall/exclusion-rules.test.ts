import { loadRules } from '@airside/seclang';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { exclusionRules } from './exclusion-rules.ts';
import { firewallOptions } from './options.ts';

const exclusion = fc.record({
  rules: fc.array(fc.oneof(fc.integer({ min: 1, max: 1e9 }), fc.stringMatching(/^\d{1,6}-\d{1,6}$/)), { minLength: 1, maxLength: 3 }),
  tags: fc.array(fc.stringMatching(/^[A-Za-z0-9_./-]{1,20}$/), { maxLength: 2 }),
  parameters: fc.array(
    fc.oneof(fc.stringMatching(/^[A-Za-z0-9_.[\]-]{1,20}$/), fc.stringMatching(/^([a-z[\]_-]{1,4}|\*)(\.([a-z]{1,4}|\*)){0,3}$/)),
    {
      maxLength: 2,
    },
  ),
  headers: fc.array(fc.stringMatching(/^[A-Za-z0-9!#$&^_.~-]{1,20}$/), { maxLength: 2 }),
  cookies: fc.array(fc.stringMatching(/^[A-Za-z0-9!#$&^_.~-]{1,20}$/), { maxLength: 2 }),
  path: fc.boolean(),
  operations: fc.array(fc.string({ minLength: 1, maxLength: 30, unit: 'binary' }), { maxLength: 2 }),
});

test('whatever an exclusion names, the rules made of it can be loaded and stay what they are', { timeout: 30_000 }, () => {
  fc.assert(
    fc.property(fc.array(exclusion, { minLength: 1, maxLength: 3 }), (exclude) => {
      const options = firewallOptions.parse({ exclude });
      const expected = options.exclude.reduce((sum, { operations }) => sum + Math.max(1, operations.length), 0);
      expect(loadRules([exclusionRules(options.exclude)]).ruleCount).toBe(expected);
    }),
    { numRuns: 100 },
  );
});

test.each([
  [{ rules: ['1"'] }],
  [{ rules: ['1', '1,ctl:ruleEngine=Off'] }],
  [{ tags: ['a,deny'] }],
  [{ tags: ['%{tx.a}'] }],
  [{ rules: [1], parameters: ['a"b'] }],
  [{ rules: [1], parameters: ['a,ctl:ruleEngine=Off'] }],
  [{ rules: [1], parameters: ['a*'] }],
  [{ rules: [1], parameters: ['/a/'] }],
  [{ rules: [1], headers: ['a,deny'] }],
  [{ rules: [1], headers: ['/.*/'] }],
  [{ rules: [1], cookies: ["a'"] }],
  [{ rules: [1], path: 'yes' }],
  [{ parameters: ['a'] }],
  [{ headers: ['a'] }],
  [{}],
])('%j is refused', (exclude) => {
  expect(firewallOptions.safeParse({ exclude: [exclude] }).success).toBe(false);
});
