import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { coreRuleSetForTests } from '@airside/seclang/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { compareRules } from './compare-rules.ts';
import { examineRuleSet } from './examine-rule-set.ts';

const crs = coreRuleSetForTests('4');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'airside-examine [x] '));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The rule set of one file, and others beside it. */
function ruleSet(rules: string, files: Readonly<Record<string, string>> = {}) {
  for (const [name, content] of Object.entries({ 'crs-setup.conf': '', 'rules/one.conf': rules, ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return examineRuleSet(folder, () => undefined);
}
const changed = (before: string, after: string) => compareRules(ruleSet(before).rules, ruleSet(after).rules).changed;
const rule = (id: number, word: string, more = '') => `SecRule ARGS "@contains ${word}" \\\n  "id:${id},phase:2,deny,t:none${more}"\n`;

test.skipIf(crs === undefined)('the Core Rule Set says what it is called, and which version it is', { timeout: 60_000 }, () => {
  const { name, version, ruleCount, rules } = examineRuleSet(crs?.folder ?? '');
  expect({ name, version: version?.split('.')[0] }).toEqual({ name: 'crs', version: '4' });
  expect(ruleCount).toBeGreaterThan(600);
  expect(rules.size).toBe(ruleCount);
});

test('rules of the firewall itself are not counted', () => {
  expect(ruleSet(rule(1, 'a')).ruleCount).toBe(1);
});

test('comments, white space at the edges, the version and directives between rules are no change of a rule', () => {
  const before = rule(1, 'a', ",ver:'x/1.0'") + rule(2, 'b');
  const after = `# new\n${rule(1, 'a', ",ver:'x/1.1'").replaceAll('\n  ', '\n\t')}\n# new\nSecMarker END\n${rule(2, 'b')}`;
  expect(changed(before, after)).toEqual([]);
});

test.each([
  ['its operator', rule(1, 'a') + rule(2, 'b'), rule(1, 'a') + rule(2, 'c'), [2]],
  ['its actions', rule(1, 'a') + rule(2, 'b'), rule(1, 'a', ",msg:'m'") + rule(2, 'b'), [1]],
  [
    'a rule that is chained to it',
    `${rule(1, 'a', ',chain')}SecRule ARGS "@contains x" "t:none"\n${rule(2, 'b')}`,
    `${rule(1, 'a', ',chain')}SecRule ARGS "@contains y" "t:none"\n${rule(2, 'b')}`,
    [1],
  ],
])('a change of a rule is a change of %s', (_what, before, after, ids) => {
  expect(changed(before, after)).toEqual(ids);
});

test('a change of a data file is a change of the rules that name it', () => {
  const rules = `SecRule ARGS "@pmFromFile words.data" "id:1,phase:2,deny"\n${rule(2, 'b')}`;
  const before = ruleSet(rules, { 'rules/words.data': 'a' }).rules;
  expect(compareRules(before, ruleSet(rules, { 'rules/words.data': 'b' }).rules)).toEqual({ added: [], removed: [], changed: [1] });
});

test('rules are compared by their ids, wherever they stand', () => {
  const before = ruleSet(rule(10, 'a') + rule(9, 'b')).rules;
  const after = ruleSet(rule(9, 'b') + rule(11, 'c') + rule(2, 'd')).rules;
  expect(compareRules(before, after)).toEqual({ added: [2, 11], removed: [10], changed: [] });
});

test.each(['/etc/hostname', '../../secret', 'x/../../../secret', '../../*'])(
  'a rule set does not read what lies outside of it: %s',
  (path) => {
    const said: string[] = [];
    writeFileSync(join(folder, 'crs-setup.conf'), '');
    mkdirSync(join(folder, 'rules'));
    writeFileSync(join(folder, 'rules/one.conf'), `IncludeOptional ${path}\nSecRule ARGS "@pmFromFile ${path}" "id:1,phase:2,deny"\n`);
    expect(() => examineRuleSet(folder, (line) => said.push(line))).toThrow('the rule set cannot be loaded (2 problems)');
    for (const line of said) expect(line).toContain('it lies outside of the rule set');
    expect(said.join()).not.toContain(folder);
  },
);

test('what is said of a rule set does not drive the terminal', () => {
  const said: string[] = [];
  writeFileSync(join(folder, 'crs-setup.conf'), '');
  mkdirSync(join(folder, 'rules'));
  writeFileSync(join(folder, 'rules/one.conf'), 'SecRule ARGS "@rx (\u001b[2J" "id:1,phase:2,deny"\nSec\u001b[2J x\n');
  expect(() => examineRuleSet(folder, (line) => said.push(line))).toThrow('cannot be loaded');
  expect(said.join()).toContain('\\u001b[2J');
  expect(said.join()).not.toContain('\u001b');
});
