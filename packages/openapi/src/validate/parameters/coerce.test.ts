import { expect, test } from 'vitest';

import type { DefinitionDocument } from '../../definition/document.ts';
import type { JsonObject, JsonValue } from '../../json.ts';
import { coerce, readings } from './coerce.ts';
import { shapeOf } from './shape.ts';

const DOCUMENT = {
  openapi: '3.1.1',
  components: { schemas: { N: { type: 'number' }, Ring: { allOf: [{ $ref: '#/components/schemas/Ring' }] } } },
} as unknown as DefinitionDocument;
const shape = (schema: JsonObject) => shapeOf(DOCUMENT, schema);

test.each<[string, string, JsonValue]>([
  ['integer', '12', 12],
  ['integer', '-0', -0],
  ['number', '1e3', 1000],
  ['number', '-1.5E-2', -0.015],
  ['boolean', 'true', true],
  ['boolean', 'false', false],
  ['null', '', null],
])('for %s, %j is %j', (type, text, value) => {
  expect(coerce(text, shape({ type }))).toBe(value);
});

test.each([
  ...['', ' ', '+1', '01', '1.0', '1e3', '0x1', '0b1', '1_000', '1 ', 'Infinity', 'NaN', '٣', '-', '1n', '9'.repeat(400)].map((text) => [
    'integer',
    text,
  ]),
  ...['', '.5', '5.', '1e', '0x1', '1e999', '--1', '1,5', 'Infinity'].map((text) => ['number', text]),
  ...['', 'True', 'TRUE', '1', '0', 'yes', ' true'].map((text) => ['boolean', text]),
  ['null', 'null'],
  ['string', '12'],
])('for %s, %j stays text', (type, text) => {
  expect(coerce(text, shape({ type }))).toBe(text);
});

test('types are found behind references, in compositions, in listed values', () => {
  expect(coerce('1.5', shape({ $ref: '#/components/schemas/N' }))).toBe(1.5);
  expect(coerce('1', shape({ allOf: [{ $ref: '#/components/schemas/N' }, { type: 'integer' }] }))).toBe(1);
  expect(coerce('1', shape({ oneOf: [{ type: 'integer' }, { type: 'null' }] }))).toBe(1);
  expect(coerce('1', shape({ enum: [1, 2] }))).toBe(1);
  expect(coerce('1', shape({ const: '1' }))).toBe('1');
  expect(coerce('1', shape({ $ref: '#/components/schemas/Ring' }))).toBe('1');
});

test('a schema of strings and numbers may accept either reading, one without types must accept both', () => {
  expect(readings('12', shape({ type: ['string', 'integer'] }))).toEqual({ needed: 'any', values: [12, '12'] });
  expect(readings('12', shape({ pattern: '^[a-z]+$' }))).toEqual({ needed: 'all', values: [12, '12'] });
  expect(readings('12', shape({ type: 'integer' }))).toEqual({ needed: 'any', values: [12] });
});
