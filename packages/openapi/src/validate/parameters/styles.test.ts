import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { SERIALISERS } from '../../../test/generate/serialise.ts';
import type { DefinitionDocument } from '../../definition/document.ts';
import type { JsonObject, JsonValue } from '../../json.ts';
import { assemble } from './assemble.ts';
import { claims, collect } from './collect.ts';
import { formDecode, percentDecode } from './decode.ts';
import { parsePairs } from './pairs.ts';
import type { Location, Parameter, Style } from './parameter.ts';
import { shapeOf } from './shape.ts';
import { splitText } from './split.ts';

const DOCUMENT = { openapi: '3.1.1' } as DefinitionDocument;
const ITEM = { type: ['integer', 'boolean'] };

function parameterOf(location: Location, style: Style, explode: boolean, schema: JsonObject): Parameter {
  return {
    name: 'color',
    in: location,
    required: true,
    allowEmptyValue: false,
    style,
    explode,
    isJson: false,
    schemaPointer: undefined,
    shape: shapeOf(DOCUMENT, schema),
  };
}

/** What a parameter in one piece stands for; undefined where it is broken. */
function readText(parameter: Parameter, text: string): JsonValue | undefined {
  const raw = splitText(parameter, text);
  const assembled = raw.kind === 'absent' ? undefined : assemble(raw, parameter.shape, percentDecode);
  return assembled && 'values' in assembled ? assembled.values[0] : undefined;
}

function readQuery(parameter: Parameter, query: string): JsonValue | undefined {
  const pairs = parsePairs(query);
  if ('message' in pairs) return undefined;
  const raw = collect(
    parameter,
    pairs.filter((pair) => claims(parameter, pair.name)),
  );
  const assembled = raw.kind === 'absent' ? undefined : assemble(raw, parameter.shape, formDecode);
  return assembled && 'values' in assembled ? assembled.values[0] : undefined;
}

const array = { type: 'array', items: { type: 'string' } };
const object = { type: 'object', properties: { R: { type: 'integer' }, G: { type: 'string' } } };
const string = { type: 'string' };

describe('the examples of OpenAPI 3.1 section 4.8.12.4', () => {
  test.each<[Style, boolean, JsonObject, string, JsonValue]>([
    ['matrix', false, string, ';color', ''],
    ['matrix', false, string, ';color=blue', 'blue'],
    ['matrix', false, array, ';color=blue,black,brown', ['blue', 'black', 'brown']],
    ['matrix', true, array, ';color=blue;color=black', ['blue', 'black']],
    ['matrix', false, object, ';color=R,100,G,200', { R: 100, G: '200' }],
    ['matrix', true, object, ';R=100;G=200', { R: 100, G: '200' }],
    ['label', false, string, '.blue', 'blue'],
    ['label', false, array, '.blue,black', ['blue', 'black']],
    ['label', true, array, '.blue.black', ['blue', 'black']],
    ['label', false, object, '.R,100,G,200', { R: 100, G: '200' }],
    ['label', true, object, '.R=100.G=200', { R: 100, G: '200' }],
    ['simple', false, array, 'blue,black%2Cbrown', ['blue', 'black,brown']],
    ['simple', false, object, 'R,100,G,200', { R: 100, G: '200' }],
    ['simple', true, object, 'R=100,G=200', { R: 100, G: '200' }],
  ])('in a path: %s, explode %s: %j in %s', (style, explode, schema, text, value) => {
    expect(readText(parameterOf('path', style, explode, schema), text)).toEqual(value);
  });

  test.each<[Style, boolean, JsonObject, string, JsonValue]>([
    ['form', false, string, 'color=', ''],
    ['form', true, string, 'color=a+b%2Bc', 'a b+c'],
    ['form', false, array, 'color=blue,black%2Cbrown', ['blue', 'black,brown']],
    ['form', true, array, 'color=blue&color=black,brown', ['blue', 'black,brown']],
    ['form', false, object, 'color=R,100,G,200', { R: 100, G: '200' }],
    ['form', true, object, 'R=100&G=200&B=1', { R: 100, G: '200' }],
    ['spaceDelimited', false, array, 'color=blue%20black+brown', ['blue', 'black', 'brown']],
    ['spaceDelimited', false, object, 'color=R%20100%20G%20200', { R: 100, G: '200' }],
    ['pipeDelimited', false, array, 'color=blue%7Cblack|brown', ['blue', 'black', 'brown']],
    ['pipeDelimited', false, object, 'color=R|100|G|200', { R: 100, G: '200' }],
    ['deepObject', true, object, 'color[R]=100&color%5BG%5D=200', { R: 100, G: '200' }],
  ])('in a query: %s, explode %s: %j in %s', (style, explode, schema, query, value) => {
    expect(readQuery(parameterOf('query', style, explode, schema), query)).toEqual(value);
  });

  test.each<[Style, boolean, JsonObject, string]>([
    ['matrix', false, string, 'blue'],
    ['matrix', false, string, ';colour=blue'],
    ['matrix', false, string, ';color=blue;color=black'],
    ['matrix', true, array, ';color=blue;other=black'],
    ['label', false, string, 'blue'],
    ['simple', false, object, 'R,100,G'],
    ['simple', true, object, 'R=100,G'],
    ['simple', false, object, 'R,100,R,200'],
    ['simple', false, object, '__proto__,100'],
    ['simple', false, string, '%'],
    ['simple', false, string, '%C0%AF'],
    ['simple', false, array, 'a,%zz'],
  ])('%s, explode %s: %j is not read from %s', (style, explode, schema, text) => {
    expect(readText(parameterOf('path', style, explode, schema), text)).toBeUndefined();
  });

  test.each<[Style, boolean, JsonObject, string]>([
    ['form', true, string, 'color=a&color=b'],
    ['form', false, array, 'color=a&color=b'],
    ['form', true, object, 'R=1&R=2'],
    ['deepObject', true, object, 'color[R]=1&color[R]=2'],
    ['deepObject', true, object, 'color[__proto__]=1'],
    ['deepObject', true, object, 'color[R][$ne]=1'],
    ['deepObject', true, object, 'color[R][]=1'],
    ['deepObject', true, object, 'color[]=1'],
    ['form', false, object, 'color=R,1,G'],
    ['form', true, string, 'color=%'],
  ])('%s, explode %s: %j is not read from the query %s', (style, explode, schema, query) => {
    expect(readQuery(parameterOf('query', style, explode, schema), query)).toBeUndefined();
  });
});

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((sample) => sample.isWellFormed());
const item = fc.oneof(fc.integer(), fc.boolean());
const VALUES: readonly (readonly [string, JsonObject, fc.Arbitrary<JsonValue>])[] = [
  ['strings', string, text],
  ['integers', { type: 'integer' }, fc.maxSafeInteger()],
  ['numbers', { type: 'number' }, fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value))],
  ['booleans', { type: 'boolean' }, fc.boolean()],
  ['arrays of strings', array, fc.array(text, { minLength: 1, maxLength: 5 })],
  ['arrays of integers and booleans', { type: 'array', items: ITEM }, fc.array(item, { minLength: 1, maxLength: 5 })],
  [
    'objects',
    { type: 'object', properties: { R: ITEM, G: ITEM, 'a b&=,;.|[]': { type: 'string' } }, additionalProperties: false },
    fc.record({ R: item, G: item, 'a b&=,;.|[]': text }),
  ],
];

describe.each(Object.entries(SERIALISERS))('what %s writes', (key, serialise) => {
  const style = key.replace('*', '') as Style;
  // OpenAPI gives these styles no way to write their own delimiter.
  const delimited = style === 'spaceDelimited' || style === 'pipeDelimited';
  const writable = (value: JsonValue): JsonValue =>
    delimited ? (JSON.parse(JSON.stringify(value).replaceAll(/[ |]/g, '_')) as JsonValue) : value;
  const inPath = ['simple', 'label', 'matrix'].includes(style);

  test.each(VALUES)('is read back: %s', (_, schema, values) => {
    if (style === 'deepObject' && schema['type'] !== 'object') return;
    const parameter = parameterOf(inPath ? 'path' : 'query', style, key.endsWith('*'), writable(schema) as JsonObject);
    fc.assert(
      fc.property(values.map(writable), (value) => {
        const written = serialise(value);
        expect(inPath ? readText(parameter, written) : readQuery(parameter, written)).toEqual(value);
      }),
    );
  });

  test('or anything else never makes reading throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...VALUES), (written, [, schema]) => {
        const parameter = parameterOf(inPath ? 'path' : 'query', style, key.endsWith('*'), schema);
        void (inPath ? readText(parameter, written) : readQuery(parameter, written));
      }),
    );
  });
});
