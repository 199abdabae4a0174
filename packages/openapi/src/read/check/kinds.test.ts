import { describe, expect, test } from 'vitest';

import { readFiles } from '../../../test/fixtures.ts';
import type { JsonObject, JsonValue } from '../../json.ts';

const MESSAGE = 'a value has another type than it has to have';

async function wrong(document: JsonObject, purpose: 'enforce' | 'describe' = 'enforce') {
  const { problems } = await readFiles(
    { 'api.json': { openapi: '3.1.0', info: { title: 'Test', version: '1' }, paths: { '/a': { get: {} } }, ...document } },
    { purpose },
  );
  return problems.filter(({ message }) => message === MESSAGE).map(({ severity, pointer, expected }) => [severity, pointer, expected]);
}

const operation = (value: JsonValue): JsonObject => ({ paths: { '/a': { get: value } } });
const parameter = (more: JsonObject): JsonObject => operation({ parameters: [{ name: 'q', in: 'query', schema: {}, ...more }] });

describe('what would be passed over because of its type is refused', () => {
  test.each<[string, JsonObject, string, string]>([
    ['an operation', operation('later'), '/paths/~1a/get', 'a mapping'],
    ['an operation that is empty', operation(null), '/paths/~1a/get', 'a mapping'],
    ['a path', { paths: { '/a': 3 } }, '/paths/~1a', 'a mapping'],
    ['parameters by name', operation({ parameters: { q: {} } }), '/paths/~1a/get/parameters', 'a list'],
    ['a parameter', operation({ parameters: ['q'] }), '/paths/~1a/get/parameters/0', 'a mapping'],
    ['whether a parameter is required', parameter({ required: 'yes' }), '/paths/~1a/get/parameters/0/required', 'true or false'],
    ['how a parameter is written', parameter({ explode: 'false' }), '/paths/~1a/get/parameters/0/explode', 'true or false'],
    ['a schema', parameter({ schema: 'string' }), '/paths/~1a/get/parameters/0/schema', 'a schema'],
    [
      'whether a body is required',
      operation({ requestBody: { required: 1, content: {} } }),
      '/paths/~1a/get/requestBody/required',
      'true or false',
    ],
    ['a body', operation({ requestBody: true }), '/paths/~1a/get/requestBody', 'a mapping'],
    ['media types', operation({ requestBody: { content: ['application/json'] } }), '/paths/~1a/get/requestBody/content', 'a mapping'],
    ['answers', operation({ responses: [] }), '/paths/~1a/get/responses', 'a mapping'],
    ['an answer', operation({ responses: { 200: 'ok' } }), '/paths/~1a/get/responses/200', 'a mapping'],
    [
      'an annotation of a schema',
      { components: { schemas: { A: { properties: { id: { readOnly: 'true' } } } } } },
      '/components/schemas/A/properties/id/readOnly',
      'true or false',
    ],
    ['servers', { servers: { url: '/v1' } }, '/servers', 'a list of mappings'],
  ])('%s', async (_, document, pointer, expected) => {
    expect(await wrong(document)).toEqual([['error', pointer, expected]]);
  });
});

test('who describes a definition is warned', async () => {
  expect(await wrong(operation('later'), 'describe')).toEqual([['warning', '/paths/~1a/get', 'a mapping']]);
});

describe('what has its type is not told of', () => {
  test.each<[string, JsonObject]>([
    ['schemas that are true or false', parameter({ schema: true })],
    [
      'references in all places',
      operation({ parameters: [{ $ref: '#/components/parameters/q' }], callbacks: { done: { $ref: '#/components/callbacks/done' } } }),
    ],
    ['extensions', { paths: { '/a': { get: { responses: { 'x-note': 3 } } }, 'x-note': 3 } }],
    ['examples and links', operation({ responses: { 200: { links: 3, content: { 'text/plain': { examples: 3 } } } } })],
  ])('%s', async (_, document) => {
    expect(await wrong(document)).toEqual([]);
  });
});
