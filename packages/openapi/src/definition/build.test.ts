import { describe, expect, test } from 'vitest';

import { definitionOf, firstOperation } from '../../test/fixtures.ts';
import type { JsonValue } from '../json.ts';
import { atPointer } from './document.ts';

describe('operations', () => {
  test('are named by method and path where they have no operationId', () => {
    const definition = definitionOf({ '/a/{x}': { get: { operationId: 'getA' }, post: { deprecated: true } } });
    expect(definition.operations).toMatchObject([
      { id: 'getA', method: 'GET', template: '/a/{x}', deprecated: false },
      { id: 'POST /a/{x}', method: 'POST', template: '/a/{x}', deprecated: true },
    ]);
  });

  test('have a pointer to where they stand, also behind a reference', () => {
    const definition = definitionOf(
      { '/a': { $ref: '#/components/pathItems/A' } },
      { components: { pathItems: { A: { get: { operationId: 'x' } } } } },
    );
    const operation = firstOperation(definition);
    expect(operation.pointer).toBe('/components/pathItems/A/get');
    expect(atPointer(definition.document, operation.pointer)).toEqual({ operationId: 'x' });
  });

  test('are not made of extensions, of summaries, or of references that lead round', () => {
    const components = { pathItems: { A: { $ref: '#/components/pathItems/B' }, B: { $ref: '#/components/pathItems/A' } } };
    const definition = definitionOf(
      { 'x-a': { get: {} }, '/a': { summary: 'x', parameters: [] }, '/b': { $ref: '#/components/pathItems/A' } },
      { components },
    );
    expect(definition.operations).toEqual([]);
  });
});

describe('security', () => {
  const security = (root: JsonValue | undefined, own: JsonValue | undefined) =>
    firstOperation(
      definitionOf({ '/a': { get: own === undefined ? {} : { security: own } } }, root === undefined ? {} : { security: root }),
    ).security;

  test('that is declared nowhere is undefined', () => {
    expect(security(undefined, undefined)).toBeUndefined();
  });

  test('of the root holds where an operation has none of its own', () => {
    expect(security([{ oauth: ['read'], key: [] }], undefined)).toEqual([
      {
        schemes: [
          { name: 'oauth', scopes: ['read'] },
          { name: 'key', scopes: [] },
        ],
      },
    ]);
  });

  test('of the operation replaces that of the root, and an empty list means anonymous', () => {
    expect(security([{ key: [] }], [{ other: [] }])).toEqual([{ schemes: [{ name: 'other', scopes: [] }] }]);
    expect(security([{ key: [] }], [])).toEqual([{ schemes: [] }]);
    expect(security(undefined, [{ key: [] }, {}])).toEqual([{ schemes: [{ name: 'key', scopes: [] }] }, { schemes: [] }]);
  });
});

describe('server paths', () => {
  test.each([
    [undefined, ['']],
    [[], ['']],
    [[{ url: 'https://api.example.com' }], ['']],
    [[{ url: 'https://api.example.com/v1/' }, { url: 'http://other.example.com/v1' }], ['/v1']],
    [
      [{ url: '/v1' }, { url: '/v2//' }],
      ['/v1', '/v2'],
    ],
    [[{ url: 'https://{host}/{base}', variables: { host: { default: 'a.example' }, base: { default: 'v3' } } }], ['/v3']],
    [[{ url: 'https://{host}/v1' }], ['']],
    [[{ url: 5 }, 'x'], ['']],
  ] as const)('of %j are %j', (servers, paths) => {
    expect(definitionOf({}, servers === undefined ? {} : { servers }).serverPaths).toEqual(paths);
  });
});
