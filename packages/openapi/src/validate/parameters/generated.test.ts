import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { definitionOf, firstOperation } from '../../../test/fixtures.ts';
import { SERIALISERS } from '../../../test/generate/serialise.ts';
import type { JsonObject, JsonValue } from '../../json.ts';
import { compileRequestValidator } from '../compile.ts';
import type { RequestHead } from './check-head.ts';

type Place = 'path' | 'query' | 'header' | 'cookie';

/** Every style of every place, by the table of OpenAPI 3.1 section 4.8.12.3; `cookie` is of 3.2. */
const STYLES: readonly (readonly [Place, string, boolean])[] = [
  ...(['simple', 'label', 'matrix'] as const).flatMap((style) => [['path', style, false] as const, ['path', style, true] as const]),
  ['query', 'form', false],
  ['query', 'form', true],
  ['query', 'spaceDelimited', false],
  ['query', 'pipeDelimited', false],
  ['query', 'deepObject', true],
  ['header', 'simple', false],
  ['header', 'simple', true],
  ['cookie', 'form', false],
];

const number = fc.integer({ min: 0, max: 99 });
const KINDS: Readonly<Record<string, readonly [JsonObject, fc.Arbitrary<JsonValue>, fc.Arbitrary<JsonValue>]>> = {
  'an integer': [{ type: 'integer', maximum: 99 }, number, fc.constantFrom<JsonValue>(100, 'x', '', '1.5', '0x1')],
  'a list of integers': [
    { type: 'array', maxItems: 3, items: { type: 'integer' } },
    fc.array(number, { minLength: 1, maxLength: 3 }),
    fc.constantFrom<JsonValue>([1, 'x'], ['x'], [1, 2, 3, 4], [1, '']),
  ],
  'an object': [
    { type: 'object', required: ['r'], properties: { r: { type: 'integer' }, g: { type: 'boolean' } }, additionalProperties: false },
    fc.record({ r: number, g: fc.boolean() }, { requiredKeys: ['r'] }),
    fc.constantFrom<JsonValue>({ g: true }, { r: 'x' }, { r: 1, g: 'yes' }, { r: 1, admin: 1 }),
  ],
};

function judge([place, style, explode]: (typeof STYLES)[number], schema: JsonObject, value: JsonValue) {
  const path = place === 'path' ? '/a/{color}' : '/a';
  const parameter = { name: 'color', in: place, required: true, style, explode, schema };
  const definition = definitionOf({ [path]: { get: { parameters: [parameter] } } });
  const text = SERIALISERS[`${style}${explode ? '*' : ''}`]?.(value) ?? '';
  const head: RequestHead = {
    parameters: place === 'path' ? { color: text } : {},
    query: place === 'query' ? text : '',
    header: (name) => ((place === 'header' && name === 'color') || (place === 'cookie' && name === 'cookie') ? text : undefined),
  };
  const options = { unknownQueryParameters: 'reject', closedBodies: false } as const;
  return compileRequestValidator(definition, firstOperation(definition), options).validateHead(head).violations;
}

describe.each(Object.entries(KINDS))('%s', (kind, [schema, fitting, broken]) => {
  const styles = STYLES.filter(([, style]) => style !== 'deepObject' || kind === 'an object').filter(
    ([, style]) => !style.endsWith('Delimited') || kind !== 'an integer',
  );

  test.each(styles)('in a %s as style %s, explode %s, is accepted as the specification writes it, and only where it fits', (...style) => {
    fc.assert(
      fc.property(fitting, broken, (good, bad) => {
        expect(judge(style, schema, good)).toEqual([]);
        expect(judge(style, schema, bad)).not.toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});
