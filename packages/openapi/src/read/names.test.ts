import type { Problem } from '@airside/domain/text';
import { describe, expect, test } from 'vitest';

import { documentWith, readFiles } from '../../test/fixtures.ts';
import { atPointer } from '../definition/document.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import { SchemaCompiler } from '../validate/schema/compiler.ts';

const messages = (problems: readonly Problem[]): readonly string[] => problems.map((problem) => problem.message);

/** Whether values fit the schema `A` of a definition in files, the first of which has these schemas. */
async function fits(schemas: JsonObject, values: readonly JsonValue[], files: Readonly<Record<string, JsonObject>> = {}) {
  const { document, problems } = await readFiles({ 'api.json': documentWith(schemas), ...files });
  if (document === undefined) throw new Error(messages(problems).join());
  const check = new SchemaCompiler(document, { closed: false }).check('/components/schemas/A');
  return values.map((value) => check(value, 100) === undefined);
}

describe('a schema is found by the name that it has', () => {
  test('in its own file', async () => {
    expect(await fits({ A: { $ref: '#size' }, B: { properties: { b: { $anchor: 'size', type: 'integer' } } } }, [1, 'x'])).toEqual([
      true,
      false,
    ]);
  });

  test('in another file, where that is a schema, by anchor and by place', async () => {
    const files = { 'more.json': { $defs: { size: { $anchor: 'size', $ref: '#/$defs/whole' }, whole: { type: 'integer' } } } };
    expect(await fits({ A: { $ref: 'more.json#size' } }, [1, 'x'], files)).toEqual([true, false]);
  });

  test('by its `$id`, in whose schema pointers and anchors begin anew', async () => {
    const named = {
      $id: 'https://example.com/named',
      $ref: '#/$defs/a',
      $defs: { a: { $ref: '#b' }, b: { $anchor: 'b', type: 'integer' } },
    };
    const other = { $anchor: 'b', type: 'string' };
    expect(await fits({ A: { $ref: 'https://example.com/named' }, N: named, O: other }, [1, 'x'])).toEqual([true, false]);
  });

  test('relative to the `$id` around it, and where nothing is called so, relative to its file', async () => {
    const schema = { $id: 'https://example.com/root', properties: { a: { $ref: 'inner' }, b: { $ref: 'more.json' } } };
    const schemas = { A: { ...schema, $defs: { inner: { $id: 'inner', type: 'integer' } } } };
    const files = { 'more.json': { type: 'integer' } };
    expect(await fits(schemas, [{ a: 1, b: 1 }, { a: 'x' }, { b: 'x' }], files)).toEqual([true, false, false]);
  });

  test('and not by what looks like a name in an example, an extension or a property', async () => {
    const decoy = { $anchor: 'size', type: 'string' };
    const schemas = {
      A: { $ref: '#size' },
      B: { examples: [decoy], 'x-schema': decoy, const: decoy, properties: { $anchor: { type: 'string' } } },
      C: { $anchor: 'size', type: 'integer' },
    };
    expect(await fits(schemas, [1, 'x'])).toEqual([true, false]);
  });

  test('the meta-schema of JSON Schema itself, without a network', async () => {
    const schemas = { A: { $ref: 'https://json-schema.org/draft/2020-12/schema' } };
    const values = [{ type: 'string', properties: { a: { minLength: 1 } } }, { type: 'strin' }, { properties: { a: { minLength: 'x' } } }];
    expect(await fits(schemas, values)).toEqual([true, false, false]);
  });
});

describe('a dynamic reference', () => {
  const page = {
    $id: 'https://example.com/page',
    type: 'object',
    properties: { items: { type: 'array', items: { $dynamicRef: '#item' } } },
    $defs: { item: { $dynamicAnchor: 'item' } },
  };
  const pageOf = (name: string, item: JsonObject): JsonObject => ({
    $id: `https://example.com/${name}`,
    $ref: 'page',
    $defs: { item: { $dynamicAnchor: 'item', ...item } },
  });

  test('finds the schema of whoever uses a template, for each use its own', async () => {
    const schemas = {
      A: { anyOf: [{ $ref: '#/components/schemas/Numbers' }, { $ref: '#/components/schemas/Texts' }] },
      Page: page,
      Numbers: pageOf('numbers', { type: 'integer' }),
      Texts: pageOf('texts', { type: 'string' }),
    };
    expect(await fits(schemas, [{ items: [1, 2] }, { items: ['a'] }, { items: [1, 'a'] }])).toEqual([true, true, false]);
    expect(await fits({ ...schemas, A: { $ref: '#/components/schemas/Page' } }, [{ items: [1, 'a'] }])).toEqual([true]);
  });

  test('leaves plain references only, which can be written down and read again', async () => {
    const { document } = await readFiles({ 'api.json': documentWith({ A: pageOf('a', { type: 'integer' }), Page: page }) });
    expect(JSON.stringify(document)).not.toMatch(/dynamicRef|\$id/);
    expect(document && atPointer(document, '/components/schemas/A/$ref')).toBe('#/components/schemas/Page_2');
    const again = await readFiles({ 'api.json': document ?? {} });
    expect(again.problems).toEqual([]);
  });

  test('that leads round in a ring is refused', async () => {
    const { document, problems } = await readFiles({
      'api.json': documentWith({ A: { $dynamicAnchor: 'a', allOf: [{ $dynamicRef: '#a' }] } }),
    });
    expect(messages(problems)).toEqual(['references lead round in a ring']);
    expect(document).toBeUndefined();
  });

  test('that would multiply schemas without bound is refused, soon', async () => {
    // Each step binds its name to one of two schemas: the scopes double with each.
    const steps = Array.from({ length: 40 }, (_, index) => [0, 1].map((side) => `s${index}_${side}`));
    const resources = steps.flatMap((sides, index) =>
      sides.map((name): [string, JsonValue] => {
        const next = steps[index + 1] ?? [];
        const anyOf = [...next.map((id) => ({ $ref: `https://example.com/${id}` })), { properties: { a: { $dynamicRef: `#n${index}` } } }];
        return [name, { $id: `https://example.com/${name}`, $dynamicAnchor: `n${index}`, anyOf }];
      }),
    );
    const { document, problems } = await readFiles({ 'api.json': documentWith(Object.fromEntries(resources)) });
    expect(messages(problems)).toEqual(['dynamic references multiply the schemas of the definition']);
    expect(document).toBeUndefined();
  });
});

test('names of schemas are a matter of OpenAPI 3.1 and later: in 3.0 they say nothing', async () => {
  const schemas = { A: { $id: 'https://example.com/a', $ref: '#/components/schemas/B' }, B: { type: 'integer' } };
  const { document, problems } = await readFiles({ 'api.json': { ...documentWith(schemas), openapi: '3.0.3' } });
  expect(problems).toEqual([]);
  expect(document && atPointer(document, '/components/schemas/A/$ref')).toBe('#/components/schemas/B');
});
