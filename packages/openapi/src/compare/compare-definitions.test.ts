import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { definitionOf } from '../../test/fixtures.ts';
import type { DefinitionDocument } from '../definition/document.ts';
import type { JsonObject } from '../json.ts';
import type { Change } from './change.ts';
import { compareDefinitions } from './compare-definitions.ts';

const NOW_MS = Date.UTC(2026, 5, 1);

function document(paths: JsonObject, rest: JsonObject = {}): DefinitionDocument {
  return definitionOf(paths, rest).document;
}

function rulesOf(old: DefinitionDocument, next: DefinitionDocument): string[] {
  return compareDefinitions(old, next, { nowMs: NOW_MS }).map(({ rule }) => rule);
}

/** What is different between two forms of one operation. */
function operationRules(old: JsonObject, next: JsonObject, rest: JsonObject = {}): string[] {
  const responses = { 200: { description: 'ok' } };
  return rulesOf(document({ '/a': { get: { responses, ...old } } }, rest), document({ '/a': { get: { responses, ...next } } }, rest));
}

function bodyRules(old: JsonObject, next: JsonObject, schemas: JsonObject = {}): string[] {
  const operation = (schema: JsonObject) => ({ requestBody: { content: { 'application/json': { schema } } } });
  return operationRules(operation(old), operation(next), { components: { schemas } });
}

function answerRules(old: JsonObject, next: JsonObject, schemas: JsonObject = {}): string[] {
  const operation = (schema: JsonObject) => ({ responses: { 200: { description: 'ok', content: { 'application/json': { schema } } } } });
  return operationRules(operation(old), operation(next), { components: { schemas } });
}

describe('operations', () => {
  const get = { get: { responses: {} } };

  test('one that is gone breaks its callers, one that is new does not', () => {
    expect(rulesOf(document({ '/a': get, '/b': get }), document({ '/a': get, '/c': get }))).toEqual([
      'operation-removed',
      'operation-added',
    ]);
  });

  test.each([
    ['deprecated, its sunset past', { deprecated: true, 'x-sunset': '2026-05-01' }, 'operation-removed-after-sunset'],
    ['deprecated, its sunset to come', { deprecated: true, 'x-sunset': '2026-07-01' }, 'operation-removed'],
    ['deprecated without a date', { deprecated: true }, 'operation-removed'],
    ['deprecated with a date that is none', { deprecated: true, 'x-sunset': 'soon' }, 'operation-removed'],
    ['not deprecated, with a past date', { 'x-sunset': '2026-05-01' }, 'operation-removed'],
  ])('the end of one that is %s', (_what, more, rule) => {
    expect(rulesOf(document({ '/a': { get: { responses: {}, ...more } } }), document({}))).toEqual([rule]);
  });

  test('the names of path parameters do not matter, the places where they stand do', () => {
    const at = (path: string, name: string) =>
      document({ [path]: { get: { parameters: [{ name, in: 'path', required: true }], responses: {} } } });
    expect(rulesOf(at('/a/{id}', 'id'), at('/a/{key}', 'key'))).toEqual([]);
    expect(rulesOf(at('/a/{id}', 'id'), at('/{id}/a', 'id'))).toEqual(['operation-removed', 'operation-added']);
  });

  test('of several that are called in the same way, each is held against the one of its name', () => {
    const two = (...names: readonly string[]) =>
      document(Object.fromEntries(names.map((name) => [`/a/{${name}}`, { get: { operationId: name, responses: {} } }])));
    expect(rulesOf(two('id', 'key'), two('id', 'key'))).toEqual([]);
    expect(rulesOf(two('id', 'key'), two('key', 'id'))).toEqual([]);
    expect(rulesOf(two('id', 'key'), two('key'))).toEqual(['operation-removed']);
    expect(rulesOf(two('id', 'key'), two('key', 'code'))).toEqual(['operation-id-changed']);
  });

  test.each([
    ['another operationId', { operationId: 'one' }, { operationId: 'two' }, ['operation-id-changed']],
    ['a first operationId', {}, { operationId: 'two' }, []],
    ['deprecated', {}, { deprecated: true }, ['operation-deprecated']],
    ['restored', { deprecated: true }, {}, ['operation-restored']],
    ['another description', { description: 'x' }, { description: 'y', summary: 'z', tags: ['t'] }, []],
  ])('%s', (_what, old, next, rules) => {
    expect(operationRules(old, next)).toEqual(rules);
  });

  test('a base path that is gone breaks all callers', () => {
    expect(
      rulesOf(document({}, { servers: [{ url: 'https://a.example/v1' }] }), document({}, { servers: [{ url: 'https://b.example/v2/' }] })),
    ).toEqual(['server-path-removed', 'server-path-added']);
  });
});

describe('parameters', () => {
  const limit = (more: JsonObject = {}): JsonObject => ({
    parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' }, ...more }],
  });

  test.each([
    ['removed', limit(), {}, ['parameter-removed']],
    ['added', {}, limit(), ['parameter-added']],
    ['added, required', {}, limit({ required: true }), ['parameter-added-required']],
    ['required from now on', limit(), limit({ required: true }), ['parameter-became-required']],
    ['optional from now on', limit({ required: true }), limit(), ['parameter-became-optional']],
    ['moved to a header', limit(), limit({ in: 'header' }), ['parameter-removed', 'parameter-added']],
    ['a header in another case', limit({ in: 'header' }), limit({ in: 'header', name: 'Limit' }), []],
    ['of a narrower type', limit({ schema: { type: 'number' } }), limit(), ['request-type-narrowed']],
    ['of a wider type', limit(), limit({ schema: { type: 'number' } }), ['request-type-widened']],
    [
      'written with other separators',
      limit({ schema: { type: 'array' } }),
      limit({ schema: { type: 'array' }, explode: false }),
      ['parameter-serialisation-changed'],
    ],
    ['exploded where there is one value only', limit(), limit({ explode: false }), []],
  ])('one that is %s', (_what, old, next, rules) => {
    expect(operationRules(old, next)).toEqual(rules);
  });

  test('one of the path item counts for the operation', () => {
    const item = { parameters: [{ name: 'q', in: 'query', required: true }], get: { responses: {} } };
    expect(rulesOf(document({ '/a': { get: { responses: {} } } }), document({ '/a': item }))).toEqual(['parameter-added-required']);
  });
});

describe('request bodies', () => {
  const body = (more: JsonObject = {}, types = ['application/json']): JsonObject => ({
    requestBody: { content: Object.fromEntries(types.map((type) => [type, {}])), ...more },
  });

  test.each([
    ['added', {}, body(), ['request-body-added']],
    ['added, required', {}, body({ required: true }), ['request-body-added-required']],
    ['removed', body(), {}, ['request-body-removed']],
    ['required from now on', body(), body({ required: true }), ['request-body-became-required']],
    ['optional from now on', body({ required: true }), body(), ['request-body-became-optional']],
    ['of another media type', body(), body({}, ['text/csv']), ['request-media-type-removed', 'request-media-type-added']],
    ['of a range that covers the type', body(), body({}, ['application/*']), ['request-media-type-added']],
    ['of the type with a parameter', body(), body({}, ['application/json; charset=utf-8']), []],
  ])('one that is %s', (_what, old, next, rules) => {
    expect(operationRules(old, next)).toEqual(rules);
  });
});

describe('answers', () => {
  const answers = (...statuses: (string | number)[]): JsonObject => ({
    responses: Object.fromEntries(statuses.map((status) => [status, { description: 'x' }])),
  });

  test.each([
    ['a success less', answers(200, 201), answers(200), ['response-success-removed']],
    ['a success more', answers(200), answers(200, 201), ['response-success-added']],
    ['an error less', answers(200, 404), answers(200), ['response-error-removed']],
    ['an error more', answers(200), answers(200, 404), ['response-error-added']],
    ['an error that the class covered', answers('4XX'), answers('4xx', 404), []],
    ['an error that the default covered', answers('default'), answers('default', 404), []],
    ['a success that only the default covers now', answers(200, 'default'), answers('default'), ['response-success-removed']],
  ])('%s', (_what, old, next, rules) => {
    expect(operationRules(old, next)).toEqual(rules);
  });

  test.each([
    [
      'a media type less',
      { content: { 'application/json': {}, 'text/csv': {} } },
      { content: { 'application/json': {} } },
      ['response-media-type-removed'],
    ],
    [
      'a media type more',
      { content: { 'application/json': {} } },
      { content: { 'application/json': {}, 'text/csv': {} } },
      ['response-media-type-added'],
    ],
    ['a header less', { headers: { ETag: {} } }, {}, ['response-header-removed']],
    ['a required header less', { headers: { ETag: { required: true } } }, {}, ['response-required-header-removed']],
    ['a header in another case', { headers: { ETag: {} } }, { headers: { etag: {} } }, []],
    ['a header more', {}, { headers: { ETag: {} } }, ['response-header-added']],
  ])('%s', (_what, old: JsonObject, next: JsonObject, rules) => {
    expect(
      operationRules({ responses: { 200: { description: 'x', ...old } } }, { responses: { 200: { description: 'x', ...next } } }),
    ).toEqual(rules);
  });
});

describe('security', () => {
  const key = { key: [] };
  const read = { oauth: ['read'] };
  const write = { oauth: ['read', 'write'] };

  test.each([
    ['none, then a key', [], [key], ['security-tightened']],
    ['a key, then none', [key], [], ['security-loosened']],
    ['an alternative more', [key], [key, read], ['security-loosened']],
    ['an alternative less', [key, read], [key], ['security-tightened']],
    ['a scope more', [read], [write], ['security-tightened']],
    ['a scope less', [write], [read], ['security-loosened']],
    ['both, instead of either', [key, read], [{ ...key, ...read }], ['security-tightened']],
    ['another scheme', [key], [read], ['security-tightened', 'security-loosened']],
    ['another order', [key, read], [read, key], []],
  ])('%s', (_what, old, next, rules) => {
    expect(operationRules({ security: old }, { security: next })).toEqual(rules);
  });

  test('the root speaks for operations that say nothing', () => {
    const paths = { '/a': { get: { responses: {} } } };
    expect(rulesOf(document(paths, { security: [key] }), document(paths))).toEqual(['security-loosened']);
  });

  test('a scheme that asks for something else under the same name breaks callers', () => {
    const paths = { '/a': { get: { security: [key], responses: {} } } };
    const schemes = (name: string) => ({ components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name } } } });
    expect(rulesOf(document(paths, schemes('X-Key')), document(paths, schemes('Api-Key')))).toEqual(['security-scheme-changed']);
  });
});

const object = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({ type: 'object', properties, ...more });
const text = { type: 'string' };

describe('schemas', () => {
  test.each<[string, JsonObject, JsonObject, string[], string[]]>([
    ['a type less', { type: ['string', 'null'] }, text, ['request-type-narrowed'], ['response-type-narrowed']],
    ['a type more', text, { type: ['string', 'null'] }, ['request-type-widened'], ['response-type-widened']],
    [
      'another type',
      text,
      { type: 'integer' },
      ['request-type-narrowed', 'request-type-widened'],
      ['response-type-narrowed', 'response-type-widened'],
    ],
    ['a first type', {}, text, ['request-type-narrowed'], ['response-type-narrowed']],
    ['a listed value less', { enum: ['a', 'b'] }, { enum: ['a'] }, ['request-values-narrowed'], ['response-values-narrowed']],
    ['a listed value more', { enum: ['a'] }, { enum: ['a', 'b'] }, ['request-values-widened'], ['response-values-widened']],
    ['a first list', text, { ...text, enum: ['a'] }, ['request-values-narrowed'], ['response-values-narrowed']],
    ['a constant for a list of one', { enum: ['a'] }, { const: 'a' }, [], []],
    ['a lower maximum', { maximum: 10 }, { maximum: 9 }, ['request-bound-narrowed'], ['response-bound-narrowed']],
    ['a higher maximum', { maximum: 10 }, { maximum: 11 }, ['request-bound-widened'], ['response-bound-widened']],
    ['a first minimum', {}, { minimum: 0 }, ['request-bound-narrowed'], ['response-bound-narrowed']],
    ['a minimum length of nothing', {}, { minLength: 0 }, [], []],
    ['unique items', {}, { uniqueItems: true }, ['request-bound-narrowed'], ['response-bound-narrowed']],
    ['a first pattern', {}, { pattern: '^a' }, ['request-pattern-narrowed'], ['response-pattern-narrowed']],
    ['another pattern', { pattern: '^b' }, { pattern: '^a' }, ['request-pattern-changed'], ['response-pattern-changed']],
    ['a wider format', { format: 'int32' }, { format: 'int64' }, ['request-format-widened'], ['response-format-widened']],
    ['another format', { format: 'date' }, { format: 'date-time' }, ['request-format-changed'], ['response-format-changed']],
    ['a property more', object({}), object({ a: text }), ['request-property-added'], ['response-property-added']],
    [
      'a required property more',
      object({}),
      object({ a: text }, { required: ['a'] }),
      ['request-property-added-required'],
      ['response-property-added'],
    ],
    ['a property less', object({ a: text }), object({}), ['request-property-ignored'], ['response-property-removed']],
    [
      'a required property less',
      object({ a: text }, { required: ['a'] }),
      object({}),
      ['request-property-ignored'],
      ['response-required-property-removed'],
    ],
    [
      'required from now on',
      object({ a: text }),
      object({ a: text }, { required: ['a'] }),
      ['request-property-became-required'],
      ['response-property-became-required'],
    ],
    [
      'optional from now on',
      object({ a: text }, { required: ['a'] }),
      object({ a: text }),
      ['request-property-became-optional'],
      ['response-property-became-optional'],
    ],
    [
      'no others allowed',
      object({}),
      object({}, { additionalProperties: false }),
      ['request-properties-closed'],
      ['response-properties-closed'],
    ],
    [
      'others allowed',
      object({}, { additionalProperties: false }),
      object({}),
      ['request-properties-opened'],
      ['response-properties-opened'],
    ],
    [
      'others of a narrower type',
      object({}, { additionalProperties: {} }),
      object({}, { additionalProperties: text }),
      ['request-type-narrowed'],
      ['response-type-narrowed'],
    ],
    ['narrower items', { type: 'array', items: {} }, { type: 'array', items: text }, ['request-type-narrowed'], ['response-type-narrowed']],
    [
      'an alternative less',
      { oneOf: [text, { type: 'integer' }] },
      { oneOf: [text] },
      ['request-alternative-removed'],
      ['response-alternative-removed'],
    ],
    [
      'an alternative more',
      { anyOf: [text] },
      { anyOf: [text, { type: 'integer' }] },
      ['request-alternative-added'],
      ['response-alternative-added'],
    ],
    ['alternatives in another order', { anyOf: [text, { type: 'integer' }] }, { anyOf: [{ type: 'integer' }, text] }, [], []],
    [
      'an alternative that changed',
      { oneOf: [text] },
      { oneOf: [{ ...text, maxLength: 3 }] },
      ['request-bound-narrowed'],
      ['response-bound-narrowed'],
    ],
    ['another default', { default: 1 }, { default: 2 }, ['request-default-changed'], []],
    ['what nobody judges', { not: text }, { not: {} }, ['request-schema-changed'], ['response-schema-changed']],
    ['the same by allOf', object({ a: text, b: text }), { allOf: [object({ a: text }), object({ b: text })] }, [], []],
    [
      'tighter by allOf',
      { maximum: 5 },
      { allOf: [{ maximum: 5 }, { maximum: 4 }] },
      ['request-bound-narrowed'],
      ['response-bound-narrowed'],
    ],
    ['another description', { description: 'a' }, { description: 'b', examples: ['c'] }, [], []],
    [
      'names of Object.prototype',
      object({ constructor: text }),
      object({ constructor: text, toString: text }),
      ['request-property-added'],
      ['response-property-added'],
    ],
  ])('%s', (_what, old, next, requestRules, responseRules) => {
    expect(bodyRules(old, next)).toEqual(requestRules);
    expect(answerRules(old, next)).toEqual(responseRules);
  });

  test('a property that a closed schema loses is refused in requests', () => {
    const closed = { additionalProperties: false };
    expect(bodyRules(object({ a: text }, closed), object({}, closed))).toEqual(['request-property-refused']);
    expect(answerRules(object({}, closed), object({ a: text }, closed))).toEqual(['response-property-unexpected']);
  });

  test('read-only and write-only properties', () => {
    const next = object({ a: { ...text, readOnly: true }, b: { ...text, writeOnly: true } });
    expect(bodyRules(object({ a: text, b: text }), next)).toEqual(['request-property-became-read-only']);
    expect(answerRules(object({ a: text, b: text }), next)).toEqual(['response-property-became-write-only']);
  });

  test('a schema behind a reference is compared by what it says', () => {
    const paths = {
      '/a': { post: { requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/A' } } } }, responses: {} } },
    };
    const old = document(paths, { components: { schemas: { A: object({ a: text }) } } });
    const next = document(paths, { components: { schemas: { A: object({ a: { type: 'integer' } }) } } });
    const [change] = compareDefinitions(old, next);
    expect(change).toMatchObject({
      rule: 'request-type-narrowed',
      level: 'breaking',
      operation: 'POST /a',
      place: ['request body', 'application/json', 'a'],
      before: 'string',
      after: 'integer',
      oldPointer: '/components/schemas/A/properties/a',
    });
  });

  test('a schema that refers to itself ends', () => {
    const node = object({ next: { $ref: '#/components/schemas/Node' } });
    expect(bodyRules({ $ref: '#/components/schemas/Node' }, { $ref: '#/components/schemas/Node' }, { Node: node })).toEqual([]);
  });

  test('rings of references and dangling ones end without an error', () => {
    const schemas = { A: { $ref: '#/components/schemas/B' }, B: { $ref: '#/components/schemas/A' } };
    expect(bodyRules({ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/Nothing' }, schemas)).toEqual([]);
  });
});

describe('any two schemas', () => {
  const schema = fc.letrec<{ schema: JsonObject }>((tie) => ({
    schema: fc.oneof(
      { maxDepth: 3 },
      fc.record({ type: fc.constantFrom('string', 'integer', 'number', 'boolean') }, { requiredKeys: [] }),
      fc.record({ enum: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }) }),
      fc.record({ minimum: fc.nat(5), maximum: fc.nat(9) }, { requiredKeys: [] }),
      fc.record(
        {
          type: fc.constant('object'),
          properties: fc.dictionary(fc.constantFrom('a', 'b', '__proto__', 'constructor'), tie('schema')),
          required: fc.uniqueArray(fc.constantFrom('a', 'b', 'c')),
          additionalProperties: fc.boolean(),
        },
        { requiredKeys: ['type'] },
      ),
      fc.record({ type: fc.constant('array'), items: tie('schema') }),
      fc.record({ oneOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ allOf: fc.array(tie('schema'), { maxLength: 3 }) }),
    ),
  })).schema;

  test('do not differ from themselves', () => {
    fc.assert(fc.property(schema, (one) => bodyRules(one, structuredClone(one)).length === 0 && answerRules(one, one).length === 0));
  });

  test('differ in both directions or in none, and what breaks callers one way is found the other way, too', () => {
    const differs = (changes: string[]): boolean => changes.length > 0;
    fc.assert(fc.property(schema, schema, (one, other) => differs(answerRules(one, other)) === differs(answerRules(other, one))));
  });
});

test('what is reported is bounded', () => {
  const many = (type: string) => object(Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`p${index}`, { type }])));
  expect(bodyRules(many('string'), many('integer')).length).toBe(10_000);
});

test('the level of a change is that of its rule', () => {
  const changes: readonly Change[] = compareDefinitions(document({ '/a': { get: { responses: {} } } }), document({}));
  expect(changes[0]).toMatchObject({ level: 'breaking', operation: 'GET /a', place: [] });
});
