import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, test } from 'vitest';

import { loadSuite, type SuiteGroup } from '../../../test/json-schema-suite/load.ts';
import { DRAFT_4_SKIPS, SKIPS, type Skip } from '../../../test/json-schema-suite/skips.ts';
import { isObject } from '../../json.ts';
import { SchemaCompiler } from './compiler.ts';

/**
 * The required cases of the JSON Schema Test Suite (github.com/json-schema-org/JSON-Schema-Test-Suite). No package carries those of 2020-12:
 * they run where JSON_SCHEMA_TEST_SUITE names the folder `tests/draft2020-12` of a copy. Those of draft 4, which a package carries, always
 * run, as far as they mean the same in 2020-12.
 */
const DRAFT_4 = join(dirname(fileURLToPath(import.meta.resolve('json-schema-test-suite'))), 'tests', 'draft4');
const DRAFT_2020_12 = process.env['JSON_SCHEMA_TEST_SUITE'];

function judge({ schema, tests }: SuiteGroup): readonly string[] {
  // References within the schema start at the document: the schema is the document, or lies in one where it is true or false.
  const [document, pointer] = isObject(schema) ? [{ ...schema, openapi: '3.1.0' }, ''] : [{ openapi: '3.1.0', schema }, '/schema'];
  const check = new SchemaCompiler(document, { closed: false }).check(pointer);
  return tests.flatMap(({ description, data, valid }) => {
    const wrong = check(data, JSON.stringify(data).length);
    return (wrong === undefined) === valid ? [] : [`${description}: ${wrong?.message ?? 'accepted'}`];
  });
}

const SUITES: readonly { readonly name: string; readonly folder: string; readonly skips: readonly Skip[]; readonly least: number }[] = [
  { name: 'draft 4, where it means the same', folder: DRAFT_4, skips: DRAFT_4_SKIPS, least: 180 },
  ...(DRAFT_2020_12 === undefined ? [] : [{ name: 'draft 2020-12', folder: DRAFT_2020_12, skips: SKIPS, least: 900 }]),
];

describe.each(SUITES)('$name', ({ folder, skips, least }) => {
  const asked = loadSuite(folder)
    .map(({ file, groups }) => ({ file, groups: groups.filter((group) => !skips.some(({ applies }) => applies(file, group))) }))
    .filter(({ groups }) => groups.length > 0);

  test.each(asked)('$file', ({ groups }) => {
    for (const group of groups) expect([group.description, judge(group)]).toEqual([group.description, []]);
  });

  test('most of it is asked', () => {
    expect(asked.flatMap(({ groups }) => groups.flatMap(({ tests }) => tests)).length).toBeGreaterThan(least);
  });
});
