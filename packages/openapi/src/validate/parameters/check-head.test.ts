import { describe, expect, test } from 'vitest';

import { definitionOf, firstOperation } from '../../../test/fixtures.ts';
import type { JsonObject, JsonValue } from '../../json.ts';
import { compileRequestValidator } from '../compile.ts';
import type { Violation } from '../violation.ts';

interface Call {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly ignoreUnknown?: boolean;
  readonly beside?: JsonValue;
  readonly root?: JsonObject;
  readonly security?: JsonValue;
}

function violations(parameters: JsonValue, call: Call): readonly Violation[] {
  const { path = {}, query = '', headers = {}, beside = [], root = {}, security = [] } = call;
  const definition = definitionOf({ '/a': { parameters: beside, get: { parameters, security } } }, root);
  const unknownQueryParameters = call.ignoreUnknown ? 'ignore' : 'reject';
  const validator = compileRequestValidator(definition, firstOperation(definition), { unknownQueryParameters, closedBodies: false });
  return validator.validateHead({ parameters: path, query, header: (name) => headers[name] }).violations;
}

const limit = { name: 'limit', in: 'query', schema: { type: 'integer', maximum: 10 } };

describe('query', () => {
  test.each<[JsonValue, string, string, string]>([
    [limit, 'limit=11', '/limit', 'must be <= 10'],
    [limit, 'limit=', '/limit', 'must be integer'],
    [limit, 'limit=1&limit=2', '/limit', 'must not be repeated'],
    [limit, 'limit=1&lim%69t=2', '/limit', 'must not be repeated'],
    [limit, 'limit=%', '/limit', 'has broken percent-encoding'],
    [limit, 'limit=%FF', '/limit', 'has broken percent-encoding'],
    [limit, '%=1', '', 'has a name with broken percent-encoding'],
    [limit, 'Limit=1', '/Limit', 'is not declared here'],
    [limit, 'limit[]=1', '/limit[]', 'is not declared here'],
    [limit, '__proto__=1', '/__proto__', 'is not declared here'],
    [{ ...limit, required: true }, '', '/limit', 'is required'],
    [{ name: 'f', in: 'query', content: { 'application/json': { schema: { required: ['a'] } } } }, 'f={"b":1}', '/f/a', 'is required'],
    [{ name: 'f', in: 'query', content: { 'application/json': {} } }, 'f={"b":1,"b":2}', '/f/b', 'must not stand twice in one object'],
    [{ name: 'f', in: 'query', content: { 'application/json': {} } }, 'f=%7B', '/f', 'must be JSON'],
    [
      { name: 'o', in: 'query', style: 'deepObject', schema: { properties: { a: { type: 'integer' } }, additionalProperties: false } },
      'o[a]=1&o[b]=2',
      '/o/b',
      'is not declared here',
    ],
    [
      { name: 'ids', in: 'query', schema: { type: 'array', items: { type: 'integer' }, maxItems: 2 } },
      'ids=1&ids=x',
      '/ids/1',
      'must be integer',
    ],
    [{ name: 'untyped', in: 'query', schema: { pattern: '^[a-z]+$' } }, 'untyped=12', '/untyped', 'must match ^[a-z]+$'],
    [{ name: 'untyped', in: 'query', schema: { maximum: 5 } }, 'untyped=12', '/untyped', 'must be <= 5'],
  ])('%j refuses %s', (parameter, query, pointer, message) => {
    expect(violations([parameter], { query })).toEqual([{ in: 'query', pointer, message }]);
  });

  test.each<[JsonValue, string]>([
    [limit, ''],
    [limit, '&&limit=10&'],
    [{ ...limit, allowEmptyValue: true }, 'limit='],
    [{ name: 'a', in: 'query', schema: { type: ['integer', 'string'], pattern: '^x' } }, 'a=xy'],
    [{ name: 'f', in: 'query', content: { 'application/json': { schema: { type: 'object' } } } }, 'f=%7B%22a%22%3A1%7D'],
    [{ name: 'any', in: 'query', schema: { type: 'object', additionalProperties: { type: 'integer' } } }, 'x=1&y=2'],
    [{ name: 'any', in: 'query' }, 'any=1'],
  ])('%j accepts %s', (parameter, query) => {
    expect(violations([parameter], { query })).toEqual([]);
  });

  test('unknown parameters are passed over where the options say so', () => {
    expect(violations([limit], { query: 'x=1', ignoreUnknown: true })).toEqual([]);
  });

  test('names of security schemes are known to the operations that use them, and to no others', () => {
    const root = { components: { securitySchemes: { key: { type: 'apiKey', in: 'query', name: 'api_key' } } } };
    expect(violations([], { query: 'api_key=1', root, security: [{ key: [] }] })).toEqual([]);
    expect(violations([], { query: 'api_key=1', root })).toMatchObject([{ pointer: '/api_key' }]);
  });

  test('values never show in messages, and long names are cut', () => {
    const found = violations([limit], { query: `limit=SECRET&${'n'.repeat(10_000)}=SECRET` });
    expect(JSON.stringify(found)).not.toContain('SECRET');
    expect(JSON.stringify(found).length).toBeLessThan(500);
  });

  test('pairs and violations are bounded', () => {
    expect(violations([], { query: 'a=1&'.repeat(1001) })).toEqual([
      { in: 'query', pointer: '', message: 'must not have more than 1000 values' },
    ]);
    const many = Array.from({ length: 1000 }, (_, index) => `n${index}=1`).join('&');
    expect(violations([], { query: many })).toHaveLength(100);
  });
});

describe('path', () => {
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };

  test('own parameters override those beside the operation', () => {
    expect(violations([{ ...id, schema: { type: 'string' } }], { path: { id: 'x' }, beside: [id] })).toEqual([]);
    expect(violations([], { path: { id: 'x' }, beside: [id] })).toEqual([{ in: 'path', pointer: '/id', message: 'must be integer' }]);
  });

  test('values are decoded once', () => {
    const exact = { ...id, schema: { const: 'a%2Fb/c' } };
    expect(violations([exact], { path: { id: 'a%252Fb%2Fc' } })).toEqual([]);
  });

  test('a parameter that the path does not give is missing', () => {
    expect(violations([{ ...id, name: 'constructor' }], { path: {} })).toEqual([
      { in: 'path', pointer: '/constructor', message: 'is required' },
    ]);
  });
});

describe('headers', () => {
  test('are found in any spelling and read without percent-decoding', () => {
    const header = {
      name: 'X-Ids',
      in: 'header',
      required: true,
      schema: { type: 'array', items: { type: 'string', pattern: '^[a-z%4]+$' } },
    };
    expect(violations([header], { headers: { 'x-ids': 'a%4,b' } })).toEqual([]);
    expect(violations([header], { headers: { 'x-ids': 'a,B' } })).toMatchObject([{ in: 'header', pointer: '/x-ids/1' }]);
    expect(violations([header], {})).toEqual([{ in: 'header', pointer: '/x-ids', message: 'is required' }]);
  });

  test('that are lists may have white space around commas, as where lines of one name are joined', () => {
    const trace = { name: 'X-Trace', in: 'header', schema: { type: 'array', items: { type: 'integer' } } };
    const where = { name: 'X-Where', in: 'header', explode: true, schema: { type: 'object', properties: { lat: { type: 'number' } } } };
    expect(violations([trace, where], { headers: { 'x-trace': '1, 2 ,\t3', 'x-where': 'lat=1, lon=2' } })).toEqual([]);
    for (const wrong of ['1, x', '1, 2 3', '1,\u00a02', '1, ,2'])
      expect(violations([trace], { headers: { 'x-trace': wrong } })).toHaveLength(1);
  });

  test('that OpenAPI describes elsewhere are ignored', () => {
    const ignored = ['Accept', 'content-type', 'Authorization'].map((name) => ({
      name,
      in: 'header',
      required: true,
      schema: { type: 'integer' },
    }));
    expect(violations(ignored, {})).toEqual([]);
  });
});

describe('cookies', () => {
  const session = { name: 's', in: 'cookie', required: true, schema: { type: 'integer' } };

  test.each([
    ['s=1', undefined],
    ['a="x y"; s="1"; b=%%', undefined],
    ['s=x', 'must be integer'],
    ['s=1; s=2', 'must not be repeated'],
    ['S=1', 'is required'],
    ['s=%', 'has broken percent-encoding'],
    ['s=1; novalue', 'holds a cookie without a name or without a value'],
    ['s=1; =x', 'holds a cookie without a name or without a value'],
  ])('%s', (cookie, message) => {
    const found = violations([session], { headers: { cookie } });
    expect(found.map((violation) => violation.message)).toEqual(message === undefined ? [] : [message]);
  });
});
