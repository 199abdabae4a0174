import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { loadSuite, type SuiteGroup } from '../../../test/json-schema-suite/load.ts';
import { ASKED, readSchema } from '../../../test/json-schema-suite/read.ts';
import { SKIPS, withoutProto } from '../../../test/json-schema-suite/skips.ts';
import { SchemaCompiler } from './compiler.ts';

/**
 * The required cases of the JSON Schema Test Suite (github.com/json-schema-org/JSON-Schema-Test-Suite) for draft 2020-12, from the folder that
 * JSON_SCHEMA_TEST_SUITE names, else from Debian's package libtest-json-schema-acceptance-perl.
 */
const FOLDER = process.env['JSON_SCHEMA_TEST_SUITE'] ?? '/usr/share/perl5/auto/share/dist/Test-JSON-Schema-Acceptance/tests/draft2020-12';
const LEAST_ASKED = 1000;

const isThere = existsSync(FOLDER);
if (!isThere) {
  process.emitWarning(
    `there is no JSON Schema Test Suite at ${FOLDER}: its cases are skipped; install libtest-json-schema-acceptance-perl, or name its folder in JSON_SCHEMA_TEST_SUITE`,
  );
}

async function judge({ schema, tests }: SuiteGroup): Promise<readonly string[]> {
  const document = await readSchema(schema, join(FOLDER, '../../remotes'));
  const check = new SchemaCompiler(document, { closed: false }).check(ASKED);
  return tests.flatMap(({ description, data, valid }) => {
    const wrong = check(data, JSON.stringify(data).length);
    return (wrong === undefined) === valid ? [] : [`${description}: ${wrong?.message ?? 'accepted'}`];
  });
}

const asked = (isThere ? loadSuite(FOLDER) : [])
  .map(({ file, groups }) => ({
    file,
    groups: groups.filter((group) => !SKIPS.some(({ applies }) => applies(file, group))).map(withoutProto),
  }))
  .filter(({ groups }) => groups.length > 0);

describe.skipIf(!isThere)('draft 2020-12', () => {
  test.each(asked)('$file', async ({ groups }) => {
    for (const group of groups) expect([group.description, await judge(group)]).toEqual([group.description, []]);
  });

  test('most of it is asked', () => {
    expect(asked.flatMap(({ groups }) => groups.flatMap(({ tests }) => tests)).length).toBeGreaterThan(LEAST_ASKED);
  });
});
