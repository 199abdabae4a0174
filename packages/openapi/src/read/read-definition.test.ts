import { formatProblem, type Problem } from '@airside/domain/text';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { documentWith, readFiles } from '../../test/fixtures.ts';
import { buildDefinition } from '../definition/build.ts';
import { atPointer } from '../definition/document.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import { compileMatcher } from '../match/matcher.ts';
import { readDefinition } from './read-definition.ts';

const MINIMAL = { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: { '/a': { get: { responses: {} } } } };
const messages = (problems: readonly Problem[]): readonly string[] => problems.map((problem) => problem.message);

describe('versions', () => {
  test.each([
    ['3.1 in JSON', MINIMAL],
    ['3.1 in YAML', 'openapi: 3.1.1\ninfo: {title: T, version: "1"}\npaths:\n  /a:\n    get: {responses: {}}\n'],
    ['3.0', { ...MINIMAL, openapi: '3.0.3' }],
    ['2.0', { swagger: '2.0', info: MINIMAL.info, paths: MINIMAL.paths }],
    ['2.0 written as a number', 'swagger: 2.0\ninfo: {title: T, version: "1"}\npaths: {/a: {get: {responses: {}}}}\n'],
    ['a byte order mark', `\uFEFF${JSON.stringify(MINIMAL)}`],
  ])('%s is read as 3.1', async (_, content) => {
    const { document, problems } = await readFiles({ 'api.yaml': content });
    expect(problems).toEqual([]);
    expect(document?.openapi).toMatch(/^3\.1\./);
    expect(document && buildDefinition(document).operations).toMatchObject([{ id: 'GET /a' }]);
  });

  test.each<[string, JsonObject | string, string, string]>([
    ['3.3', { ...MINIMAL, openapi: '3.3.0' }, 'this version of OpenAPI is not read', '/openapi'],
    ['1.2', { swagger: '1.2' }, 'this version of OpenAPI is not read', '/swagger'],
    ['4', { ...MINIMAL, openapi: '4.0.0' }, 'this version of OpenAPI is not read', '/openapi'],
    ['a number', { ...MINIMAL, openapi: 3.1 }, 'this version of OpenAPI is not read', '/openapi'],
    ['no version', { info: {} }, 'the file does not say which OpenAPI it is written in', ''],
    ['a list', '- a', 'the file holds no API definition', ''],
    ['nothing', '', 'the file holds no API definition', ''],
    ['two documents', 'a: 1\n---\nb: 2\n', 'the file holds several YAML documents; expected one', ''],
  ])('%s is refused', async (_, content, message, pointer) => {
    const { document, problems } = await readFiles({ 'api.yaml': content });
    expect(document).toBeUndefined();
    expect(problems).toMatchObject([{ severity: 'error', message, pointer }]);
  });
});

describe('what the upgrade must not lose', () => {
  test('3.0: nullable, exclusive bounds, base64', async () => {
    const schemas = {
      A: { type: 'string', nullable: true },
      B: { type: 'number', minimum: 1, exclusiveMinimum: true },
      C: { type: 'string', format: 'byte' },
      D: { nullable: true, allOf: [{ $ref: '#/components/schemas/A' }] },
      E: { nullable: true, anyOf: [{ type: 'string' }], allOf: [{ minLength: 1 }] },
      F: { type: 'object', default: { type: 'string', nullable: true }, example: { nullable: true } },
      G: {
        oneOf: [
          { nullable: true, description: 'none' },
          { type: 'integer', exclusiveMaximum: false, maximum: 3 },
        ],
      },
    };
    const { document } = await readFiles({ 'api.json': { ...documentWith(schemas), openapi: '3.0.3' } });
    expect(document && atPointer(document, '/components/schemas')).toMatchObject({
      A: { type: ['string', 'null'] },
      B: { exclusiveMinimum: 1 },
      C: { contentEncoding: 'base64' },
      D: { anyOf: [{ $ref: '#/components/schemas/A' }, { type: 'null' }] },
      E: { anyOf: [{ allOf: [{ minLength: 1 }], anyOf: [{ type: 'string' }] }, { type: 'null' }] },
      F: { type: 'object', default: { type: 'string', nullable: true }, examples: [{ nullable: true }] },
      G: {
        oneOf: [
          { type: 'null', description: 'none' },
          { type: 'integer', maximum: 3 },
        ],
      },
    });
  });

  test('2.0: bodies behind references, bodies of the path, required forms, collection formats', async () => {
    const body = { in: 'body', name: 'b', required: true, schema: { $ref: '#/definitions/A' } };
    const { document, problems } = await readFiles({
      'api.json': {
        swagger: '2.0',
        info: MINIMAL.info,
        basePath: '/v2',
        consumes: ['application/json'],
        definitions: { A: { type: 'object' } },
        parameters: { Body: body, Ids: { in: 'query', name: 'ids', type: 'array', collectionFormat: 'pipes', items: { type: 'integer' } } },
        paths: {
          '/a': { parameters: [body], post: { responses: {} }, put: { parameters: [{ $ref: '#/parameters/Ids' }], responses: {} } },
          '/b': { post: { parameters: [{ $ref: '#/parameters/Body' }], responses: {} } },
          '/c': {
            post: {
              consumes: ['application/x-www-form-urlencoded'],
              parameters: [{ in: 'formData', name: 'f', type: 'string', required: true }],
              responses: {},
            },
          },
        },
      },
    });
    expect(problems).toEqual([]);
    if (!document) throw new Error('expected a document');
    for (const pointer of ['/paths/~1a/post', '/paths/~1a/put', '/paths/~1b/post']) {
      expect(atPointer(document, `${pointer}/requestBody`)).toMatchObject({
        required: true,
        content: { 'application/json': { schema: { $ref: '#/components/schemas/A' } } },
      });
    }
    expect(atPointer(document, '/paths/~1a/put/parameters')).toMatchObject([{ name: 'ids', style: 'pipeDelimited', explode: false }]);
    expect(atPointer(document, '/paths/~1c/post/requestBody')).toMatchObject({ required: true });
    expect(buildDefinition(document).serverPaths).toEqual(['/v2']);
  });
});

test('shared parameters of 2.0 that multiply beyond all bounds are refused', async () => {
  const schema = { description: 'x'.repeat(1_000_000) };
  const post = { parameters: [{ $ref: '#/parameters/Body' }], responses: {} };
  const paths = Object.fromEntries(Array.from({ length: 70 }, (_, index) => [`/a${index}`, { post }]));
  const parameters = { Body: { in: 'body', name: 'b', schema } };
  const { problems } = await readFiles({ 'api.json': { swagger: '2.0', info: MINIMAL.info, parameters, paths } });
  expect(problems).toMatchObject([
    { severity: 'error', message: expect.stringContaining('parameters that are shared come to too much') as string },
  ]);
});

describe('other files', () => {
  test('are bundled, with cycles between them, once each', async () => {
    const { document, problems, files } = await readFiles({
      'api.yaml': documentWith(
        { Pet: { $ref: 'schemas/pet.yaml' }, owner: { type: 'string' } },
        { parameters: [{ $ref: './parts.yaml#/limit' }] },
      ),
      'schemas/pet.yaml':
        'type: object\nproperties:\n  owner: {$ref: "owner.json#/Owner"}\n  friend: {$ref: pet.yaml}\n  example: {const: {$ref: "no reference"}}\n',
      'schemas/owner.json': {
        Owner: { properties: { pets: { items: { $ref: '../api.yaml#/components/schemas/Pet' } }, self: { $ref: '#/Owner' } } },
      },
      'parts.yaml': 'limit: {name: limit, in: query, schema: {type: integer}}\n',
    });
    expect(problems).toEqual([]);
    expect(files.map((file) => file.split('/').at(-1))).toEqual(['api.yaml', 'parts.yaml', 'pet.yaml', 'owner.json']);
    expect(document && atPointer(document, '/components')).toEqual({
      parameters: { limit: { name: 'limit', in: 'query', schema: { type: 'integer' } } },
      schemas: {
        Pet: { $ref: '#/components/schemas/pet' },
        owner: { type: 'string' },
        pet: {
          type: 'object',
          properties: {
            owner: { $ref: '#/components/schemas/Owner' },
            friend: { $ref: '#/components/schemas/pet' },
            example: { const: { $ref: 'no reference' } },
          },
        },
        Owner: { properties: { pets: { items: { $ref: '#/components/schemas/Pet' } }, self: { $ref: '#/components/schemas/Owner' } } },
      },
    });
  });

  test('with path items are copied to where these are used', async () => {
    const { document, problems } = await readFiles({
      'api.yaml': { ...MINIMAL, openapi: '3.0.0', paths: { '/a': { $ref: 'paths/a.yaml' } } },
      'paths/a.yaml': 'get:\n  operationId: getA\n  parameters: [{$ref: "../p.yaml#/p"}]\n  responses: {}\n',
      'p.yaml': 'p: {name: p, in: query, schema: {type: string, nullable: true}}\n',
    });
    expect(problems).toEqual([]);
    expect(document && buildDefinition(document).operations).toMatchObject([{ id: 'getA', pointer: '/paths/~1a/get' }]);
    expect(document && atPointer(document, '/components/parameters/p/schema/type')).toEqual(['string', 'null']);
  });

  test('named by the mapping of a discriminator are pointed to, and not looked for where nothing else refers to them', async () => {
    const mapping = { a: 'x.json#/A', b: './x.json#/B', gone: 'models/gone.yml', name: 'Own', own: '#/components/schemas/Own' };
    const schemas = { Own: {}, Any: { oneOf: [{ $ref: 'x.json#/A' }], discriminator: { propertyName: 'kind', mapping } } };
    const { document, problems } = await readFiles({
      'api.json': documentWith(schemas),
      'x.json': { A: { type: 'object' }, B: { type: 'object' } },
    });
    expect(problems).toEqual([]);
    expect(document && atPointer(document, '/components/schemas/Any/discriminator/mapping')).toEqual({
      a: '#/components/schemas/A',
      b: '#/components/schemas/B',
      gone: 'models/gone.yml',
      name: 'Own',
      own: '#/components/schemas/Own',
    });
  });

  test('keep apart what has the same name in two of them', async () => {
    const { document } = await readFiles({
      'api.json': documentWith({ A: { $ref: 'x.json#/A' }, B: { $ref: 'y.json#/A' } }),
      'x.json': { A: { type: 'string' } },
      'y.json': { A: { type: 'integer' } },
    });
    expect(document && atPointer(document, '/components/schemas')).toEqual({
      A: { $ref: '#/components/schemas/A_2' },
      B: { $ref: '#/components/schemas/A_3' },
      A_2: { type: 'string' },
      A_3: { type: 'integer' },
    });
  });

  test.each<[string, string, string]>([
    ['a URL', 'https://example.com/a.yaml#/A', 'a reference to a URL is not followed'],
    ['a URL without scheme', '//example.com/a.yaml', 'a reference to a URL is not followed'],
    ['a file URL', 'file:///etc/passwd', 'a reference to a URL is not followed'],
    ['a name that no schema has', '#anchor', 'a reference names a schema that is not there'],
    ['a name that no schema of another file has', 'other.json#anchor', 'a reference names a schema that is not there'],
    ['broken encoding', '%zz.yaml', 'a reference is not a JSON pointer'],
    ['a null character', '%00.yaml', 'a reference is not a JSON pointer'],
    ['a missing file', 'missing.yaml', 'the file cannot be read (ENOENT)'],
    ['a directory', '.', 'not a regular file'],
    ['a device', '/dev/zero', 'not a regular file'],
    ['a name that every object has', '#/constructor', 'a reference points to nothing'],
    ['a missing place in another file', 'other.json#/B', 'a reference points to nothing'],
  ])('behind %s are refused, once', async (_, $ref, message) => {
    const { document, problems } = await readFiles({ 'api.json': documentWith({ A: { items: { $ref } } }), 'other.json': { A: {} } });
    expect(document).toBeUndefined();
    expect(problems).toMatchObject([{ message, pointer: '/components/schemas/A/items/$ref', line: 1 }]);
  });
});

describe('problems', () => {
  test('have line, column, pointer and a suggestion, in the file that they come from', async () => {
    const { problems } = await readFiles({
      'api.yaml': documentWith({ A: { $ref: 'more.yaml#/A' } }),
      'more.yaml': 'A:\n  properties:\n    b: {$ref: "#/Ohter"}\nOther: {type: string}\n',
    });
    expect(problems).toMatchObject([
      { line: 3, column: 9, pointer: '/A/properties/b/$ref', message: 'a reference points to nothing', hint: 'Did you mean #/Other?' },
    ]);
    expect(problems.map(formatProblem).join()).toMatch(/more\.yaml:3:9: error: a reference points to nothing/);
  });

  const get = (operation: JsonObject, template = '/a'): JsonObject => ({
    ...MINIMAL,
    paths: { [template]: { get: { responses: {}, ...operation } } },
  });
  const x = { name: 'x', in: 'path', required: true, schema: {} };

  test.each<[string, JsonObject, readonly string[]]>([
    ['no paths', { openapi: '3.1.0', info: {} }, ['the definition has no paths']],
    ['no operations', { ...MINIMAL, paths: { '/a': {} } }, ['the definition has no operations']],
    [
      'an operationId twice',
      { ...MINIMAL, paths: { '/a': { get: { operationId: 'x' }, post: { operationId: 'x' } } } },
      ['an operationId is used twice'],
    ],
    [
      'ambiguous templates',
      { ...MINIMAL, paths: { '/a/{x}': { get: { parameters: [x] } }, '/a/{y}': { get: { parameters: [{ ...x, name: 'y' }] } } } },
      ['two path templates match the same paths'],
    ],
    [
      'templates that differ in encoding',
      { ...MINIMAL, paths: { '/~a': { get: {} }, '/%7ea': { get: {} } } },
      ['two path templates match the same paths'],
    ],
    ['an undeclared parameter', get({}, '/a/{x}'), ['a parameter of the path is not declared']],
    ['a parameter beyond the template', get({ parameters: [x] }), ['a path parameter does not stand in its path']],
    ['a template without slash', get({}, 'a'), ['the definition has no operations', 'a path does not start with a slash']],
    ['a brace that is open', get({}, '/a/{x'), ['a path has a brace that is not closed']],
    ['a parameter without schema', get({ parameters: [{ name: 'q', in: 'query' }] }), ['a parameter has no schema']],
    ['a parameter nowhere', get({ parameters: [{ name: 'q', in: 'body', schema: {} }] }), ['a parameter does not say where it stands']],
    ['look-ahead', documentWith({ A: { pattern: '(?=a)' } }), ['a pattern cannot be used']],
    ['look-behind', documentWith({ A: { pattern: '(?<!a)b' } }), ['a pattern cannot be used']],
    ['a back-reference in a name', documentWith({ A: { patternProperties: { '(a)\\1': {} } } }), ['a pattern cannot be used']],
    ['an unknown type', documentWith({ A: { type: 'strin' } }), ['`type` has a value that it cannot have']],
    ['a ring', documentWith({ A: { allOf: [{ $ref: '#/components/schemas/A' }] } }), ['references lead round in a ring']],
    ['a dynamic reference to nothing', documentWith({ A: { $dynamicRef: '#x' } }), ['a reference names a schema that is not there']],
    ['a recursive reference of draft 2019-09', documentWith({ A: { $recursiveRef: '#' } }), ['`$recursiveRef` is not followed']],
    ['an unknown security scheme', get({ security: [{ key: [] }] }), ['a security scheme is not declared']],
    ['security that is no list', { ...MINIMAL, security: {} }, ['`security` has a value that it cannot have']],
  ])('%s', async (_, content, expected) => {
    const { document, problems } = await readFiles({ 'api.json': content });
    expect(messages(problems)).toEqual(expected);
    expect(document).toBeUndefined();
    for (const problem of problems) expect(problem.line).toBeGreaterThan(0);
  });

  test('templates that match the same paths by other methods are a warning, and each operation is found with its own names', async () => {
    const paths = { '/a/{x}': { get: { parameters: [x] } }, '/a/{y}': { post: { parameters: [{ ...x, name: 'y' }] } } };
    const { document, problems } = await readFiles({ 'api.json': { ...MINIMAL, paths } });
    expect(problems).toMatchObject([{ severity: 'warning', message: 'two path templates match the same paths' }]);
    const matcher = compileMatcher(document ? buildDefinition(document).operations : []);
    expect(matcher.match('GET', '/a/1')).toMatchObject({ parameters: { x: '1' } });
    expect(matcher.match('POST', '/a/1')).toMatchObject({ parameters: { y: '1' } });
  });

  test('of what cannot be enforced are warnings to those who only describe; the others stay', async () => {
    const content = documentWith({ A: { pattern: '(?=a)' }, B: { allOf: [{ $ref: '#/components/schemas/B' }] } });
    const { document, problems } = await readFiles({ 'api.json': content }, { purpose: 'describe' });
    expect(document).toBeUndefined();
    expect(problems.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
      'warning: a pattern cannot be used',
      'error: references lead round in a ring',
    ]);
    const unenforceable = documentWith({ A: { pattern: '(?=a)' } });
    expect((await readFiles({ 'api.json': unenforceable }, { purpose: 'describe' })).document).toBeDefined();
  });

  test('names twice are found in YAML and in JSON', async () => {
    expect(messages((await readFiles({ 'a.yaml': 'openapi: 3.1.0\npaths: {}\npaths: {}\n' })).problems)).toEqual([
      'duplicated mapping key',
    ]);
    expect(messages((await readFiles({ 'a.json': '{"openapi":"3.1.0","paths":{},"paths":{}}' })).problems)).toEqual([
      'duplicated mapping key',
    ]);
  });
});

describe('bounds', () => {
  test.each<[string, Readonly<Record<string, string | JsonObject>>, Parameters<typeof readFiles>[1], string]>([
    [
      'files',
      { 'a.json': documentWith({ A: { $ref: 'b.json' } }), 'b.json': { items: { $ref: 'c.json' } }, 'c.json': {} },
      { files: 2 },
      'the definition spreads over too many files',
    ],
    ['bytes', { 'a.json': MINIMAL }, { fileBytes: 50 }, 'the file is too large'],
    ['depth in JSON', { 'a.json': `${'{"a":'.repeat(300)}1${'}'.repeat(300)}` }, {}, 'nesting'],
    ['depth in YAML', { 'a.yaml': '['.repeat(100_000) }, {}, 'nesting'],
    [
      'values behind aliases',
      {
        'a.yaml': `a: &a [1,1,1,1,1,1,1,1,1]\n${Array.from({ length: 9 }, (_, i) => `b${i}: &b${i} [${`*${i === 0 ? 'a' : `b${i - 1}`},`.repeat(9)}]\n`).join('')}`,
      },
      {},
      'the file holds too many values once its aliases are expanded',
    ],
    ['aliases', { 'a.yaml': `a: &a 1\nb: [${'*a,'.repeat(20)}]` }, { aliases: 10 }, 'alias'],
    ['aliases in a ring', { 'a.yaml': 'a: &a [*a]' }, {}, 'the file is nested too deeply'],
    ['operations', { 'a.json': { ...MINIMAL, paths: { '/a': { get: {}, post: {} } } } }, { operations: 1 }, 'too many operations'],
    ['__proto__', { 'a.yaml': 'openapi: 3.1.0\npaths: {__proto__: {x: 1}}' }, {}, 'the name __proto__ is not accepted'],
    ['bytes that are not UTF-8', { 'a.yaml': '\ud800' }, { fileBytes: 2 }, 'the file is too large'],
  ])('of %s are kept', async (_, files, bounds, message) => {
    const { document, problems } = await readFiles(files, bounds);
    expect(document).toBeUndefined();
    expect(problems[0]?.message).toContain(message);
  });

  test('of problems are kept', async () => {
    const schemas = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`S${index}`, { type: 'wrong' }]));
    expect((await readFiles({ 'a.json': documentWith(schemas) }, { problems: 10 })).problems).toHaveLength(10);
  });

  test('a missing file is one problem', async () => {
    const { problems, files } = await readDefinition('/nowhere/api.yaml');
    expect(problems).toMatchObject([{ file: '/nowhere/api.yaml', line: 0, message: 'the file cannot be read (ENOENT)' }]);
    expect(files).toEqual(['/nowhere/api.yaml']);
  });
});

test('a thousand references in a chain and in a ring through values are read', async () => {
  const chain = Object.fromEntries(
    Array.from({ length: 1000 }, (_, index) => [`S${index}`, { $ref: `#/components/schemas/S${index + 1}` }]),
  );
  expect((await readFiles({ 'a.json': documentWith({ ...chain, S1000: { type: 'string' } }) })).problems).toEqual([]);
  expect(
    messages((await readFiles({ 'a.json': documentWith({ ...chain, S1000: { $ref: '#/components/schemas/S0' } }) })).problems),
  ).toEqual(['references lead round in a ring']);
  const ring = Object.fromEntries(
    Array.from({ length: 1000 }, (_, index) => [`S${index}`, { items: { $ref: `#/components/schemas/S${(index + 1) % 1000}` } }]),
  );
  expect((await readFiles({ 'a.json': documentWith(ring) })).problems).toEqual([]);
});

test('a recursion through five files ends, and each part is there once', async () => {
  const file = (index: number): JsonObject => ({
    Node: {
      type: 'object',
      properties: {
        next: { $ref: `f${(index + 1) % 5}.json#/Node` },
        all: { items: { anyOf: [{ $ref: `f${(index + 2) % 5}.json#/Node` }] } },
      },
    },
  });
  const files = Object.fromEntries(Array.from({ length: 5 }, (_, index) => [`f${index}.json`, file(index)]));
  const { document, problems } = await readFiles({ 'api.json': documentWith({ A: { $ref: 'f0.json#/Node' } }), ...files });
  expect(problems).toEqual([]);
  const schemas = document && atPointer(document, '/components/schemas');
  expect(Object.keys(schemas ?? {})).toEqual(['A', 'Node', 'Node_2', 'Node_3', 'Node_4', 'Node_5']);
});

test('nothing in a file makes it throw', async () => {
  const key = fc.constantFrom(
    'openapi',
    'swagger',
    'paths',
    '/a',
    '/a/{b}',
    'get',
    'parameters',
    'schema',
    '$ref',
    'components',
    'schemas',
    'security',
    'responses',
    'definitions',
    'allOf',
    'in',
    'name',
    'content',
    'a/b',
    'query',
    'additionalOperations',
    'discriminator',
    'mapping',
    '$self',
    'nullable',
  );
  const value = fc.letrec<{ value: JsonValue }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom<JsonValue>('3.1.0', '3.0.0', '2.0', '#/paths', '#', 'body', 'querystring', '\ud800', null, 1, true),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(key, tie('value'), { maxKeys: 4 }),
    ),
  })).value;
  const version = fc.constantFrom<JsonObject>({ openapi: '3.2.0' }, { openapi: '3.1.0' }, { openapi: '3.0.0' }, { swagger: '2.0' });
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc
          .tuple(fc.dictionary(key, value), version)
          .map(([some, first]) => JSON.stringify({ ...some, ...first, paths: some['paths'] ?? {} })),
      ),
      async (text) => {
        for (const purpose of ['enforce', 'describe'] as const) {
          const { problems, document } = await readFiles({ 'a.yaml': text }, { purpose });
          expect(document === undefined).toBe(problems.some((problem) => problem.severity === 'error'));
        }
      },
    ),
    { numRuns: 150 },
  );
});
