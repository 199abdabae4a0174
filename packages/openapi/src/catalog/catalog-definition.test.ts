import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { catalogDefinition } from './catalog-definition.ts';

/** Catalogues the first of the files. */
async function catalogOf(files: Readonly<Record<string, string>>, options: Parameters<typeof catalogDefinition>[1] = {}) {
  await using directory = await mkdtempDisposable(join(tmpdir(), 'openapi-'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(directory.path, name), text);
  return await catalogDefinition(join(directory.path, Object.keys(files)[0] ?? ''), options);
}

describe('OpenAPI', () => {
  test('is listed with the line of each operation, in the file that holds it', async () => {
    const { catalog } = await catalogOf({
      'api.yaml':
        'swagger: "2.0"\ninfo: {title: T, version: 1.2.0}\nhost: api.example.com\nschemes: [https]\npaths:\n  /a: {$ref: a.yaml}\n  /b:\n    delete: {deprecated: true, security: [], responses: {}}\n',
      'a.yaml': 'get:\n  operationId: getA\n  security: [{key: [read]}]\n  responses: {}\n',
    });
    expect(catalog).toMatchObject({
      kind: 'openapi',
      specification: '2.0',
      title: 'T',
      version: '1.2.0',
      servers: ['https://api.example.com'],
    });
    expect(catalog?.operations.map(({ place, ...operation }) => [operation, place.file.split('/').at(-1), place.line])).toEqual([
      [
        { id: 'getA', method: 'GET', path: '/a', deprecated: false, security: [{ schemes: [{ name: 'key', scopes: ['read'] }] }] },
        'a.yaml',
        1,
      ],
      [{ id: 'DELETE /b', method: 'DELETE', path: '/b', deprecated: true, security: [{ schemes: [] }] }, 'api.yaml', 8],
    ]);
  });

  test('that cannot be enforced is listed all the same, unless that is asked for', async () => {
    const file = { 'api.yaml': 'openapi: 3.1.0\ninfo: {title: T, version: "1"}\npaths: {"/a?x=1": {get: {}}}\n' };
    const { catalog, problems } = await catalogOf(file);
    expect(catalog?.operations).toHaveLength(1);
    expect(problems).toMatchObject([{ severity: 'warning', message: 'a path contains a query or a fragment' }]);
    expect((await catalogOf(file, { purpose: 'enforce' })).catalog).toBeUndefined();
  });
});

describe('AsyncAPI', () => {
  test('2 is listed by channels, with references followed into other files', async () => {
    const { catalog, files } = await catalogOf({
      'api.yaml':
        'asyncapi: 2.6.0\ninfo: {title: T, version: "1"}\nservers: {a: {url: broker.example.com, protocol: mqtt}}\nchannels:\n  user/{id}: {$ref: "c.yaml#/c"}\n  other:\n    publish: {message: {}}\n',
      'c.yaml': 'c:\n  subscribe: {operationId: onUser, security: [{key: []}]}\n',
    });
    expect(catalog).toMatchObject({ kind: 'asyncapi', specification: '2.6.0', servers: ['mqtt://broker.example.com'] });
    expect(catalog?.operations).toMatchObject([
      { id: 'onUser', method: 'SUBSCRIBE', path: 'user/{id}', security: [{ schemes: [{ name: 'key' }] }], place: { line: 2 } },
      { id: 'PUBLISH other', method: 'PUBLISH', path: 'other', security: undefined, place: { line: 7 } },
    ]);
    expect(files).toHaveLength(2);
  });

  test('3 is listed by operations, with the addresses of their channels', async () => {
    const { catalog } = await catalogOf({
      'api.yaml':
        'asyncapi: 3.0.0\ninfo: {title: T, version: "1"}\nservers: {a: {$ref: "#/b"}, unknown: {}}\nb: {host: "b:9092", protocol: kafka, pathname: /x}\nchannels: {lit: {address: "light.{id}"}, gone: {}}\noperations:\n  onLit: {action: receive, channel: {$ref: "#/channels/lit"}, security: [{$ref: "#/s"}]}\n  ask: {action: send, channel: {$ref: "#/channels/gone"}}\ns: {type: scramSha256}\n',
    });
    expect(catalog?.servers).toEqual(['kafka://b:9092/x', 'unknown']);
    expect(catalog?.operations).toMatchObject([
      { id: 'onLit', method: 'RECEIVE', path: 'light.{id}', security: [{ schemes: [{ name: 's' }] }] },
      { id: 'ask', method: 'SEND', path: 'gone' },
    ]);
  });

  test.each([
    ['another version', 'asyncapi: 4.0.0\n', 'this version of AsyncAPI is not read'],
    ['a version that is no text', 'asyncapi: 3\n', 'this version of AsyncAPI is not read'],
    ['a dangling channel', 'asyncapi: 3.0.0\noperations: {a: {channel: {$ref: "#/channels/b"}}}\n', 'a reference points to nothing'],
    ['a ring', 'asyncapi: 2.0.0\nchannels: {a: {$ref: "#/channels/b"}, b: {$ref: "#/channels/a"}}\n', 'references lead round in a ring'],
    ['a URL', 'asyncapi: 2.0.0\nchannels: {a: {$ref: "https://example.com/a"}}\n', 'a reference to a URL is not followed'],
  ])('with %s is refused', async (_, text, message) => {
    const { catalog, problems } = await catalogOf({ 'api.yaml': text });
    expect(catalog).toBeUndefined();
    expect(problems[0]).toMatchObject({ message });
    expect(problems[0]?.line).toBeGreaterThan(0);
  });
});

describe('GraphQL', () => {
  test('is told by its name or its first word, and listed by the fields of its root types', async () => {
    const text =
      '# comment\n"""docs"""\nschema @a { query: Root }\ntype Root {\n  order(id: ID!, lang: [String!] = ["en"], old: Int @deprecated): Order\n  orders: [Order!]! @deprecated(reason: "use search")\n}\nextend schema { mutation: Change }\ntype Change { pay: Int }\nextend type Root { me: Int }\ntype Query { hidden: Int }\n';
    for (const name of ['schema.graphql', 'schema.txt']) {
      const { catalog, problems } = await catalogOf({ [name]: text });
      expect(problems).toEqual([]);
      expect(catalog).toMatchObject({ kind: 'graphql', title: 'schema', version: '', specification: '' });
      expect(catalog?.operations.map(({ id, method, type, deprecated, place }) => [id, method, type, deprecated, place.line])).toEqual([
        ['Query.order', 'QUERY', 'Order', false, 5],
        ['Query.orders', 'QUERY', '[Order!]!', true, 6],
        ['Mutation.pay', 'MUTATION', 'Int', false, 9],
        ['Query.me', 'QUERY', 'Int', false, 10],
      ]);
      expect(catalog?.operations[0]?.arguments).toEqual([
        { name: 'id', type: 'ID!', required: true, deprecated: false },
        { name: 'lang', type: '[String!]', required: false, deprecated: false },
        { name: 'old', type: 'Int', required: false, deprecated: true },
      ]);
      expect(catalog?.operations[1]).toMatchObject({ deprecation: 'use search' });
    }
  });

  test.each([
    ['a syntax error', 'type Query {\n  a: }', 'Syntax Error: Expected Name, found "}".', 2],
    ['a character that is none', 'type Query { a: Int }\n\u0007', 'Syntax Error: Unexpected character: U+0007.', 2],
    ['no root type', 'type Other { a: Int }', 'the schema has no operations', 1],
    ['20,000 levels', `type Query {\n a(b: ${'['.repeat(20_000)}Int`, 'the file is nested too deeply', 2],
    ['20,000 levels of a query', `query ${'{a'.repeat(20_000)}`, 'the file is nested too deeply', 1],
    ['a query', 'query { a }', 'the schema has no operations', 1],
  ])('with %s is refused, with its line', async (_, text, message, line) => {
    const { catalog, problems } = await catalogOf({ 'a.graphql': text });
    expect(catalog).toBeUndefined();
    expect(problems).toMatchObject([{ message, line }]);
  });

  test('has the usual root types where the schema is only extended', async () => {
    const { catalog } = await catalogOf({ 'a.graphql': 'type Query { a: Int } extend schema { mutation: M } type M { b: Int }' });
    expect(catalog?.operations.map(({ id }) => id)).toEqual(['Query.a', 'Mutation.b']);
  });

  test('of too many tokens is refused', async () => {
    const { problems } = await catalogOf({ 'a.graphql': `type Query { ${'a: Int '.repeat(1000)}}` }, { values: 1000 });
    expect(problems).toMatchObject([{ message: 'the file is too long' }]);
  });
});

test.each([
  ['YAML that begins with type', 'type: object\n', 'the file does not say which OpenAPI it is written in'],
  ['nothing', '', 'the file holds no API definition'],
])('%s is no GraphQL', async (_, text, message) => {
  expect((await catalogOf({ 'a.yaml': text })).problems).toMatchObject([{ message }]);
});

test('a file that is not there is one problem', async () => {
  expect(await catalogDefinition('/nowhere/a.yaml')).toMatchObject({ catalog: undefined, problems: [{ file: '/nowhere/a.yaml' }] });
});
