import { expect, test } from 'vitest';

import { definitionOf, firstOperation } from '../../test/fixtures.ts';
import type { JsonObject } from '../json.ts';
import { typedValues, urlValues } from './typed-values.ts';

const bodyOf = (schema: JsonObject, schemas: JsonObject = {}) =>
  definitionOf({ '/a': { post: { requestBody: { content: { 'application/json': { schema } } } } } }, { components: { schemas } });

test('a schema whose properties all lead back to it is walked no further than is allowed', () => {
  const properties = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`p${index}`, { $ref: '#/components/schemas/Node' }]));
  const definition = bodyOf(
    { $ref: '#/components/schemas/Node' },
    { Node: { type: 'object', properties: { ...properties, id: { type: 'integer' } } } },
  );
  expect(typedValues(definition, firstOperation(definition)).length).toBeLessThan(5000);
  expect(urlValues(definition, firstOperation(definition))).toEqual([]);
});

test('a schema whose parts all lead back to it has the properties that were reached', () => {
  const allOf = Array.from({ length: 30 }, () => ({ $ref: '#/components/schemas/Whole' }));
  const definition = bodyOf({ $ref: '#/components/schemas/Whole' }, { Whole: { allOf, properties: { id: { type: 'integer' } } } });
  expect(typedValues(definition, firstOperation(definition)).length).toBeLessThan(5000);
});

test('parameters of the path item, bodies by reference and overridden parameters are read as the contract reads them', () => {
  const definition = definitionOf(
    {
      '/a': {
        parameters: [
          { in: 'query', name: 'a', schema: { type: 'integer' } },
          { in: 'query', name: 'b', schema: { type: 'integer' } },
        ],
        post: {
          parameters: [{ in: 'query', name: 'b', schema: { type: 'string' } }],
          requestBody: { $ref: '#/components/requestBodies/B' },
        },
      },
    },
    {
      components: {
        requestBodies: { B: { content: { 'application/merge-patch+json': { schema: { properties: { c: { type: 'boolean' } } } } } } },
      },
    },
  );
  const found = typedValues(definition, firstOperation(definition)).map((value) => `${value.in} ${value.path.map(String).join('.')}`);
  expect(found).toEqual(['query a', 'json c']);
});
