import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { definitionOf, firstOperation, json } from '../../test/fixtures.ts';
import { objectSchemas, type Sample, scalarSchemas, schemas } from '../../test/generate/schemas.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import { compileRequestValidator, type RequestValidator, type RequestValidatorOptions } from './compile.ts';
import { compileResponseValidator } from './response/compile-response.ts';

const RUNS = { numRuns: 150 };
const OPTIONS: RequestValidatorOptions = { unknownQueryParameters: 'reject', closedBodies: false };

/** A sample with values drawn of it. */
const drawn = (samples: fc.Arbitrary<Sample>) =>
  samples.chain(({ schema, fitting, broken }) => fc.record({ schema: fc.constant(schema), good: fitting, bad: broken }));

function validatorOf(
  schema: JsonObject,
  isComponent: boolean,
  options: Partial<RequestValidatorOptions> = {},
  type = 'application/json',
): RequestValidator {
  const content = { [type]: { schema: isComponent ? { $ref: '#/components/schemas/Root' } : schema } };
  const operation = { requestBody: { required: true, content }, responses: { 200: { description: '', content } } };
  const definition = definitionOf({ '/a': { post: operation } }, { components: { schemas: { Root: schema } } });
  return compileRequestValidator(definition, firstOperation(definition), { ...OPTIONS, ...options });
}

/** Whether a JSON reader gives back the value: -0 and names such as __proto__ are not written as they are. */
const asJson = (value: JsonValue): JsonValue => JSON.parse(JSON.stringify(value)) as JsonValue;

describe('a definition accepts what a generator makes from it, and nothing else', () => {
  test('bodies of requests', () => {
    fc.assert(
      fc.property(drawn(schemas(3)), fc.boolean(), ({ schema, good, bad }, isComponent) => {
        const validator = validatorOf(schema, isComponent);
        expect(validator.validateBody('application/json', json(good))).toEqual({ kind: 'valid' });
        expect(validator.validateBody('application/json', json(bad)).kind).toBe('invalid');
      }),
      RUNS,
    );
  });

  test('bodies of responses', () => {
    fc.assert(
      fc.property(drawn(schemas(2)), ({ schema, good, bad }) => {
        const responses = { default: { description: '', content: { 'application/json': { schema } } } };
        const definition = definitionOf({ '/a': { get: { responses } } });
        const options = { closedBodies: true, unknownFields: 'reject', writeOnlyFields: 'reject' } as const;
        const validator = compileResponseValidator(definition, firstOperation(definition), options);
        expect(validator.validateBody(200, 'application/json', json(good))).toEqual({ kind: 'valid' });
        expect(validator.validateBody(200, 'application/json', json(bad)).kind).toBe('invalid');
      }),
      RUNS,
    );
  });

  test('URL-encoded forms', () => {
    fc.assert(
      fc.property(drawn(objectSchemas(scalarSchemas)), ({ schema, good }) => {
        const fields = Object.entries(good as JsonObject).filter(([, value]) => typeof value !== 'object');
        fc.pre(fields.length > 0 && fields.length === Object.keys(good as JsonObject).length && fields.every(([, value]) => value !== ''));
        const form = new URLSearchParams(fields.map(([name, value]): [string, string] => [name, String(value)])).toString();
        const type = 'application/x-www-form-urlencoded';
        expect(validatorOf(schema, false, {}, type).validateBody(type, Buffer.from(form))).toEqual({ kind: 'valid' });
      }),
      RUNS,
    );
  });
});

describe('taking out what has no place', () => {
  /** Puts a field that no schema has into every object. */
  function polluted(value: JsonValue): JsonValue {
    if (Array.isArray(value)) return (value as readonly JsonValue[]).map(polluted);
    if (typeof value !== 'object' || value === null) return value;
    return { ...Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, polluted(inner)])), undeclared: { a: [1] } };
  }

  test('leaves exactly the value that fits', () => {
    let stripped = 0;
    fc.assert(
      fc.property(drawn(objectSchemas(schemas(2))), fc.boolean(), ({ schema, good }, isComponent) => {
        // A constant object has no place for anything: what stands in it is not looked at apart.
        fc.pre(!JSON.stringify(schema).includes('"const":{'));
        const validator = validatorOf(schema, isComponent, { unknownFields: 'strip' });
        const verdict = validator.validateBody('application/json', json(polluted(good)));
        expect(verdict).toMatchObject({ kind: 'valid' });
        const replacement = verdict.kind === 'valid' ? verdict.replacement : undefined;
        expect(JSON.parse(Buffer.from(replacement ?? []).toString())).toEqual(asJson(good));
        stripped += 1;
      }),
      RUNS,
    );
    expect(stripped).toBeGreaterThan(50);
  });

  test('never lets through what does not fit', () => {
    fc.assert(
      fc.property(drawn(schemas(2)), ({ schema, bad }) => {
        const verdict = validatorOf(schema, true, { unknownFields: 'strip' }).validateBody('application/json', json(bad));
        if (verdict.kind !== 'valid') return;
        const strict = validatorOf(schema, true);
        expect(strict.validateBody('application/json', verdict.replacement ?? json(bad))).toEqual({ kind: 'valid' });
      }),
      RUNS,
    );
  });
});
