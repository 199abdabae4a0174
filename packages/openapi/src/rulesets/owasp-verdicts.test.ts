import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { toPointer } from '@airside/domain/text';
import { expect, test } from 'vitest';

import { lintText } from '../lint/lint.ts';
import { loadRuleset } from '../lint/ruleset/load.ts';

const FOLDER = join(import.meta.dirname, 'fixtures/owasp');
/** What Spectral 1.24 has said with @stoplight/spectral-owasp-ruleset 2.0.1, by file: rule and place. */
const VERDICTS = JSON.parse(readFileSync(join(FOLDER, 'verdicts.json'), 'utf8')) as Readonly<Record<string, readonly string[]>>;

test.each(Object.entries(VERDICTS))(
  'on %s, airside:owasp-api gives the verdicts of the rule set that it stands for',
  async (file, verdicts) => {
    const { ruleset } = await loadRuleset('airside:owasp-api');
    if (ruleset === undefined) throw new Error('the rule set cannot be loaded');
    const { results } = await lintText(readFileSync(join(FOLDER, file), 'utf8'), ruleset);
    expect(results.map(({ code, path }) => `${code} ${toPointer(path)}`).toSorted()).toEqual(verdicts);
  },
);

test('the recorded verdicts hold results of all 32 rules', async () => {
  const { ruleset } = await loadRuleset('airside:owasp-api');
  const said = new Set(Object.values(VERDICTS).flatMap((verdicts) => verdicts.map((verdict) => verdict.split(' ')[0])));
  expect(ruleset?.rules.map(({ name }) => name).filter((name) => !said.has(name))).toEqual([]);
});
