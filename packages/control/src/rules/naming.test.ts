import fc from 'fast-check';
import { expect, test } from 'vitest';

import { compareVersions } from './compare-versions.ts';
import { nameOf, versionOf } from './naming.ts';
import { safePath } from './safe-path.ts';
import { RULE_SET_NAME, RULE_SET_VERSION } from './state.ts';

const contents = 'ab'.repeat(32);
const unnamed = (title: string, name?: string, version?: string) => ({ name, version, title, contents });

test.each([
  ['coreruleset-4.28.0', 'coreruleset', '4.28.0'],
  ['My_Rules v1.2', undefined, '1.2'],
  ['rules-v2.0-rc1', 'rules', '2.0-rc1'],
  ['own', 'own', 'abababababab'],
  ['4.28', undefined, '4.28'],
  ['', undefined, 'abababababab'],
])('what is called %j has the name %j and the version %j', (title, name, version) => {
  if (name === undefined) expect(() => nameOf(unnamed(title), undefined)).toThrow('does not say what it is called');
  else expect(nameOf(unnamed(title), undefined)).toBe(name);
  expect(versionOf(unnamed(title), undefined)).toBe(version);
});

test('what a rule set calls itself counts more than what its source is called, and what is asked for more than both', () => {
  expect(nameOf(unnamed('x-1.0', 'crs', '4.28.0'), undefined)).toBe('crs');
  expect(versionOf(unnamed('x-1.0', 'crs', '4.28.0'), undefined)).toBe('4.28.0');
  expect(nameOf(unnamed('x-1.0', 'crs', '4.28.0'), 'ours')).toBe('ours');
  expect(versionOf(unnamed('x-1.0', 'crs', '4.28.0'), '1')).toBe('1');
});

test.each(['', '.', '..', '../x', 'a/b', 'A', 'a b', 'a.b', 'state.json', '.staging-x', '-a', 'a'.repeat(64), 'ä'])(
  '%j is no name of a rule set',
  (name) => {
    expect(() => nameOf(unnamed('x'), name)).toThrow('is no name of a rule set');
  },
);

test.each(['', '.', '..', '../1', '1/2', 'A', '1 2', '.1', '-1', '1'.repeat(64)])('%j is no version', (version) => {
  expect(() => versionOf(unnamed('x'), version)).toThrow('is no version');
});

test('whatever a rule set says of itself, its name and version are parts of a path that lead nowhere else', () => {
  const word = fc.oneof(fc.string(), fc.constantFrom('..', 'a/../b', '1.0/../../x', 'C:\\x', 'x-1.0\0'));
  fc.assert(
    fc.property(word, fc.option(word, { nil: undefined }), fc.option(word, { nil: undefined }), (title, name, version) => {
      const found = versionOf({ title, name, version, contents }, undefined);
      expect(found).toMatch(RULE_SET_VERSION);
      expect(safePath(found)).toBe(found);
      try {
        expect(nameOf({ title, name, version, contents }, undefined)).toMatch(RULE_SET_NAME);
      } catch (error) {
        expect((error as Error).message).toContain('does not say what it is called');
      }
    }),
  );
});

test.each([
  ['4.28.0', '4.29.0', -1],
  ['4.9.0', '4.10.0', -1],
  ['4.28', '4.28.0', 0],
  ['4.28.1', '4.28', 1],
  ['4.29.0-dev', '4.29.0', -1],
  ['4.29.0', '4.29.0+1a2b', 0],
  ['abc', '4.0', 0],
])('%s against %s is %d', (a, b, order) => {
  expect(compareVersions(a, b)).toBe(order);
  expect(compareVersions(b, a) + order).toBe(0);
});
