import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { DefinitionDocument } from '../../definition/document.ts';
import type { JsonObject, JsonValue } from '../../json.ts';
import { SchemaCompiler } from './compiler.ts';
import type { SchemaError } from './messages.ts';

function errorOf(schema: JsonValue, value: JsonValue, options: { schemas?: JsonObject; closed?: boolean } = {}): SchemaError | undefined {
  const document = { openapi: '3.1.1', components: { schemas: { ...options.schemas, Root: schema } } } as DefinitionDocument;
  return new SchemaCompiler(document, { closed: options.closed ?? false }).check('/components/schemas/Root')(
    value,
    JSON.stringify(value).length,
  );
}

const reference = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

test('a schema may come back to itself through an alternative for a value inside', () => {
  const child = { anyOf: [{ type: 'string' }, reference('Tree')] };
  const schemas = {
    Tree: { type: 'object', properties: { value: { type: 'integer' }, child, list: { items: { oneOf: [reference('Tree')] } } } },
  };
  const check = (value: JsonValue) => errorOf(reference('Tree'), value, { schemas, closed: true });
  expect(check({ value: 1, child: { child: 'x', list: [{ value: 2 }] } })).toBeUndefined();
  expect(check({ child: { child: { value: 'x' } } })).toEqual({ pointer: '/child', message: 'must fit at least one of the alternatives' });
  expect(check({ child: { other: 1 } })).toBeDefined();
});

test('what comes back to itself twice in each value ends', () => {
  const twice = { anyOf: [reference('Twice'), { allOf: [reference('Twice')] }] };
  let value: JsonValue = 'x';
  for (let depth = 0; depth < 60; depth++) value = { a: value };
  const schemas = { Twice: { type: 'object', properties: { a: twice } } };
  expect(errorOf(reference('Twice'), value, { schemas })).toEqual({ pointer: '', message: 'takes too many steps to check' });
});

describe('what is wrong is said without the value', () => {
  test.each<[JsonValue, JsonValue, string, string]>([
    [{ type: 'integer' }, 'x', '', 'must be integer'],
    [{ type: ['integer', 'null'] }, 'x', '', 'must be integer or null'],
    [{ required: ['a/b'] }, {}, '/a~1b', 'is required'],
    [{ required: ['constructor'] }, {}, '/constructor', 'is required'],
    [{ properties: { a: { items: { type: 'string' } } } }, { a: ['x', 1] }, '/a/1', 'must be string'],
    [{ additionalProperties: false }, { a: 1 }, '/a', 'is not declared here'],
    [{ properties: { toString: false } }, { a: 1 }, '', ''],
    [{ enum: ['a', 1] }, 'b', '', 'must be one of "a", 1'],
    [{ const: 'a' }, 'b', '', 'must be "a"'],
    [{ pattern: '^a$' }, 'b', '', 'must match ^a$'],
    [{ format: 'date' }, 'b', '', 'must be in the format date'],
    [{ contentEncoding: 'base64' }, '?', '', 'must be in the format byte'],
    [{ minimum: 1 }, 0, '', 'must be >= 1'],
    [{ exclusiveMaximum: 1 }, 1, '', 'must be < 1'],
    [{ multipleOf: 0.01 }, 0.005, '', 'must be a multiple of 0.01'],
    [{ minLength: 2 }, '💩', '', 'must have at least 2 characters'],
    [{ maxItems: 1 }, [1, 2], '', 'must have at most 1 items'],
    [
      { uniqueItems: true },
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      '',
      'must not have two equal items',
    ],
    [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 1, '', 'must fit at least one of the alternatives'],
    [{ oneOf: [{ type: 'string' }, { minLength: 1 }] }, 'ab', '', 'must fit exactly one of the alternatives'],
    [{ not: { type: 'string' } }, 'b', '', 'must not fit the schema that is excluded'],
    [{ if: { type: 'string' }, then: { minLength: 3 } }, 'b', '', 'must have at least 3 characters'],
    [{ propertyNames: { maxLength: 1 } }, { ab: 1 }, '', 'has a property name that does not fit'],
    [{ dependentRequired: { a: ['b'] } }, { a: 1 }, '/b', 'is required where a is present'],
    [{ contains: { type: 'string' } }, [1], '', 'must contain at least 1 matching items'],
    [{ prefixItems: [true], unevaluatedItems: false }, [1, 2], '', 'has an item that is not declared here'],
    [false, 1, '', 'is not allowed here'],
  ])('%j against %j', (schema, value, pointer, message) => {
    expect(errorOf(schema, value)).toEqual(message === '' ? undefined : { pointer, message });
  });
});

test('numbers that binary fractions cannot hold are multiples all the same', () => {
  for (const value of [19.99, 0.07, 1.1, 4.35, 1234567.89]) expect(errorOf({ multipleOf: 0.01 }, value)).toBeUndefined();
});

test('annotations, unknown formats and extensions disturb nothing', () => {
  const schema = {
    type: 'string',
    format: 'constructor',
    example: { $id: 5 },
    examples: 'x',
    default: {},
    'x-a': { $ref: 'nowhere' },
    discriminator: {},
    xml: 1,
    $comment: 1,
  };
  expect(errorOf(schema, 'a')).toBeUndefined();
});

describe('references', () => {
  test('may lead round through values, in rings of a thousand', () => {
    const schemas = Object.fromEntries(
      Array.from({ length: 1000 }, (_, index) => [
        `S${index}`,
        { type: 'object', properties: { next: reference(`S${(index + 1) % 1000}`), n: { type: 'integer' } } },
      ]),
    );
    expect(errorOf(reference('S0'), { next: { next: { n: 1 } } }, { schemas })).toBeUndefined();
    expect(errorOf(reference('S998'), { next: { next: { next: { n: 'x' } } } }, { schemas })).toEqual({
      pointer: '/next/next/next/n',
      message: 'must be integer',
    });
  });

  test('may lead through each other, in chains of a thousand', () => {
    const links = Array.from({ length: 1000 }, (_, index) => [`S${index}`, reference(`S${index + 1}`)]);
    const schemas = { ...Object.fromEntries(links), S1000: { type: 'integer' } };
    expect(errorOf({ properties: { a: reference('S0') } }, { a: 'x' }, { schemas })).toEqual({ pointer: '/a', message: 'must be integer' });
  });

  test('may point anywhere into the document', () => {
    const schemas = { A: { properties: { 'a/b': { items: { type: 'integer' } } } } };
    expect(errorOf({ $ref: '#/components/schemas/A/properties/a~1b/items' }, 'x', { schemas })).toEqual({
      pointer: '',
      message: 'must be integer',
    });
    expect(errorOf({ $ref: '#/components/schemas/%41/properties/a~1b%2Fitems' }, 1, { schemas })).toBeUndefined();
  });

  test.each<[string, JsonValue]>([
    ['dangling', reference('Nowhere')],
    ['in a ring', { allOf: [reference('Root')] }],
    ['to another document', { $ref: 'http://example.com/a' }],
    ['that are broken', { $ref: '#/%' }],
    ['to a value that is no schema', { properties: { a: { $ref: '#/openapi' } } }],
  ])('%s refuse every value instead of throwing', (_, schema) => {
    expect(errorOf(schema, { a: 1 })).toEqual({ pointer: '', message: 'cannot be checked: its schema is not usable' });
  });

  test('siblings of a reference count', () => {
    expect(errorOf({ ...reference('A'), minLength: 3 }, 'ab', { schemas: { A: { type: 'string' } } })).toEqual({
      pointer: '',
      message: 'must have at least 3 characters',
    });
    expect(
      errorOf({ properties: { a: { ...reference('A'), minLength: 3 } } }, { a: 'ab' }, { schemas: { A: { type: 'string' } } }),
    ).toMatchObject({ pointer: '/a' });
  });
});

test.each<[string, JsonValue]>([
  ['type', { type: 'strin' }],
  ['required', { required: true }],
  ['minimum', { minimum: '3' }],
  ['pattern', { pattern: '(?=a)b' }],
  ['patternProperties', { patternProperties: { '(a)\\1': true } }],
  ['items', { items: [] }],
  ['allOf', { allOf: [] }],
])('a malformed `%s` refuses every value instead of being passed over', (_, schema) => {
  expect(errorOf(schema, 'a')).toEqual({ pointer: '', message: 'cannot be checked: its schema is not usable' });
});

describe('closed bodies', () => {
  const closed = (schema: JsonValue, value: JsonValue, schemas: JsonObject = {}) => errorOf(schema, value, { closed: true, schemas });
  const undeclared = (pointer: string) => ({ pointer, message: 'is not declared here' });
  const A = { type: 'object', properties: { a: { type: 'integer' } } };
  const B = { type: 'object', properties: { b: { type: 'integer' } } };

  test.each<[string, JsonValue, JsonValue, string]>([
    ['in the body itself', A, { x: 1 }, '/x'],
    ['in a property', { properties: { p: A } }, { p: { x: 1 } }, '/p/x'],
    ['in an item behind a reference', { items: reference('A') }, [{ x: 1 }], '/0/x'],
    ['beside allOf', { allOf: [reference('A'), reference('B')] }, { a: 1, b: 1, x: 1 }, '/x'],
    [
      'beside oneOf',
      {
        oneOf: [
          { ...A, required: ['a'] },
          { ...B, required: ['b'] },
        ],
      },
      { a: 1, x: 1 },
      '/x',
    ],
    ['deep in a ring', reference('Ring'), { next: { next: { x: 1 } } }, '/next/next/x'],
    ['in values of a map', { additionalProperties: reference('A') }, { k: { x: 1 } }, '/k/x'],
  ])('refuse what is not declared %s', (_, schema, value, pointer) => {
    expect(closed(schema, value, { A, B, Ring: { properties: { next: reference('Ring') } } })).toEqual(undeclared(pointer));
  });

  test.each<[string, JsonValue, JsonValue]>([
    ['is declared by any part of allOf', { allOf: [reference('A'), reference('B')] }, { a: 1, b: 1 }],
    ['an open schema allows', { ...A, additionalProperties: true }, { x: 1 }],
    ['an open part allows', { allOf: [A, { additionalProperties: { type: 'integer' } }] }, { x: 1 }],
    ['stands in a free-form object', { type: 'object' }, { x: 1 }],
    ['a free-form alternative allows', { anyOf: [A, { type: 'object' }] }, { x: 1 }],
    ['fits a pattern', { patternProperties: { '^x-': true } }, { 'x-a': 1 }],
  ])('accept what %s', (_, schema, value) => {
    expect(closed(schema, value, { A, B })).toBeUndefined();
  });

  test('are off by default', () => {
    expect(errorOf(A, { x: 1 })).toBeUndefined();
  });
});

describe('time', () => {
  test('of recursive alternatives is bounded', () => {
    const branch = (op: string) => ({ type: 'object', properties: { arg: reference('Expr'), op: { const: op } }, required: ['op'] });
    const schemas = { Expr: { oneOf: ['a', 'b', 'c', 'd'].map(branch) } };
    let value: JsonValue = { op: 'nothing' };
    for (let depth = 0; depth < 60; depth++) value = { arg: value, op: 'd' };
    expect(errorOf(reference('Expr'), value, { schemas })).toEqual({ pointer: '', message: 'takes too many steps to check' });
  });

  test('of a check is what that value needs, whatever was checked before', () => {
    const document = { openapi: '3.1.1', components: { schemas: { L: { items: reference('L') } } } } as DefinitionDocument;
    const check = new SchemaCompiler(document, { closed: false }).check('/components/schemas/L');
    const value = Array.from({ length: 50_000 }, () => []);
    for (let run = 0; run < 5; run++) expect(check(value, 100_000)).toBeUndefined();
  });

  test.each([
    ['^(a+)+$', 'a'],
    ['^(a|a)*$', 'a'],
    ['^([a-zA-Z]+)*$', 'a'],
    ['(x+x+)+y', 'x'],
  ])('of the pattern %s is linear', (pattern, letter) => {
    expect(errorOf({ pattern }, `${letter.repeat(20_000)}!`)).toBeDefined();
  });

  test('of uniqueItems is linear in the number of items', () => {
    const cost = (count: number): number => {
      const items = Array.from({ length: count }, (_, index) => ({ index }));
      const runs = [1, 2, 3].map(() => {
        const start = process.cpuUsage();
        expect(errorOf({ uniqueItems: true }, items)).toBeUndefined();
        const { user, system } = process.cpuUsage(start);
        return (user + system) / 1000;
      });
      return Math.min(...runs);
    };
    expect(cost(40_000)).toBeLessThan(Math.max(cost(4000), 1) * 40);
  });
});

test('patterns of one schema are kept apart', () => {
  const schema = { properties: { a: { pattern: '^a$' }, b: { pattern: '^b$' } } };
  expect(errorOf(schema, { a: 'a', b: 'b' })).toBeUndefined();
  expect(errorOf(schema, { a: 'a', b: 'a' })).toMatchObject({ pointer: '/b' });
});

test('uniqueItems means what JSON Schema means', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 6 }), fc.boolean(), (array, repeat) => {
      const items = (repeat && array.length > 0 ? [...array, structuredClone(array[0])] : array) as JsonValue[];
      const equal = items.some((item, index) => items.slice(0, index).some((other) => sameJson(item, other)));
      expect(errorOf({ uniqueItems: true }, items) !== undefined).toBe(equal);
    }),
  );
});

function sameJson(one: JsonValue, other: JsonValue): boolean {
  try {
    expect(JSON.parse(JSON.stringify(one))).toEqual(JSON.parse(JSON.stringify(other)));
    return true;
  } catch {
    return false;
  }
}

test('nothing in a schema or a value makes it throw', () => {
  const schema = fc.object({
    key: fc.constantFrom('type', 'items', 'properties', '$ref', 'allOf', 'pattern', 'enum', 'required', 'format', 'a'),
    maxDepth: 3,
  });
  fc.assert(
    fc.property(schema, fc.jsonValue(), (any, value) => void errorOf(JSON.parse(JSON.stringify(any)) as JsonValue, value as JsonValue)),
    { numRuns: 300 },
  );
});
