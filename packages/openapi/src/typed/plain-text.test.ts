import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { definitionOf } from '../../test/fixtures.ts';
import type { JsonValue } from '../json.ts';
import { plainText } from './plain-text.ts';

const { document } = definitionOf(
  {},
  { components: { schemas: { Id: { type: 'integer' }, Ring: { $ref: '#/components/schemas/Ring' } } } },
);
const of = (schema: JsonValue) => plainText(document, schema, { left: 100 });

describe('plain', () => {
  test.each<[JsonValue, readonly string[], readonly string[]]>([
    [{ type: 'integer' }, ['1', '-5', '007'], ['', '-', '1 or 1=1', '1;', '0x1', ' 1', '1\n', '+1', '１', '127.0.0.1']],
    [{ type: 'number' }, ['1', '1.5', '-1.5e10', '1E-5'], ['1.', '.5', '1e', '1.2.3', '169.254.169.254', 'NaN', '1e5x', '9'.repeat(65)]],
    [{ type: 'boolean' }, ['true', 'false'], ['TRUE', 'true ', 'true--', '']],
    [{ type: ['integer', 'null'] }, ['1', ''], ['null', "'"]],
    [{ type: 'string', format: 'uuid' }, ['550e8400-e29b-41d4-a716-446655440000'], ["550e8400-e29b-41d4-a716-44665544000'", '']],
    [{ type: 'string', format: 'date' }, ['2026-11-21'], ['2026-13-01', "2026-11-21'"]],
    [
      { type: 'string', format: 'date-time' },
      ['2026-11-21T10:00:00.5+02:00'],
      ['2026-11-21T10:00:00Z;', `2026-11-21T10:00:00.${'1'.repeat(60)}Z`],
    ],
    [{ type: 'string', enum: ['a b', "it's"] }, ['a b', "it's"], ['a', 'A B', "a b'", '']],
    [{ enum: [1, true, null, 'x'] }, ['1', 'true', '', 'x'], ['2', 'y']],
    [{ const: 'x' }, ['x'], ['xx']],
    [{ type: 'string', pattern: '^[A-Z]{3}-\\d+$' }, ['ABC-1', 'abc_9'], ["ABC-1'", 'ABC 1', 'a.b', 'x'.repeat(33)]],
    [{ $ref: '#/components/schemas/Id' }, ['1'], ['a']],
    [{ oneOf: [{ type: 'integer' }, { type: 'string', format: 'uuid' }] }, ['1'], ['a']],
    [{ anyOf: [{ const: 'all' }, { type: 'integer' }] }, ['all', '1'], ['a']],
    [{ allOf: [{ description: 'x' }, { type: 'integer' }] }, ['1'], ['a']],
  ])('%j', (schema, instances, others) => {
    const isInstance = of(schema);
    expect(instances.filter((text) => isInstance?.(text) !== true)).toEqual([]);
    expect(others.filter((text) => isInstance?.(text) !== false)).toEqual([]);
  });
});

test.each<[JsonValue]>([
  [true],
  [{}],
  [{ type: 'string' }],
  [{ type: 'object' }],
  [{ type: 'array', items: { type: 'integer' } }],
  [{ type: ['integer', 'string'] }],
  [{ type: 'string', format: 'email' }],
  [{ type: 'string', format: 'uri' }],
  [{ type: 'string', format: 'hostname' }],
  [{ type: 'string', pattern: '[A-Z]' }],
  [{ type: 'string', pattern: '^[A-Z]+' }],
  [{ type: 'string', pattern: '^.*$' }],
  [{ type: 'string', pattern: '^[^<]+$' }],
  [{ type: 'string', pattern: "^[a-z']+$" }],
  [{ type: 'string', pattern: '^\\S+$' }],
  [{ type: 'string', pattern: '^\\x27$' }],
  [{ type: 'string', minLength: 1, maxLength: 5 }],
  [{ oneOf: [{ type: 'integer' }, { type: 'string' }] }],
  [{ anyOf: [{ type: 'integer' }, {}] }],
  [{ oneOf: [] }],
  [{ enum: [] }],
  [{ enum: ['a', { b: 1 }] }],
  [{ not: { type: 'string' } }],
  [{ default: 1 }],
  [{ minimum: 1 }],
  [{ $ref: '#/components/schemas/Nowhere' }],
  [{ $ref: '#/components/schemas/Ring' }],
])('%j says nothing', (schema) => {
  expect(of(schema)).toBeUndefined();
});

test('what is plain by type holds no character of any grammar', () => {
  const schemas = [
    { type: 'integer' },
    { type: 'number' },
    { type: 'boolean' },
    ...['uuid', 'date', 'date-time', 'time', 'duration'].map((format) => ({ type: 'string', format })),
  ];
  const tests = [...schemas, { type: 'string', pattern: '^[a-z]+$' }].map(of);
  const nearly = fc.string({ unit: fc.constantFrom(...'0123456789-:TZ.e+PYMD\' "()<>=;|&$`\\/%{}[]#*\n\0é'.split('')), maxLength: 40 });
  fc.assert(
    fc.property(nearly, (text) => {
      if (tests.some((isInstance) => isInstance?.(text))) expect(text).toMatch(/^[\w.:+-]*$/);
    }),
    { numRuns: 5000 },
  );
});

test('alternatives that lead back to themselves say nothing, soon', () => {
  const all = Array.from({ length: 30 }, () => ({ $ref: '#/components/schemas/Many' }));
  const many = definitionOf({}, { components: { schemas: { Many: { anyOf: all }, Parts: { allOf: all } } } }).document;
  const budget = { left: 1000 };
  expect(plainText(many, { $ref: '#/components/schemas/Many' }, budget)).toBeUndefined();
  expect(plainText(many, { $ref: '#/components/schemas/Parts' }, budget)).toBeUndefined();
});
