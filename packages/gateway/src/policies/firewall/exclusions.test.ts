import { createEngine, loadRules } from '@airside/seclang';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { exclusionsOn } from './exclusions.ts';
import { exclusionsByOperation } from './operation-exclusions.ts';
import { firewallOptions } from './options.ts';

const RULES = [11, 12, 13, 21, 22].map(
  (id) => `SecRule ARGS "@contains evil" "id:${id},phase:1,pass,tag:'family/${Math.floor(id / 10)}',tag:'rule.${id}'"`,
);
const ruleSet = loadRules([{ name: 'test.conf', text: `SecRuleEngine On\n${RULES.join('\n')}` }]);
const engine = createEngine(ruleSet);
const IDS = [11, 12, 13, 21, 22];

function matched(exclude: readonly object[], operation: string | undefined, uri: string): number[] {
  const exclusions = exclusionsOn(ruleSet, firewallOptions.parse({ exclude }).exclude, operation);
  const transaction = engine.transaction(exclusions === undefined ? {} : { exclusions });
  transaction.requestLine('GET', uri, 'HTTP/1.1');
  transaction.requestHeaders();
  return transaction.matchedRules.map(({ id }) => id);
}

test('exclusions leave out what they name, on the operations that they name, and nothing else', () => {
  const id = fc.constantFrom(...IDS);
  const entry = fc.record({
    rules: fc.array(
      fc.oneof(
        id,
        fc.tuple(id, id).map(([a, b]) => `${a}-${b}`),
      ),
      { maxLength: 2 },
    ),
    tags: fc.array(fc.constantFrom('family/1', 'family/2', 'rule.13', 'family', 'rule013'), { maxLength: 1 }),
    parameters: fc.array(fc.constantFrom('a', 'b'), { maxLength: 2 }),
    operations: fc.array(fc.constantFrom('one', 'two'), { maxLength: 1 }),
  });
  const entries = fc.array(
    entry.filter(({ rules, tags }) => rules.length + tags.length > 0),
    { maxLength: 3 },
  );
  fc.assert(
    fc.property(entries, fc.constantFrom('one', 'two', undefined), fc.constantFrom('a', 'b'), (exclude, operation, parameter) => {
      const expected = IDS.filter((rule) => {
        const tags = [`family/${Math.floor(rule / 10)}`, `rule.${rule}`];
        return !exclude.some(
          (each) =>
            (each.operations.length === 0 || each.operations.some((name) => name === operation)) &&
            (each.parameters.length === 0 || each.parameters.includes(parameter)) &&
            (each.tags.some((tag) => tags.includes(tag)) ||
              each.rules.some((range) => {
                const [first = 0, last = first] = String(range).split('-').map(Number);
                return rule >= first && rule <= last;
              })),
        );
      });
      expect(matched(exclude, operation, `/?${parameter}=evil`)).toEqual(expected);
    }),
  );
});

test('operations on which the same is left out share it', () => {
  const { exclude } = firewallOptions.parse({ exclude: [{ rules: [11] }, { rules: [12], operations: ['one'] }] });
  const [one, two, three] = ['one', 'two', undefined].map(exclusionsByOperation(ruleSet, exclude));
  expect(two).toBe(three);
  expect(one).not.toBe(two);
});

describe('options that are no exclusion are refused', () => {
  test.each([
    [{ rules: ['1"'] }],
    [{ rules: ['1', '1,ctl:ruleEngine=Off'] }],
    [{ tags: ['a,deny'] }],
    [{ tags: ['%{tx.a}'] }],
    [{ rules: [1], parameters: ['a"b'] }],
    [{ rules: [1], parameters: [''] }],
    [{ parameters: ['a'] }],
    [{ operations: ['a'] }],
    [{}],
  ])('%j', (exclude) => {
    expect(firewallOptions.safeParse({ exclude: [exclude] }).success).toBe(false);
  });
});
