import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { collectionPage } from './collection-page.ts';
import { RULE_FUNCTIONS } from './index.ts';
import { securedResponse } from './secured-response.ts';

const OPTIONS = { methods: ['get'], responses: ['401'], parameters: ['limit'], adminUrl: '/admin', scoped: true };

/** Definitions that are right in some places and anything at all in others. */
const definition = fc.letrec((tie) => {
  const key = fc.constantFrom(
    'paths',
    '/a',
    '/admin/a',
    'get',
    'post',
    'parameters',
    'responses',
    '200',
    'content',
    'application/json',
    'schema',
    'type',
    'properties',
    'items',
    'allOf',
    'security',
    'key',
    'tags',
    'name',
    'operationId',
    'components',
    'securitySchemes',
    'flows',
    'scopes',
    '__proto__',
    'constructor',
  );
  return {
    value: fc.oneof(
      { depthSize: 'large', maxDepth: 9 },
      fc.constantFrom('a', 'array', 'oauth2', 'query', 'limit', 7, true, null),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(key, tie('value'), { maxKeys: 5 }),
    ),
  };
}).value;

describe.each(Object.entries(RULE_FUNCTIONS))('%s', (_, run) => {
  test('takes whatever stands in a definition, and reports places from its root', () => {
    fc.assert(
      fc.property(definition, fc.constantFrom({}, OPTIONS, null, undefined, 'text'), (value, options) => {
        for (const { message, path } of run(value, options)) {
          expect(message).not.toBe('');
          expect(['paths', 'security']).toContain(path[0]);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('collectionPage', () => {
  const list = (schema: object, parameters: object[] = [], headers: object = {}) => ({
    paths: { '/a': { get: { parameters, responses: { 200: { headers, content: { 'application/json': { schema } } } } } } },
  });
  const found = (input: object) => collectionPage(input, { parameters: ['limit'] }).length;

  test.each([
    ['an array', { type: 'array' }, 1],
    ['an array or null', { type: ['array', 'null'] }, 1],
    ['entries in a member', { properties: { items: { type: 'array' } } }, 1],
    ['entries in a part of allOf', { allOf: [{ properties: { data: { type: 'array' } } }] }, 1],
    ['a short list that takes no parameters', { type: 'array', maxItems: 100 }, 0],
    ['a list that only seems bounded', { type: 'array', maxItems: 101 }, 1],
    ['an object with a list among other things', { properties: { id: { type: 'string' }, tags: { type: 'array' } } }, 0],
  ])('%s', (_, schema, expected) => {
    expect(found(list(schema))).toBe(expected);
  });

  test('is content with the parameter, in the query only', () => {
    expect(found(list({ type: 'array' }, [{ name: 'limit', in: 'query' }]))).toBe(0);
    expect(found(list({ type: 'array' }, [{ name: 'limit', in: 'header' }]))).toBe(1);
  });

  test('takes a short list with other parameters for a page', () => {
    expect(found(list({ type: 'array', maxItems: 10 }, [{ name: 'search', in: 'query' }]))).toBe(1);
  });

  test('is content with a link to the next page, in a member or a header', () => {
    const options = { members: ['next'], headers: ['Link'] };
    const page = { properties: { items: { type: 'array' }, next: { type: 'string' } } };
    expect(collectionPage(list(page), options)).toEqual([]);
    expect(collectionPage(list({ type: 'array' }, [], { Link: {} }), options)).toEqual([]);
    expect(collectionPage(list({ type: 'array' }), options)).toHaveLength(1);
  });
});

test('credentials that are optional are not asked for', () => {
  const responses = (security: unknown) =>
    securedResponse({ paths: { '/a': { get: { security, responses: {} } } } }, { responses: ['401'] });
  expect(responses([{ key: [] }])).toHaveLength(1);
  for (const security of [[], [{}], [{ key: [] }, {}], undefined]) expect(responses(security)).toEqual([]);
});
