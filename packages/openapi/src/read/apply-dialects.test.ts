import { describe, expect, test } from 'vitest';

import { documentWith, readFiles } from '../../test/fixtures.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import { SchemaCompiler } from '../validate/schema/compiler.ts';

const META = 'https://example.com/meta';
const vocabulary = (name: string): string => `https://json-schema.org/draft/2020-12/vocab/${name}`;

/** A meta-schema that has these vocabularies, and no other. */
const metaSchema = (...names: readonly string[]): JsonObject => ({
  $id: META,
  $vocabulary: Object.fromEntries(names.map((name) => [vocabulary(name), true])),
});

async function read(schemas: JsonObject, more: JsonObject = {}, files: Readonly<Record<string, JsonObject>> = {}) {
  return await readFiles({ 'api.json': { ...documentWith(schemas), ...more }, ...files });
}

async function accepted(values: readonly JsonValue[], ...given: Parameters<typeof read>): Promise<readonly boolean[]> {
  const { document, problems } = await read(...given);
  if (document === undefined) throw new Error(problems.map(({ message }) => message).join());
  const check = new SchemaCompiler(document, { closed: false }).check('/components/schemas/A');
  return values.map((value) => check(value, 100) === undefined);
}

const asked = { properties: { size: { type: 'integer' }, gone: false } };

describe('keywords of a vocabulary that the meta-schema leaves out mean nothing', () => {
  const withoutValidation = metaSchema('core', 'applicator');

  test('in a schema that names it, and what is in that', async () => {
    const schemas = { A: { $schema: META, ...asked }, Meta: withoutValidation };
    expect(await accepted([{ size: 'x' }, { gone: 1 }], schemas)).toEqual([true, false]);
  });

  test('in all schemas of a file that names it for them, but not in other files', async () => {
    const schemas = { A: { ...asked, allOf: [{ $ref: 'other.json' }] }, Meta: withoutValidation };
    const files = { 'other.json': { required: ['id'] } };
    const values = [{ size: 'x', id: 1 }, { size: 1 }];
    expect(await accepted(values, schemas, { jsonSchemaDialect: META }, files)).toEqual([true, false]);
  });

  test('in a file that names it, wherever a reference leads to in it', async () => {
    const schemas = { A: { $ref: 'other.json#/$defs/a' }, Meta: withoutValidation };
    expect(await accepted([{ size: 'x' }], schemas, {}, { 'other.json': { $schema: META, $defs: { a: asked } } })).toEqual([true]);
  });

  test('whichever vocabulary it is', async () => {
    const schemas = { A: { $schema: META, ...asked, type: 'object' }, Meta: metaSchema('core', 'validation') };
    expect(await accepted([{ gone: 1 }, 1], schemas)).toEqual([true, false]);
  });
});

describe('keywords hold', () => {
  test.each<[string, JsonObject, JsonObject]>([
    [
      'in a schema inside that names the standard',
      { $schema: META, properties: { size: { $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'integer' } } },
      metaSchema('core', 'applicator'),
    ],
    ['where the meta-schema has no list of vocabularies', { $schema: META, ...asked }, { $id: META }],
    ['where its list is none', { $schema: META, ...asked }, { $id: META, $vocabulary: ['core'] }],
    ['where the meta-schema is not there', { $schema: 'https://example.com/other', ...asked }, metaSchema('core')],
    ['where the name is relative, as editors have it', { $schema: 'meta', ...asked }, metaSchema('core')],
    [
      'where it has all vocabularies and one of its own that may be passed over',
      { $schema: META, ...asked },
      { $id: META, $vocabulary: { [vocabulary('validation')]: false, [vocabulary('applicator')]: true, 'https://example.com/own': false } },
    ],
  ])('%s', async (_, schema, meta) => {
    expect(await accepted([{ size: 'x' }, { size: 1 }], { A: schema, Meta: meta })).toEqual([false, true]);
  });

  test('whatever the definition names at its top for editors', async () => {
    const schemas = { A: asked, Meta: metaSchema('core') };
    expect(await accepted([{ size: 'x' }], schemas, { $schema: META })).toEqual([false]);
  });
});

test('whoever reads the definition is told of it, once for each meta-schema', async () => {
  const schemas = {
    A: { $schema: META, properties: { a: { type: 'integer', minimum: 1 }, b: { type: 'string' } } },
    Meta: metaSchema('core', 'applicator'),
  };
  const { document, problems } = await read(schemas);
  expect(document).toBeDefined();
  expect(problems).toMatchObject([{ severity: 'warning', pointer: '/components/schemas/A/properties/a', found: 'type, minimum' }]);
});

test('a vocabulary that is required and not known is refused in its place', async () => {
  const meta = { $id: META, $vocabulary: { [vocabulary('core')]: true, 'https://example.com/own': true } };
  const { document, problems } = await read({ A: { $schema: META, type: 'integer' }, Meta: meta });
  expect(document).toBeUndefined();
  expect(problems[0]).toMatchObject({ severity: 'error', pointer: '/components/schemas/A', found: 'https://example.com/own' });
});

test('a meta-schema that cannot be read is a warning, no obstacle', async () => {
  const fetch = async () => ({ refused: { message: 'not today' } });
  const file = { 'api.json': documentWith({ A: { $schema: META, type: 'integer' } }) };
  const { document, problems } = await readFiles(file, { fetch });
  expect(document).toBeDefined();
  expect(problems).toMatchObject([{ severity: 'warning', message: 'not today', pointer: '/components/schemas/A' }]);
});
