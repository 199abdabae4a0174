import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { toPointer } from '@airside/domain/text';
import { beforeAll, describe, expect, test } from 'vitest';

import { lintText } from '../lint/lint.ts';
import { loadRuleset } from '../lint/ruleset/load.ts';
import type { Ruleset } from '../lint/ruleset/ruleset.ts';
import { familyOf } from '../lint/score/families.ts';
import { builtInRules, rulePage, rulePageName } from './rule-page.ts';
import { exampleDefinition } from './testing/example-definition.ts';

const RULES = builtInRules();
const FOLDER = join(import.meta.dirname, '../../rulesets');

const loaded = new Map<string, Ruleset>();

async function ruleset(name: string): Promise<Ruleset> {
  const known = loaded.get(name) ?? (await loadRuleset(name)).ruleset;
  if (known === undefined) throw new Error(`${name} cannot be loaded`);
  loaded.set(name, known);
  return known;
}

describe('the built-in rule sets', () => {
  test('have 71 rules of style in seven families, and the 32 rules of OWASP', () => {
    expect(RULES.filter((id) => id.startsWith('airside-'))).toHaveLength(71);
    expect(RULES.filter((id) => id.startsWith('owasp:'))).toHaveLength(32);
    expect(new Set(RULES.map(familyOf))).toEqual(
      new Set(['naming', 'versioning', 'errors', 'pagination', 'security', 'documentation', 'compatibility', 'owasp']),
    );
  });

  test('have one page for each rule, and no page more', () => {
    expect(readdirSync(join(FOLDER, 'pages')).toSorted()).toEqual(RULES.map((id) => `${rulePageName(id)}.yaml`).toSorted());
  });

  test('compile without a remark', async () => {
    for (const name of ['airside:recommended', 'airside:style-guide', 'airside:owasp-api', '@stoplight/spectral-owasp-ruleset']) {
      expect((await loadRuleset(name)).problems, name).toEqual([]);
    }
  });

  test.each(['3.0', '3.1', '2.0'] as const)('find nothing in the model of OpenAPI %s', async (model) => {
    const rules = await ruleset('airside:recommended');
    const { results } = await lintText(exampleDefinition({ model }, '{}'), rules);
    const remarks = results.map(({ code }) => code).filter((code) => code !== 'airside-versioning-openapi-current');
    // The small model of 2.0 says little: what is said of it is about what it leaves out.
    if (model !== '2.0') expect(remarks).toEqual([]);
  });

  test('name only functions of their own beside those of Spectral in the part that is meant for Spectral', () => {
    expect(readFileSync(join(FOLDER, 'style-guide-portable.yaml'), 'utf8')).not.toContain('\nfunctions:');
  });
});

describe.each(RULES)('%s', (id) => {
  const page = rulePage(id);
  let rules: Ruleset;
  beforeAll(async () => {
    rules = await ruleset(id.startsWith('owasp:') ? 'airside:owasp-api' : 'airside:style-guide');
  });

  test('has a page with a sentence, a reason and an example', () => {
    expect(page?.description).toMatch(/^([A-Z]|\d|x-).*\.$/);
    expect(page?.why.length).toBeGreaterThan(60);
    expect(page?.examples.length).toBeGreaterThan(0);
  });

  test.each(page?.examples ?? [])('reports the bad example at its place, and nothing else', async (example) => {
    const { results } = await lintText(exampleDefinition(example, example.bad), rules);
    const own = results.filter(({ code }) => !example.beside.includes(code));
    expect(own.map(({ code, path }) => `${code} ${toPointer(path)}`)).toEqual(example.reports.map((pointer) => `${id} ${pointer}`));
    expect(new Set(results.filter((result) => !own.includes(result)).map(({ code }) => code))).toEqual(new Set(example.beside));
  });

  test.each(page?.examples ?? [])('is silent about the good example', async (example) => {
    const { results } = await lintText(exampleDefinition(example, example.good), rules);
    expect(results.map(({ code }) => code).filter((code) => !example.beside.includes(code))).toEqual([]);
  });
});

test('there is no page of a rule that is not there', () => {
  for (const id of ['', 'airside', '__proto__', 'constructor', '../style-guide', 'owasp-api1-2023-no-numeric-ids'])
    expect(rulePage(id)).toBeUndefined();
});
