import { existsSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { loadSuite, type SuiteGroup } from '../../../test/json-schema-suite/load.ts';
import { SKIPS } from '../../../test/json-schema-suite/skips.ts';
import { isObject } from '../../json.ts';
import { SchemaCompiler } from './compiler.ts';

/**
 * The required cases of the JSON Schema Test Suite (github.com/json-schema-org/JSON-Schema-Test-Suite) for draft 2020-12, from the folder that
 * JSON_SCHEMA_TEST_SUITE names, else from Debian's package libtest-json-schema-acceptance-perl.
 */
const FOLDER = process.env['JSON_SCHEMA_TEST_SUITE'] ?? '/usr/share/perl5/auto/share/dist/Test-JSON-Schema-Acceptance/tests/draft2020-12';
const LEAST_ASKED = 850;

const isThere = existsSync(FOLDER);
if (!isThere) {
  process.emitWarning(
    `there is no JSON Schema Test Suite at ${FOLDER}: its cases are skipped; install libtest-json-schema-acceptance-perl, or name its folder in JSON_SCHEMA_TEST_SUITE`,
  );
}

function judge({ schema, tests }: SuiteGroup): readonly string[] {
  // References within the schema start at the document: the schema is the document, or lies in one where it is true or false.
  const [document, pointer] = isObject(schema) ? [{ ...schema, openapi: '3.1.0' }, ''] : [{ openapi: '3.1.0', schema }, '/schema'];
  const check = new SchemaCompiler(document, { closed: false }).check(pointer);
  return tests.flatMap(({ description, data, valid }) => {
    const wrong = check(data, JSON.stringify(data).length);
    return (wrong === undefined) === valid ? [] : [`${description}: ${wrong?.message ?? 'accepted'}`];
  });
}

const asked = (isThere ? loadSuite(FOLDER) : [])
  .map(({ file, groups }) => ({ file, groups: groups.filter((group) => !SKIPS.some(({ applies }) => applies(file, group))) }))
  .filter(({ groups }) => groups.length > 0);

describe.skipIf(!isThere)('draft 2020-12', () => {
  test.each(asked)('$file', ({ groups }) => {
    for (const group of groups) expect([group.description, judge(group)]).toEqual([group.description, []]);
  });

  test('most of it is asked', () => {
    expect(asked.flatMap(({ groups }) => groups.flatMap(({ tests }) => tests)).length).toBeGreaterThan(LEAST_ASKED);
  });
});
