import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';

import { lint } from './lint.ts';
import type { LintResult } from './lint-result.ts';
import { loadRuleset } from './ruleset/load.ts';
import type { Ruleset } from './ruleset/ruleset.ts';

const FOLDER = join(import.meta.dirname, '../../test/lint');

/** What Spectral 6.16 (core 1.24, rule sets 1.23) said with all rules of spectral:oas. */
const VERDICTS = JSON.parse(readFileSync(join(FOLDER, 'verdicts.json'), 'utf8')) as Readonly<Record<string, readonly string[]>>;

/** Spectral loses the rest of a place behind a key that a URI has to encode; ours is the same verdict at the whole place. */
const CUT_SHORT = 'error oas2-valid-schema-example oas2.yaml:10:12-38:22 ["definitions"] "example" property must match format "date"';
const WHOLE = '["definitions","Odd {name}","example"] "example" property must match format "date"';

describe('verdicts of spectral:oas', () => {
  let ruleset: Ruleset | undefined;

  beforeAll(async () => {
    ({ ruleset } = await loadRuleset(join(FOLDER, 'all-rules.yaml')));
  });

  test.each(Object.entries(VERDICTS))('%s has those of Spectral, word for word, each at its place', async (name, recorded) => {
    if (!ruleset) throw new Error('the rule set does not load');
    const { results, problems } = await lint(join(FOLDER, name), ruleset);
    const ours = results.map(print);
    expect(problems).toEqual([]);
    expect(new Set(ours)).toEqual(new Set(recorded.filter((verdict) => verdict !== CUT_SHORT)));
    if (recorded.includes(CUT_SHORT)) expect(ours.some((verdict) => verdict.endsWith(WHOLE))).toBe(true);
  });
});

function print({ severity, code, file, path, message, range: { start, end } }: LintResult): string {
  const place = `${basename(file)}:${start.line}:${start.character}-${end.line}:${end.character}`;
  return `${severity} ${code} ${place} ${JSON.stringify(path)} ${message}`;
}
