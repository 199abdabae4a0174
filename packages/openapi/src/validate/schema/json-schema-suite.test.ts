import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { differences } from '../../../test/json-schema-suite/judge.ts';
import { KNOWN_DIFFERENCES } from '../../../test/json-schema-suite/known-differences.ts';
import { loadSuite } from '../../../test/json-schema-suite/load.ts';
import type { Reading } from './transform.ts';

/**
 * The JSON Schema Test Suite (github.com/json-schema-org/JSON-Schema-Test-Suite) for draft 2020-12, from the folder that JSON_SCHEMA_TEST_SUITE names, else
 * from Debian's package libtest-json-schema-acceptance-perl.
 */
const FOLDER = process.env['JSON_SCHEMA_TEST_SUITE'] ?? '/usr/share/perl5/auto/share/dist/Test-JSON-Schema-Acceptance/tests/draft2020-12';
const REMOTES = join(FOLDER, '../../remotes');
const LEAST_CASES = 1000;

const isThere = existsSync(FOLDER);
if (!isThere) {
  process.emitWarning(
    `there is no JSON Schema Test Suite at ${FOLDER}: its cases are skipped; install libtest-json-schema-acceptance-perl, or name its folder in JSON_SCHEMA_TEST_SUITE`,
  );
}

/** `format` and `contentEncoding` are checked where nothing is said; the required cases on them take both for annotations. */
const READINGS: Readonly<Record<string, Reading>> = {
  'format.json': { closed: false, formats: 'annotate' },
  'content.json': { closed: false, formats: 'annotate' },
};

const required = isThere ? loadSuite(FOLDER) : [];

describe.skipIf(!isThere)('all required cases of draft 2020-12 are decided as the suite says', () => {
  test.each(required)('$file', async ({ file, groups }) => {
    for (const group of groups) {
      const wrong = await differences(group, READINGS[file] ?? { closed: false }, REMOTES);
      expect([group.description, wrong]).toEqual([group.description, []]);
    }
  });

  test('the suite is all there', () => {
    expect(required.flatMap(({ groups }) => groups.flatMap(({ tests }) => tests)).length).toBeGreaterThan(LEAST_CASES);
  });
});

const optional = ['optional', 'optional/format'].flatMap((folder) =>
  (isThere ? loadSuite(join(FOLDER, folder)) : []).map(({ file, groups }) => ({
    file: join(folder, file).slice('optional/'.length),
    groups,
  })),
);

describe.skipIf(!isThere)('optional cases of draft 2020-12', () => {
  test.each(optional)('$file', async ({ file, groups }) => {
    const wrong = await Promise.all(groups.map((group) => differences(group, { closed: false }, REMOTES)));
    const isKnown = Object.hasOwn(KNOWN_DIFFERENCES, file);
    expect(isKnown ? wrong.flat().length > 0 : wrong.flat()).toEqual(isKnown ? true : []);
  });
});
