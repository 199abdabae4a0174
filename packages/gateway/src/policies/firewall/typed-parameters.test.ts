import { buildDefinition, type Definition, type Operation } from '@airside/openapi';
import { describe, expect, test } from 'vitest';

import { plainValues, typedTargets } from './typed-parameters.ts';

const integer = { type: 'integer' };
const query = (name: string, schema: object, more: object = {}) => ({ in: 'query', name, schema, ...more });

const definition = buildDefinition({
  openapi: '3.1.1',
  info: { title: 'Test', version: '1' },
  paths: {
    '/orders/{id}/lines/{line}': {
      put: {
        parameters: [
          { in: 'path', name: 'id', required: true, schema: integer },
          { in: 'path', name: 'line', required: true, schema: { type: 'string', format: 'uuid' } },
          query('page', integer),
          query('ids', { type: 'array', items: integer }),
          query('list', { type: 'array', items: integer }, { explode: false }),
          query('box', { type: 'object', properties: { a: integer } }, { style: 'deepObject' }),
          query('either', { oneOf: [integer, { type: 'string' }] }),
          query('free', { type: 'string' }),
          query('none', {}),
          query('standard', { default: 1 }),
          query('sort', { enum: ['name', 'naïve'] }),
          query('json', {}, { schema: undefined, content: { 'application/json': { schema: integer } } }),
          query('x.y', integer),
          { in: 'header', name: 'X-Tenant', schema: integer },
          { in: 'cookie', name: 'shard', schema: integer },
        ],
        requestBody: {
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: {
                  count: integer,
                  note: { type: 'string' },
                  'a.b': integer,
                  nested: { type: 'object', properties: { when: { type: 'string', format: 'date' } }, additionalProperties: true },
                  lines: { type: 'array', items: { type: 'object', properties: { n: integer } } },
                  numbers: { type: 'array', items: { type: 'number' } },
                  mixed: { type: ['integer', 'string'] },
                  maybe: { type: ['integer', 'null'] },
                },
              },
            },
            'application/x-www-form-urlencoded': {
              schema: { type: 'object', properties: { age: integer, tags: { type: 'array', items: integer } } },
            },
            'multipart/form-data': { schema: { type: 'object', properties: { size: integer } } },
          },
        },
        responses: {},
      },
    },
    '/files/{name}': { get: { parameters: [{ in: 'path', name: 'name', required: true, schema: { type: 'string' } }], responses: {} } },
    '/v{n}/x': { get: { parameters: [{ in: 'path', name: 'n', required: true, schema: integer }], responses: {} } },
  },
} as never) satisfies Definition;

const operation = (index: number): Operation => {
  const found = definition.operations[index];
  if (found === undefined) throw new Error(`there is no operation ${index}`);
  return found;
};
const plain = plainValues(definition, operation(0));
const isPlain = (variable: string, key: string, value: string) => plain?.get(variable)?.(key, value) === true;
const UUID = '550e8400-e29b-41d4-a716-446655440000';

describe('is not searched for injection', () => {
  test.each([
    ['ARGS', 'page', '5'],
    ['ARGS_GET', 'page', '-5'],
    ['ARGS_NAMES', 'page', 'page'],
    ['ARGS_GET_NAMES', 'page', 'page'],
    ['ARGS', 'ids', '1'],
    ['ARGS', 'sort', 'name'],
    ['ARGS', 'x.y', '1'],
    ['ARGS_POST', 'age', '5'],
    ['ARGS', 'tags', '5'],
    ['ARGS', 'json.count', '5'],
    ['ARGS', 'json.a.b', '5'],
    ['ARGS', 'json.nested.when', '2026-11-21'],
    ['ARGS', 'json.lines.array_12.n', '5'],
    ['ARGS_NAMES', 'json.lines.array_12.n', 'json.lines.array_12.n'],
    ['ARGS', 'json.numbers.array_0', '1.5'],
    ['ARGS', 'json.maybe', ''],
    ['REQUEST_HEADERS', 'X-TENANT', '5'],
    ['REQUEST_COOKIES', 'shard', '5'],
    ['REQUEST_FILENAME', '', `/orders/5/lines/${UUID}`],
    ['REQUEST_FILENAME', '', `/api/v1.2/orders/5/lines/${UUID}`],
  ])('%s:%s %s', (variable, key, value) => {
    expect(isPlain(variable, key, value)).toBe(true);
  });
});

describe('is searched', () => {
  const INJECTIONS = ["1' or 1=1--", '1 or 1=1', '1;id', '1\n', '1\0', '1%27', '169.254.169.254', '../', '<b>', '${1}', '１'];
  const TYPED = ['page', 'ids', 'sort', 'x.y', 'age', 'json.count', 'json.a.b', 'json.nested.when', 'json.lines.array_0.n', 'json.maybe'];
  test.each(TYPED.flatMap((key) => INJECTIONS.map((value) => [key, value])))('another value than the type has: %s = %j', (key, value) => {
    for (const variable of ['ARGS', 'ARGS_GET', 'ARGS_POST']) expect(isPlain(variable, key, value)).toBe(false);
  });

  test.each([
    'PAGE',
    'Page',
    'page ',
    ' page',
    'page[]',
    'page[0]',
    'page.',
    'p%61ge',
    'page\0',
    'ids[]',
    'list',
    'box',
    'box[a]',
    'either',
    'free',
    'none',
    'standard',
    'json',
    'size',
    'count',
    'line',
    'json.Count',
    'json.count.',
    'json.count.x',
    'json..count',
    'json.note',
    'json.mixed',
    'json.a',
    'json.nested',
    'json.nested.other',
    'json.lines.n',
    'json.lines.array_.n',
    'json.lines.array_*.n',
    'json.lines.array_1x.n',
    "json.lines.array_1' or 1=1.n",
    'json.lines.array_0.array_0.n',
    'json.array_0.count',
    'json.numbers',
    'json.toString',
    '__proto__',
    'constructor',
    '',
  ])('another name: %j', (key) => {
    for (const variable of ['ARGS', 'ARGS_GET', 'ARGS_POST', 'ARGS_NAMES']) expect(isPlain(variable, key, '5')).toBe(false);
  });

  test.each([
    ['REQUEST_HEADERS', 'page', '5'],
    ['REQUEST_COOKIES', 'page', '5'],
    ['REQUEST_COOKIES', 'SHARD', '5'],
    ['REQUEST_COOKIES', 'shard', "5'"],
    ['ARGS', 'shard', '5'],
    ['ARGS', 'x-tenant', '5'],
    ['REQUEST_HEADERS', 'x-tenant', '5, 6'],
    ['REQUEST_HEADERS', 'referer', '5'],
    ['XML', '', '5'],
    ['REQUEST_BODY', '', '5'],
    ['REQUEST_URI', '', `/orders/5/lines/${UUID}`],
    ['REQUEST_URI_RAW', '', `/orders/5/lines/${UUID}`],
    ['REQUEST_BASENAME', '', UUID],
    ['FILES', 'page', '5'],
    ['TX', 'page', '5'],
    ['QUERY_STRING', '', 'page=5'],
  ])('another place: %s:%s', (variable, key, value) => {
    expect(isPlain(variable, key, value)).toBe(false);
  });

  test.each([
    '/orders/5',
    '/lines/5',
    `/orders/5'/lines/${UUID}`,
    `/orders/5/lines/${UUID}/`,
    `/orders/5/lines/${UUID}/..`,
    `/orders/5/lines/${UUID};x`,
    `/../orders/5/lines/${UUID}`,
    `/a..b/orders/5/lines/${UUID}`,
    `/.git/orders/5/lines/${UUID}`,
    `/a b/orders/5/lines/${UUID}`,
    `/a/orders/5/Lines/${UUID}`,
    `orders/5/lines/${UUID}`,
    `x/orders/5/lines/${UUID}`,
    `/orders\\5/lines/${UUID}`,
    `${'/a'.repeat(100)}/orders/5/lines/${UUID}`,
    '',
  ])('another path: %s', (path) => {
    expect(isPlain('REQUEST_FILENAME', '', path)).toBe(false);
  });
});

test('a path with a segment of any text, or of text and parameter, is searched', () => {
  for (const index of [1, 2]) expect(plainValues(definition, operation(index))).toBeUndefined();
});

test('a target names its collection and its key as the engine spells it', () => {
  const keys = typedTargets(definition, operation(0)).map(({ collection, key }) => `${collection}:${key}`);
  expect(keys).toContain('ARGS:json.lines.array_0.n');
  expect(keys).toContain('REQUEST_HEADERS:x-tenant');
  expect(keys.filter((key) => key.endsWith(':size'))).toEqual([]);
});
