import { describe, expect, test } from 'vitest';

import { bytes, definitionOf, firstOperation } from '../../test/fixtures.ts';
import type { JsonObject } from '../json.ts';
import { compileRequestValidator, type RequestValidatorOptions } from './compile.ts';

type Verdict = ReturnType<ReturnType<typeof compileRequestValidator>['validateBody']>;

const OPTIONS: RequestValidatorOptions = {
  unknownQueryParameters: 'reject',
  closedBodies: true,
  unknownFields: 'strip',
  readOnlyFields: 'strip',
};

function validatorOf(schema: JsonObject, components: JsonObject = {}, types: readonly string[] = ['application/json']) {
  const content = Object.fromEntries(types.map((type) => [type, { schema }]));
  const definition = definitionOf(
    { '/a': { post: { requestBody: { required: true, content } } } },
    { components: { schemas: components } },
  );
  return compileRequestValidator(definition, firstOperation(definition), OPTIONS);
}

const ORDER = { type: 'object', properties: { n: { type: 'number' }, s: { type: 'string' }, list: { type: 'array', uniqueItems: true } } };
const judge = (body: string | Uint8Array, contentType = 'application/json'): Verdict =>
  validatorOf(ORDER).validateBody(contentType, typeof body === 'string' ? bytes(body) : body);
const textOf = (verdict: Verdict) =>
  verdict.kind === 'valid' && verdict.replacement ? Buffer.from(verdict.replacement).toString() : undefined;

test('the schema for names that are not declared is read once, however many there are', () => {
  const properties = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`p${index}`, { type: 'string' }]));
  const schema = { type: 'object', additionalProperties: { $ref: '#/components/schemas/Wide' } };
  const validator = validatorOf(schema, { Wide: { type: 'object', properties } }, ['application/xml']);
  const text = `<r>${Array.from({ length: 15_000 }, (_, index) => `<a${index}/>`).join('')}</r>`;
  // Read for each, this takes many seconds.
  expect(validator.validateBody('application/xml', bytes(text)).kind).toBe('valid');
});

describe('bodies that two readers could understand differently are refused', () => {
  test.each<[string, string | Uint8Array]>([
    ['a name twice', '{"n":1,"n":2}'],
    ['a name twice, once escaped', '{"n":1,"\\u006e":2}'],
    ['a name twice, deep inside of what is taken out', '{"x":{"y":[{"z":1,"z":2}]}}'],
    ['__proto__', '{"__proto__":{"n":1}}'],
    ['__proto__ inside of what is taken out', '{"x":{"__proto__":1}}'],
    ['a byte order mark', '\uFEFF{}'],
    ['UTF-16', Buffer.from('{"n":1}', 'utf16le')],
    ['UTF-16 with its mark', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('{"n":1}', 'utf16le')])],
    ['overlong UTF-8', new Uint8Array([0x22, 0xc0, 0xaf, 0x22])],
    ['half of a surrogate pair in UTF-8', new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22])],
    ['a NUL behind it', '{}\0'],
    ['comments', '{}/**/'],
    ['single quotes', "{'n':1}"],
    ['a comma too many', '{"n":1,}'],
    ['NaN', '{"n":NaN}'],
    ['hexadecimal', '{"n":0x10}'],
    ['a leading zero', '{"n":01}'],
    ['too many levels', `${'['.repeat(65)}${']'.repeat(65)}`],
    ['levels without end', '['.repeat(200_000)],
    ['an array where an object is due', '[{"n":1}]'],
    ['a text where an object is due', '"n"'],
    ['nothing', ' '],
    ['a number that is none', '{"n":1e999}'],
  ])('%s', (_name, body) => {
    expect(judge(body).kind).toBe('invalid');
  });

  test.each([
    'application/json; charset=utf-16',
    'application/json; charset=utf-8; charset=utf-7',
    'application/json, text/plain',
    'application/jsonp',
    'application/x+json',
    'text/json',
    'application/json\u000b',
    'json',
    '',
    `application/json;${'a'.repeat(2000)}`,
  ])('the content type %j', (contentType) => {
    expect(judge('{"n":1}', contentType).kind).toBe('unsupported-media-type');
  });
});

describe('names of the language itself are names like any other', () => {
  test.each(['constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__', 'length'])('%s', (name) => {
    expect(textOf(judge(`{"n":1,"${name}":{"a":1}}`))).toBe('{"n":1}');
    expect(validatorOf({ ...ORDER, required: [name] }).validateBody('application/json', bytes('{"n":1}')).kind).toBe('invalid');
  });
});

test('what is not taken out stays as it was written', () => {
  const text = '{ "n" : 1.0E+2 , "s":"\\u00e9\\/" }';
  expect(textOf(judge(text.replace(' }', ',"x":[{}] }')))).toBe(text);
});

describe('time is bounded', () => {
  const spent = (run: () => void): number => {
    const start = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };
  const MEGABYTE = 2 ** 20;
  /** On a busy machine; what is not linear takes minutes. */
  const MOST_MS = 3000;

  const alternatives = (...extra: readonly JsonObject[]) => ({
    Node: { anyOf: [branch('a'), branch('b'), ...extra] },
  });
  const branch = (name: string) => ({
    type: 'object',
    properties: { child: { $ref: '#/components/schemas/Node' }, [name]: { type: 'integer' } },
    additionalProperties: false,
  });
  const nested = (depth: number, inmost: string) => `${'{"child":'.repeat(depth)}${inmost}${'}'.repeat(depth)}`;

  test.each<[string, JsonObject, JsonObject, string]>([
    ['a field too many under alternatives in each other', { $ref: '#/components/schemas/Node' }, alternatives(), nested(60, '{"x":1}')],
    ['a wrong value under alternatives in each other', { $ref: '#/components/schemas/Node' }, alternatives(), nested(60, '{"a":"x"}')],
    ['a hundred thousand fields too many', ORDER, {}, `{${Array.from({ length: 100_000 }, (_, index) => `"x${index}":1`).join(',')}}`],
    ['a long list of equal items', ORDER, {}, `{"list":[${'1,'.repeat(400_000)}1]}`],
    [
      'a long list of items that differ',
      ORDER,
      {},
      `{"list":[${Array.from({ length: 100_000 }, (_, index) => `{"a":${index}}`).join(',')}]}`,
    ],
    ['a long text', { type: 'object', properties: { s: { type: 'string', pattern: '^(a+)+$' } } }, {}, `{"s":"${'a'.repeat(MEGABYTE)}!"}`],
    ['quotation marks and backslashes', ORDER, {}, `{"s":"${'\\\\'.repeat(MEGABYTE / 2)}`],
    [
      'a schema that refers to itself in place',
      { $ref: '#/components/schemas/Loop' },
      { Loop: { allOf: [{ $ref: '#/components/schemas/Loop' }] } },
      '{"x":1}',
    ],
    [
      'compositions that double',
      { $ref: '#/components/schemas/D0' },
      Object.fromEntries(
        Array.from({ length: 30 }, (_, index) => [
          `D${index}`,
          index === 29
            ? { type: 'object', properties: { n: { type: 'integer' } } }
            : { allOf: [{ $ref: `#/components/schemas/D${index + 1}` }, { $ref: `#/components/schemas/D${index + 1}` }] },
        ]),
      ),
      '{"n":1,"x":1}',
    ],
  ])('%s', (_name, schema, components, body) => {
    const validator = validatorOf(schema, components);
    let verdict: Verdict | undefined;
    const ms = spent(() => {
      verdict = validator.validateBody('application/json', bytes(body));
    });
    expect(verdict).toBeDefined();
    expect(ms).toBeLessThan(MOST_MS);
  });
});
