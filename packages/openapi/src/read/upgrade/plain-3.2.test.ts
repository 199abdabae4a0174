import { describe, expect, test } from 'vitest';

import { readFiles } from '../../../test/fixtures.ts';
import { buildDefinition, compileMatcher, compileRequestValidator } from '../../index.ts';
import type { JsonObject } from '../../json.ts';

const INFO = { title: 'T', version: '1' };
const ok = { responses: { 200: { summary: 'fine' } } };

function api(paths: JsonObject, rest: JsonObject = {}): JsonObject {
  return { openapi: '3.2.0', info: INFO, paths, ...rest };
}

async function definitionOf(content: JsonObject, others: Readonly<Record<string, JsonObject>> = {}) {
  const { document, problems } = await readFiles({ 'api.json': content, ...others });
  if (!document) throw new Error(`expected a definition without errors, found ${JSON.stringify(problems)}`);
  return { definition: buildDefinition(document), problems };
}

/** What is wrong with a request for the only operation: query and cookie. */
async function violationsOf(content: JsonObject, query: string, cookie?: string) {
  const { definition } = await definitionOf(content);
  const [operation] = definition.operations;
  if (!operation) throw new Error('expected an operation');
  const validator = compileRequestValidator(definition, operation, { unknownQueryParameters: 'reject', closedBodies: false });
  const header = (name: string): string | undefined => (name === 'cookie' ? cookie : undefined);
  return validator
    .validateHead({ parameters: { id: 'x' }, query, header })
    .violations.map(({ pointer, message }) => `${pointer} ${message}`);
}

describe('other methods', () => {
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
  const paths = { '/a/{id}': { parameters: [id], get: ok, query: ok, additionalOperations: { COPY: { operationId: 'copyA', ...ok } } } };

  test('are operations with a body of their own, and match as they are written', async () => {
    const { definition } = await definitionOf(api(paths));
    expect(definition.operations.map(({ method, pointer }) => [method, pointer])).toEqual([
      ['GET', '/paths/~1a~1{id}/get'],
      ['QUERY', '/paths/~1a~1{id}/query'],
      ['COPY', '/paths/~1a~1{id}/additionalOperations/COPY'],
    ]);
    const matcher = compileMatcher(definition.operations);
    expect(matcher.match('COPY', '/a/1')).toMatchObject({ kind: 'matched', operation: { id: 'copyA' } });
    expect(matcher.match('copy', '/a/1')).toMatchObject({ kind: 'method-not-allowed' });
  });

  test('have the parameters of their path', async () => {
    const only = { '/a/{id}': { parameters: [id], additionalOperations: { COPY: ok } } };
    expect(await violationsOf(api(only), '')).toHaveLength(1);
  });

  test('are nothing in 3.1', async () => {
    const { definition } = await definitionOf({ ...api(paths), openapi: '3.1.0' });
    expect(definition.operations.map(({ method }) => method)).toEqual(['GET']);
  });

  test.each([
    ['POST', 'a method has a field of its own'],
    ['QUERY', 'a method has a field of its own'],
    ['A B', 'a method is not a token'],
    ['', 'a method is not a token'],
  ])('called %o are refused among the additional ones', async (method, message) => {
    const { document, problems } = await readFiles({ 'api.json': api({ '/a': { get: ok, additionalOperations: { [method]: ok } } }) });
    expect(document).toBeUndefined();
    expect(problems).toMatchObject([{ message, line: 1 }]);
  });
});

describe('a parameter that is the whole query string', () => {
  const schema = { type: 'object', required: ['a'], properties: { a: { type: 'integer' } }, additionalProperties: false };
  const whole = (media: JsonObject): JsonObject => ({ name: 'q', in: 'querystring', required: true, content: media });
  const form = whole({ 'application/x-www-form-urlencoded': { schema } });

  test.each([
    ['a=1', 0],
    ['a=x', 1],
    ['a=1&b=2', 1],
    ['', 1],
  ])('is checked as a form: %o', async (query, wrong) => {
    expect(await violationsOf(api({ '/a': { get: { parameters: [form], ...ok } } }), query)).toHaveLength(wrong);
  });

  test.each<[string, readonly JsonObject[], string]>([
    ['JSON', [whole({ 'application/json': { schema } })], 'a parameter that is the whole query string cannot be checked'],
    ['no schema', [whole({ 'application/x-www-form-urlencoded': {} })], 'a parameter that is the whole query string cannot be checked'],
    [
      'an encoding',
      [whole({ 'application/x-www-form-urlencoded': { schema, encoding: { a: { style: 'pipeDelimited' } } } })],
      'a parameter that is the whole query string cannot be checked',
    ],
    ['two media types', [whole({ 'a/a': {}, 'b/b': {} })], 'a parameter that is the whole query string has not exactly one media type'],
    ['a query parameter beside it', [form, { name: 'b', in: 'query', schema: {} }], 'the query string is declared twice'],
    ['another one beside it', [form, { ...form, name: 'r' }], 'the query string is declared twice'],
  ])('is refused with %s', async (_, parameters, message) => {
    const { document, problems } = await readFiles({ 'api.json': api({ '/a': { get: { parameters, ...ok } } }) });
    expect(document).toBeUndefined();
    expect(problems).toMatchObject([{ message, severity: 'error' }]);
  });
});

test('cookies of style cookie are compared as they are written', async () => {
  const cookie = (style: string): JsonObject => ({ name: 'c', in: 'cookie', style, schema: { const: 'a%2Cb' } });
  const withStyle = (style: string) => api({ '/a': { get: { parameters: [cookie(style)], ...ok } } });
  expect(await violationsOf(withStyle('cookie'), '', 'c=a%2Cb')).toEqual([]);
  expect(await violationsOf(withStyle('form'), '', 'c=a%2Cb')).toHaveLength(1);
  const object = { type: 'object', properties: { R: { type: 'integer' } } };
  const spread = api({ '/a': { get: { parameters: [{ name: 'c', in: 'cookie', style: 'cookie', schema: object }], ...ok } } });
  expect(await violationsOf(spread, '', 'R=1; other=2')).toEqual([]);
  expect(await violationsOf(spread, '', 'R=x')).toHaveLength(1);
});

describe('media types', () => {
  test('that are referred to are enforced, also from another file', async () => {
    const content = { 'application/json': { $ref: '#/components/mediaTypes/Thing' }, 'application/x+json': { $ref: 'other.json#/Thing' } };
    const thing = { schema: { type: 'object' }, example: { a: 1 } };
    const document = api({ '/a': { post: { requestBody: { content }, ...ok } } }, { components: { mediaTypes: { Thing: thing } } });
    const { definition, problems } = await definitionOf(document, { 'other.json': { Thing: thing } });
    expect(problems).toEqual([]);
    const [operation] = definition.operations;
    if (!operation) throw new Error('expected an operation');
    const validator = compileRequestValidator(definition, operation, { unknownQueryParameters: 'reject', closedBodies: false });
    for (const type of ['application/json', 'application/x+json']) {
      expect(validator.validateBody(type, new TextEncoder().encode('{}')).kind).toBe('valid');
      expect(validator.validateBody(type, new TextEncoder().encode('1')).kind).toBe('invalid');
    }
  });

  test('that only refer to each other are refused', async () => {
    const mediaTypes = { A: { $ref: '#/components/mediaTypes/B' }, B: { $ref: '#/components/mediaTypes/A' } };
    const requestBody = { content: { 'application/json': { $ref: '#/components/mediaTypes/A' } } };
    const { problems } = await readFiles({ 'api.json': api({ '/a': { post: { requestBody, ...ok } } }, { components: { mediaTypes } }) });
    expect(problems).toMatchObject([{ message: 'references lead round in a ring' }]);
  });

  test('that multiply beyond all bounds are refused', async () => {
    const encoding = { a: { headers: { X: { description: 'x'.repeat(1_000_000), schema: {} } } } };
    const content = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`a/${index}`, { $ref: '#/components/mediaTypes/A' }]));
    const document = api(
      { '/a': { post: { requestBody: { content }, ...ok } } },
      { components: { mediaTypes: { A: { schema: {}, encoding } } } },
    );
    const { problems } = await readFiles({ 'api.json': document }, { purpose: 'describe' });
    expect(problems).toMatchObject([
      { severity: 'error', message: expect.stringContaining('media types that are referred to come to too much') as string },
    ]);
  });

  test('whose items are described warn that these are not checked', async () => {
    const requestBody = { content: { 'text/event-stream': { itemSchema: { type: 'object' } } } };
    const { problems } = await definitionOf(api({ '/a': { post: { requestBody, ...ok } } }));
    expect(problems).toMatchObject([{ severity: 'warning', message: 'the items of a body are not checked' }]);
  });
});

test('a definition may refer to itself by the name that it gives itself', async () => {
  const schema = { $ref: 'https://apis.example.com/shop#/components/schemas/A' };
  const parameters = [{ name: 'q', in: 'query', schema }];
  const document = api(
    { '/a': { get: { parameters, ...ok } } },
    { $self: 'https://apis.example.com/shop', components: { schemas: { A: {} } } },
  );
  expect((await definitionOf(document)).problems).toEqual([]);
});

test('security schemes may be named by where they stand', async () => {
  const security = [{ 'other.json#/key': [] }, { '#/components/securitySchemes/own': [] }, { own: [] }];
  const own = { type: 'http', scheme: 'bearer' };
  const { definition } = await definitionOf(api({ '/a': { get: { security, ...ok } } }, { components: { securitySchemes: { own } } }), {
    'other.json': { key: { type: 'apiKey', name: 'k', in: 'header' } },
  });
  expect(definition.operations[0]?.security?.map(({ schemes }) => schemes[0]?.name)).toEqual(['key', 'own', 'own']);
  expect(definition.document).toMatchObject({ components: { securitySchemes: { key: { type: 'apiKey' }, own } } });
});

test('what is read can be written and read again', async () => {
  const form = { 'application/x-www-form-urlencoded': { schema: { type: 'object' } } };
  const content = { 'application/json': { $ref: '#/components/mediaTypes/A' } };
  const { definition } = await definitionOf(
    api(
      { '/a': { query: { parameters: [{ name: 'q', in: 'querystring', content: form }], requestBody: { content }, ...ok } } },
      { components: { mediaTypes: { A: { schema: { type: 'string' } } } }, tags: [{ name: 'a', kind: 'nav' }] },
    ),
  );
  expect((await definitionOf(definition.document)).definition).toEqual(definition);
});
