import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Data, DataObject } from '../document/data.ts';
import { SchemaCompiler } from './compile.ts';
import { Run } from './run.ts';
import { SchemaValidator } from './validator.ts';

const SCALAR = fc.constantFrom<Data>(null, true, false, 0, 1, 2.5, '', 'a', 'bb');
const NAME = fc.constantFrom('a', 'b', 'c');

function valueAt(depth: number): fc.Arbitrary<Data> {
  if (depth === 0) return SCALAR;
  const inner = valueAt(depth - 1);
  return fc.oneof(SCALAR, fc.array(inner, { maxLength: 3 }), fc.dictionary(NAME, inner, { maxKeys: 3, noNullPrototype: true }));
}

const COUNT = fc.integer({ min: 0, max: 2 });
const TYPE = fc.constantFrom<Data>('string', 'number', 'integer', 'boolean', 'null', 'array', 'object');

type Entry = readonly [string, Data];

function entry(name: string, value: fc.Arbitrary<Data>): fc.Arbitrary<Entry> {
  return value.map((one) => [name, one] as const);
}

const SIMPLE = [
  entry('type', fc.oneof(TYPE, fc.uniqueArray(TYPE, { minLength: 1, maxLength: 2 }))),
  entry('enum', fc.uniqueArray(fc.constantFrom<Data>('a', 1, null), { minLength: 1 })),
  entry('const', fc.constantFrom<Data>('a', 1, [1])),
  entry('pattern', fc.constantFrom('^a', 'b$')),
  entry('uniqueItems', fc.boolean()),
  entry('multipleOf', fc.constantFrom(1, 2)),
  entry('required', fc.uniqueArray(NAME, { maxLength: 2 })),
  ...['maximum', 'exclusiveMinimum', 'maxLength', 'minLength', 'maxItems', 'minProperties'].map((name) => entry(name, COUNT)),
];

function schemaAt(depth: number): fc.Arbitrary<DataObject> {
  const inner: fc.Arbitrary<Data> = depth === 0 ? fc.constant({}) : schemaAt(depth - 1);
  const one = ['items', 'contains', 'propertyNames', 'not', 'if', 'then', 'else', 'additionalProperties'].map((name) => entry(name, inner));
  const list = ['anyOf', 'oneOf', 'allOf'].map((name) => entry(name, fc.array(inner, { minLength: 1, maxLength: 2 })));
  const map = entry('properties', fc.dictionary(NAME, inner, { maxKeys: 2, noNullPrototype: true }));
  const byPattern = entry(
    'patternProperties',
    inner.map((schema) => ({ '^c': schema })),
  );
  const closed = entry('additionalProperties', fc.constant(false));
  const compound = depth === 0 ? [] : [...one, ...list, map, byPattern, closed];
  const entries = fc.uniqueArray(fc.oneof(...SIMPLE, ...compound), { maxLength: 4, selector: ([name]) => name });
  return entries.map((chosen) => Object.fromEntries<Data>(chosen));
}

const [VALUE, SCHEMA] = [valueAt(2), schemaAt(2)];

const OPTIONS = { strict: false, logger: false, ownProperties: true, validateSchema: false, addUsedSchema: false } as const;
const [AJV_FIRST, AJV_ALL] = [new Ajv(OPTIONS), new Ajv({ ...OPTIONS, allErrors: true })];

function ajvErrors(schema: DataObject, value: Data, allErrors: boolean): readonly string[] {
  const validate = (allErrors ? AJV_ALL : AJV_FIRST).compile(schema);
  validate(value);
  return (validate.errors ?? []).map(({ keyword, instancePath, message }) => `${keyword} ${instancePath} ${message}`);
}

function ownErrors(schema: DataObject, value: Data, allErrors: boolean): readonly string[] {
  const run = new Run({ allErrors });
  new SchemaCompiler('draft7').compile(schema)(value, run, undefined, undefined);
  return run.errors.map(({ keyword, instancePath, message }) => `${keyword} ${instancePath} ${message}`);
}

/** In a loop, Ajv (8.20) takes an empty list for one that contains what the list before it did: a variable of the code that it writes keeps its value. */
function isMistakenByAjv(schema: DataObject, value: Data): boolean {
  return JSON.stringify(schema).includes('"contains"') && /.\[\]/.test(JSON.stringify(value));
}

describe('the interpreting validator', () => {
  test('finds what Ajv finds, in its order and words', () => {
    fc.assert(
      fc.property(SCHEMA, VALUE, (schema, value) => {
        fc.pre(!isMistakenByAjv(schema, value));
        expect(ownErrors(schema, value, false)).toEqual(ajvErrors(schema, value, false));
      }),
      { numRuns: 100 },
    );
  });

  test('finds everything that is wrong where it is asked for', () => {
    fc.assert(
      fc.property(SCHEMA, VALUE, (schema, value) => {
        fc.pre(!isMistakenByAjv(schema, value));
        expect(new Set(ownErrors(schema, value, true))).toEqual(new Set(ajvErrors(schema, value, true)));
      }),
      { numRuns: 100 },
    );
  });

  test('finds that an empty list contains nothing, after a list that does as well', () => {
    const schema = { items: { contains: { type: 'null' } } };
    expect(ownErrors(schema, [[null], []], false)).toEqual(['contains /1 must contain at least 1 valid item(s)']);
  });

  test.each<[DataObject, Data, string | undefined]>([
    [{ type: 'string', nullable: true }, null, undefined],
    [{ type: 'integer', maximum: 3, exclusiveMaximum: true }, 3, '"x" property must be < 3'],
    [{ nullable: true }, 1, '"nullable" cannot be used without "type"'],
    [
      { type: 'text' },
      1,
      'schema is invalid: data/type must be equal to one of the allowed values, data/type must be array, data/type must match a schema in anyOf',
    ],
    [{ $ref: '#/nowhere' }, 1, undefined],
    [{ enum: ['red', 'green'] }, 'gren', '"x" property must be equal to one of the allowed values: "red", "green". Did you mean "green"?'],
    [{ type: 'string', pattern: '(' }, 'a', 'schema is invalid: data/pattern must match format "regex"'],
  ])('draft 4: %j and %j give %s', (schema, value, message) => {
    expect(new SchemaValidator('draft4').check(schema, value, 'x', { allErrors: false })[0]?.message).toBe(message);
  });

  test('a schema that costs too much to check is given up', () => {
    const schema: DataObject = { anyOf: Array.from({ length: 8 }, () => ({ $ref: '#' })) };
    let value: Data = 1;
    for (let level = 0; level < 300; level++) value = [value];
    expect(
      new SchemaValidator('draft7').check({ ...schema, type: 'array', items: { $ref: '#' } }, value, 'x', { allErrors: true }),
    ).toEqual([]);
  });
});
