import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

import { insertExclusions } from './insert-exclusions.ts';

const ONE = { rules: [942100], parameters: ['order.note'], operations: ['createOrder'] };
const LINE = '{rules: [942100], parameters: [order.note], operations: [createOrder]}';

interface Parsed {
  readonly apis: {
    readonly shop: { readonly rest?: unknown; readonly policies: { readonly firewall: { readonly exclude: readonly unknown[] } } };
  };
  readonly end?: number;
}
const parsed = (text: string): Parsed => parse(text) as Parsed;
const exclude = (text: string) => parsed(text).apis.shop.policies.firewall.exclude;

describe('exclusions are added where they belong, and nothing else changes', () => {
  test.each([
    [
      'behind the entries that are there, whose comments stay',
      `apis:
  shop:
    policies:
      firewall:
        exclude: # against false alarms
          - rules: [1] # one
            parameters: [a]
          # last
    # of the API
    upstreams: [x]
# end
`,
      `apis:
  shop:
    policies:
      firewall:
        exclude: # against false alarms
          - rules: [1] # one
            parameters: [a]
          - ${LINE}
          # last
    # of the API
    upstreams: [x]
# end
`,
    ],
    [
      'behind the other options',
      `apis:
  shop:
    policies:
      firewall:
        crs: rules # the set

      contract: { mode: off }
`,
      `apis:
  shop:
    policies:
      firewall:
        crs: rules # the set
        exclude:
          - ${LINE}

      contract: { mode: off }
`,
    ],
    [
      'in a text without a last line end',
      'apis:\n  shop:\n    a: b',
      `apis:\n  shop:\n    a: b\n    policies:\n      firewall:\n        exclude:\n          - ${LINE}`,
    ],
    ['in braces', 'apis: { shop: { a: b } } # c\n', `apis: { shop: { a: b, policies: {firewall: {exclude: [${LINE}]}} } } # c\n`],
    [
      'in brackets',
      'apis: { shop: { policies: { firewall: { exclude: [ {rules: [1]} ] } } } }\n',
      `apis: { shop: { policies: { firewall: { exclude: [ {rules: [1]}, ${LINE} ] } } } }\n`,
    ],
    [
      'in empty brackets',
      'apis: { shop: { policies: { firewall: { exclude: [] } } } }\n',
      `apis: { shop: { policies: { firewall: { exclude: [${LINE}] } } } }\n`,
    ],
    [
      'for a key with nothing behind it',
      'apis:\n  shop:\n    policies:\n      firewall: # mine\n    a: b\n',
      `apis:\n  shop:\n    policies:\n      firewall: {exclude: [${LINE}]} # mine\n    a: b\n`,
    ],
  ])('%s', (_name, before, after) => {
    expect(insertExclusions(before, 'shop', [ONE])).toBe(after);
  });
});

test('what an API had from the defaults it keeps', () => {
  const before = 'defaults: { policies: { firewall: { exclude: [{ rules: [5] }] } } }\napis: { shop: { a: b } }\n';
  expect(exclude(insertExclusions(before, 'shop', [ONE]))).toEqual([{ rules: [5] }, ONE]);
});

test('what is there is not added again', () => {
  const before = 'apis: { shop: { a: b } }\n';
  const once = insertExclusions(before, 'shop', [ONE]);
  expect(insertExclusions(once, 'shop', [ONE])).toBe(once);
});

describe('where the place is shared or missing, the text is not touched', () => {
  test.each([
    ['an alias', 'x: &p { firewall: {} }\napis: { shop: { policies: *p } }\n'],
    ['an alias of the API', 'x: &p { a: b }\napis: { shop: *p }\n'],
    ['an anchor that others use', 'apis:\n  shop: { policies: { firewall: &f { crs: a } } }\n  other: { policies: { firewall: *f } }\n'],
    ['no such API', 'apis: { other: {} }\n'],
    ['a text in the place of a map', 'apis: { shop: { policies: no } }\n'],
    ['a list in the place of a map', 'apis: { shop: { policies: [] } }\n'],
  ])('%s', (_name, text) => {
    expect(() => insertExclusions(text, 'shop', [ONE])).toThrow(/apis\.shop|safe place|written out/);
  });
});

test('names that mean something in YAML are written so that they stay names', () => {
  const names = ['yes', 'null', '1', '*', 'a: b', '# c', '- d', "o'e", '{f', 'g,h', '', ' ', '\n', '@i', '%j', '!k'];
  const added = { rules: [1], operations: names };
  expect(exclude(insertExclusions('apis:\n  shop:\n    a: b\n', 'shop', [added]))).toEqual([added]);
});

test('whatever stands in the file stays, or an error says that there is no place', { timeout: 30_000 }, () => {
  const key = fc.constantFrom('firewall', 'contract', 'policies', 'exclude', 'crs', 'a');
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(null, 1, 'x', 'a # b'),
      fc.array(tie('tree'), { maxLength: 2 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 3 }),
    ),
  }));
  const comment = fc.constantFrom('', ' # c', '\n\n# d');
  fc.assert(
    fc.property(tree, tree, comment, (policies, rest, noise) => {
      const text = `apis:\n  shop:\n    policies: ${JSON.stringify(policies)}${noise}\n    rest: ${JSON.stringify(rest)}\nend: 1\n`;
      let after: string;
      try {
        after = insertExclusions(text, 'shop', [ONE]);
      } catch (error) {
        expect((error as Error).message).toMatch(/written out|safe place/);
        return;
      }
      const { apis, end } = parsed(after);
      expect(apis.shop.rest).toEqual(rest);
      expect(end).toBe(1);
      expect(apis.shop.policies.firewall.exclude.at(-1)).toEqual(ONE);
      expect(after).toContain(noise);
    }),
    { numRuns: 300 },
  );
});
