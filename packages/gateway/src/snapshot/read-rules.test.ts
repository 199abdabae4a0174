import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeEach, expect, test } from 'vitest';

import { loadConfigurationText } from './load.ts';
import { compileRules } from './rule-files.ts';

const directory = mkdtempSync(join(tmpdir(), 'airside-rules-'));
afterAll(() => rmSync(directory, { recursive: true }));
const write = (name: string, text: string) => writeFileSync(join(directory, name), text);

beforeEach(() => {
  mkdirSync(join(directory, 'rules'), { recursive: true });
  write('rules/one.conf', 'Include more.inc\nSecRule ARGS "@pmFromFile words.data" "id:1,phase:2,deny"\n');
  write('rules/more.inc', 'SecRule ARGS "@contains more" "id:2,phase:2,deny"\n');
  write('rules/words.data', 'evil\n');
});

const FIREWALL = "policies: { firewall: { rules: ['rules/*.conf'] } }";
const load = (second = FIREWALL) =>
  loadConfigurationText(
    `apis:\n  one: { upstreams: ['http://127.0.0.1:1'], ${FIREWALL} }\n  two: { upstreams: ['http://127.0.0.1:1'], path: /two, ${second} }\n`,
    join(directory, 'airside.yaml'),
    { environment: {} },
  );

test('two APIs with the same rules share one rule set, which is in the bundle once', async () => {
  const { bundle } = await load();
  expect(Object.keys(bundle?.ruleSets ?? {})).toHaveLength(1);
  expect(bundle?.firewall['one']).toBe(bundle?.firewall['two']);
  const own = await load('');
  expect(Object.keys(own.bundle?.ruleSets ?? {})).toHaveLength(2);
});

test('the bundle holds all that the rules rest on, as plain data: no file is needed to compile them', async () => {
  const { bundle, files } = await load();
  expect(files).toEqual(
    expect.arrayContaining(['rules/one.conf', 'rules/more.inc', 'rules/words.data', 'rules'].map((name) => join(directory, name))),
  );
  rmSync(join(directory, 'rules'), { recursive: true });
  const sent = structuredClone(bundle);
  const [rules] = Object.values(sent?.ruleSets ?? {});
  if (rules === undefined) throw new Error('there are no rules');
  expect(compileRules(JSON.parse(JSON.stringify(rules)) as typeof rules).ruleCount).toBe(8);
});

test('equal files have equal digests, and a change of any of them another', async () => {
  const digest = async () => (await load()).bundle?.firewall['one'];
  const before = await digest();
  expect(await digest()).toBe(before);
  for (const name of ['rules/one.conf', 'rules/more.inc', 'rules/words.data']) {
    write(name, `${name === 'rules/words.data' ? '' : '# '}changed\n`);
    expect(await digest(), name).not.toBe(before);
  }
});

test('a data file that is not there is an error in the line of the rule that names it', async () => {
  rmSync(join(directory, 'rules/words.data'));
  const { problems, bundle, files } = await load();
  expect(bundle).toBeUndefined();
  const errors = problems.filter(({ severity }) => severity === 'error');
  expect(errors).toContainEqual(expect.objectContaining({ file: join(directory, 'rules/one.conf'), line: 2 }));
  expect(files).toContain(join(directory, 'rules/words.data'));
});
