import { expect, test } from 'vitest';

import { definitionOf, firstOperation } from '../../test/fixtures.ts';
import type { JsonValue } from '../json.ts';
import { inputNames } from './input-names.ts';

function namesOf(schema: JsonValue | undefined, components: JsonValue = {}) {
  const content = { 'application/json': schema === undefined ? {} : { schema } };
  const parameters = [
    { name: 'q', in: 'query', schema: {} },
    { name: 'h', in: 'header', schema: {} },
  ];
  const definition = definitionOf({ '/a': { post: { parameters, requestBody: { content } } } }, { components: { schemas: components } });
  const { names, isComplete } = inputNames(definition, firstOperation(definition));
  return { names: [...names], isComplete };
}

const text = { type: 'string' };

test('parameters of the query and properties at every depth have names, arrays add nothing', () => {
  const item = { type: 'object', properties: { sku: text, tags: { type: 'array', items: text } } };
  expect(namesOf({ type: 'object', properties: { note: text, items: { type: 'array', items: item } } })).toEqual({
    names: ['q', 'note', 'items', 'items.sku', 'items.tags'],
    isComplete: true,
  });
});

test('what references, allOf and alternatives bring in has names', () => {
  const schema = { allOf: [{ $ref: '#/components/schemas/A' }, { oneOf: [{ properties: { b: text } }, { properties: { c: text } }] }] };
  expect(namesOf(schema, { A: { properties: { a: text } } })).toEqual({ names: ['q', 'a', 'b', 'c'], isComplete: true });
});

test.each<[string, JsonValue | undefined]>([
  ['no schema', undefined],
  ['any value', {}],
  ['any object', { type: 'object' }],
  ['other properties', { properties: { a: text }, additionalProperties: true }],
  ['properties by pattern', { properties: { a: text }, patternProperties: { '^x': text } }],
  ['an open property', { properties: { a: {} } }],
  ['a reference that leads nowhere', { $ref: '#/components/schemas/None' }],
])('%s leaves open what a body may hold', (_name, schema) => {
  expect(namesOf(schema).isComplete).toBe(false);
});

test('a schema that holds itself comes to an end, and says that there is more', () => {
  const { names, isComplete } = namesOf(
    { $ref: '#/components/schemas/A' },
    { A: { properties: { a: { $ref: '#/components/schemas/A' } } } },
  );
  expect(isComplete).toBe(false);
  expect(names.length).toBeLessThan(50);
});

test('a schema that multiplies is given up in time', () => {
  const wide = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`p${index}`, { $ref: '#/components/schemas/A' }]));
  const { names, isComplete } = namesOf({ $ref: '#/components/schemas/A' }, { A: { properties: wide } });
  expect(isComplete).toBe(false);
  expect(names.length).toBeLessThan(6000);
  const nameless = { allOf: Array.from({ length: 30 }, () => ({ $ref: '#/components/schemas/A' })) };
  expect(namesOf({ $ref: '#/components/schemas/A' }, { A: nameless }).isComplete).toBe(false);
});
