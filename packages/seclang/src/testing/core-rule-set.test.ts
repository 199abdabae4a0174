import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';

import { findCoreRuleSet } from './core-rule-set.ts';

const root = mkdtempSync(join(tmpdir(), 'crs-'));
afterAll(() => rmSync(root, { recursive: true }));

function ruleSet(name: string, version: string, files: readonly string[] = ['crs-setup.conf']): string {
  const folder = join(root, name);
  mkdirSync(join(folder, 'rules'), { recursive: true });
  writeFileSync(join(folder, 'rules/REQUEST-901-INITIALIZATION.conf'), `# rules\nSecComponentSignature "OWASP_CRS/${version}"\n`);
  for (const file of files) writeFileSync(join(folder, file), '');
  return folder;
}

const named = ruleSet('named', '4.99.1');
const shared = ruleSet('shared/crs/4.28', '4.28.0');
mkdirSync(join(shared, 'tests'));

test('the folder that AIRSIDE_CRS names comes first, then the shared data', () => {
  const env = { AIRSIDE_CRS: named, AIRSIDE_SHARED: join(root, 'shared') };
  expect(findCoreRuleSet('', env)).toEqual({ folder: named, version: '4.99.1', tests: undefined });
  expect(findCoreRuleSet('', { AIRSIDE_SHARED: join(root, 'shared') })).toEqual({
    folder: shared,
    version: '4.28.0',
    tests: join(shared, 'tests'),
  });
});

test('a folder with another version is passed over', () => {
  const env = { AIRSIDE_CRS: named, AIRSIDE_SHARED: join(root, 'shared') };
  expect(findCoreRuleSet('4.28', env)?.folder).toBe(shared);
  expect(findCoreRuleSet('1.0', env)).toBeUndefined();
});

test.each([
  ['without a setup file', () => ruleSet('bare', '4.99.2', [])],
  ['that is not there', () => join(root, 'nowhere')],
  ['whose rules say no version', () => ruleSet('odd', '')],
])('a folder %s is none', (_name, make) => {
  expect(findCoreRuleSet('', { AIRSIDE_CRS: make(), AIRSIDE_SHARED: join(root, 'shared') })?.folder).toBe(shared);
});
