import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { bytes, definitionOf, firstOperation, json } from '../../../test/fixtures.ts';
import type { JsonObject, JsonValue } from '../../json.ts';
import { compileRequestValidator, type RequestValidator } from '../compile.ts';

function validatorOf(requestBody: JsonValue | undefined, closedBodies = false): RequestValidator {
  const definition = definitionOf({ '/a': { post: requestBody === undefined ? {} : { requestBody } } });
  return compileRequestValidator(definition, firstOperation(definition), { unknownQueryParameters: 'reject', closedBodies });
}

function bodyOf(content: JsonObject, required = true): RequestValidator {
  return validatorOf({ required, content });
}

const EMPTY = new Uint8Array();
const invalid = (pointer: string, message: string) => ({ kind: 'invalid', violations: [{ in: 'body', pointer, message }] });

describe('whether there is a body', () => {
  test('that is not declared: only an empty one fits', () => {
    const validator = validatorOf(undefined);
    expect(validator.body).toBe('none');
    expect(validator.inspectsBody('application/json')).toBe(false);
    expect(validator.validateBody(undefined, EMPTY)).toEqual({ kind: 'valid' });
    expect(validator.validateBody('text/plain', bytes('x'))).toEqual(invalid('', 'is not declared here'));
  });

  test('that is optional: an empty one fits', () => {
    const validator = bodyOf({ 'application/json': { schema: { type: 'object' } } }, false);
    expect(validator.body).toBe('optional');
    expect(validator.validateBody(undefined, EMPTY)).toEqual({ kind: 'valid' });
    expect(validator.validateBody('application/json', EMPTY)).toEqual({ kind: 'valid' });
    expect(validator.validateBody('application/json', json(1))).toEqual(invalid('', 'must be object'));
  });

  test('that is required: an empty one does not fit', () => {
    const validator = bodyOf({ 'application/json': {} });
    expect(validator.body).toBe('required');
    expect(validator.validateBody(undefined, EMPTY)).toEqual(invalid('', 'is required'));
    expect(validator.validateBody('application/json', EMPTY)).toEqual(invalid('', 'is required'));
  });

  test('behind a reference that dangles: nothing fits', () => {
    const validator = validatorOf({ $ref: '#/components/requestBodies/Nowhere' });
    expect(validator.validateBody('application/json', json({}))).toMatchObject({ kind: 'invalid' });
  });
});

describe('media types', () => {
  const content = {
    'application/json': { schema: { type: 'integer' } },
    'text/*': {},
    'application/*+json': { schema: { type: 'string' } },
  };

  test.each<[string | undefined, string]>([
    ['application/json', '1'],
    ['Application/JSON ; charset="UTF-8"', '1'],
    ['application/json;v=1;charset=utf-8', '1'],
    ['application/vnd.x+json', '"a"'],
    ['text/csv', '\xff'],
  ])('%s fits', (type, body) => {
    expect(bodyOf(content).validateBody(type, bytes(body))).toEqual({ kind: 'valid' });
  });

  test.each<[string | undefined]>([
    [undefined],
    [''],
    ['application'],
    ['application/xml'],
    ['application/jsonx'],
    ['application/json, text/plain'],
    ['application/json/x'],
    ['application/json; charset=utf-16'],
    ['application/json; charset=utf-8; charset=utf-16'],
    ['*/*'],
    [`text/${'a'.repeat(2000)}`],
    ['te xt/plain'],
  ])('%s is not supported', (type) => {
    const expected = ['application/json', 'text/*', 'application/*+json'];
    expect(bodyOf(content).validateBody(type, bytes('1'))).toEqual({ kind: 'unsupported-media-type', expected });
  });

  test('the most specific range decides', () => {
    const validator = bodyOf({
      '*/*': { schema: false },
      'application/*': { schema: { type: 'string' } },
      'application/json': { schema: { type: 'integer' } },
    });
    expect(validator.validateBody('application/json', json(1))).toEqual({ kind: 'valid' });
    expect(validator.validateBody('application/a+json', json(1))).toEqual(invalid('', 'must be string'));
    expect(validator.validateBody('other/a+json', json(1))).toEqual(invalid('', 'is not allowed here'));
  });

  test('of bodies whose content is not looked at', () => {
    const validator = bodyOf({ 'multipart/mixed': { schema: false }, 'application/json': {}, 'application/x-www-form-urlencoded': {} });
    expect(validator.inspectsBody('multipart/mixed; boundary=x')).toBe(false);
    expect(validator.validateBody('multipart/mixed; boundary=x', EMPTY)).toEqual({ kind: 'valid' });
    expect(['application/json', 'application/x-www-form-urlencoded', undefined].map((type) => validator.inspectsBody(type))).toEqual([
      true,
      true,
      true,
    ]);
    expect(validator.inspectsBody('text/plain')).toBe(false);
  });
});

describe('JSON', () => {
  const schema = {
    type: 'object',
    required: ['items'],
    properties: { items: { type: 'array', items: { type: 'object', properties: { quantity: { type: 'integer', minimum: 1 } } } } },
  };

  test('is checked against the schema, with a pointer to what is wrong', () => {
    const validator = bodyOf({ 'application/json': { schema } });
    expect(validator.validateBody('application/json', json({ items: [{ quantity: 0 }] }))).toEqual(
      invalid('/items/0/quantity', 'must be >= 1'),
    );
    expect(validator.validateBody('application/json', json({ items: [], other: 1 }))).toEqual({ kind: 'valid' });
    expect(validator.validateBody('application/json', bytes('{"items":[],"items":[1]}'))).toEqual(
      invalid('/items', 'must not stand twice in one object'),
    );
  });

  test('of closed bodies has no other properties', () => {
    const validator = validatorOf({ content: { 'application/json': { schema } } }, true);
    expect(validator.validateBody('application/json', json({ items: [{ q: 1 }] }))).toEqual(invalid('/items/0/q', 'is not declared here'));
  });

  test('values never show in messages', () => {
    const verdict = bodyOf({ 'application/json': { schema: { properties: { a: { enum: ['x'] }, b: { pattern: '^x$' } } } } }).validateBody(
      'application/json',
      json({ a: 'SECRET', b: 'SECRET' }),
    );
    expect(JSON.stringify(verdict)).not.toContain('SECRET');
  });
});

describe('forms', () => {
  const schema = {
    type: 'object',
    required: ['name'],
    properties: {
      name: { type: 'string' },
      age: { type: 'integer' },
      tags: { type: 'array', items: { type: 'string' }, maxItems: 2 },
      list: { type: 'array', items: { type: 'integer' } },
    },
    additionalProperties: false,
  };
  const validator = bodyOf({ 'application/x-www-form-urlencoded': { schema, encoding: { list: { style: 'form', explode: false } } } });
  const validate = (text: string) => validator.validateBody('application/x-www-form-urlencoded', bytes(text));

  test.each(['name[]=x', 'name[$ne]=x', 'name%5B%5D=x'])(
    'a field with brackets behind its name is refused where others may be: %s',
    (text) => {
      const open = bodyOf({
        'application/x-www-form-urlencoded': { schema: { type: 'object', properties: { name: { type: 'string' } } } },
      });
      expect(open.validateBody('application/x-www-form-urlencoded', bytes(text))).toMatchObject({ kind: 'invalid' });
    },
  );

  test.each(['name=a+b%20c', 'name=1&age=7', 'name=a&tags=x&tags=y', 'name=a&list=1,2,3', 'name=a&&'])('%s fits', (text) => {
    expect(validate(text)).toEqual({ kind: 'valid' });
  });

  test.each([
    ['age=1', '/name', 'is required'],
    ['name=a&age=x', '/age', 'must be integer'],
    ['name=a&name=b', '/name', 'must not be repeated'],
    ['name=a&tags=x&tags=y&tags=z', '/tags', 'must have at most 2 items'],
    ['name=a&list=1&list=2', '/list', 'must not be repeated'],
    ['name=a&other=1', '/other', 'is not declared here'],
    ['name=%', '/name', 'has broken percent-encoding'],
    ['%=a', '', 'has a name with broken percent-encoding'],
    ['name=a&__proto__=1', '', 'has a name that is not accepted'],
  ])('%s does not', (text, pointer, message) => {
    expect(validate(text)).toEqual(invalid(pointer, message));
  });
});

test('no bytes and no media type make it throw', () => {
  const content = { '*/*': { schema: { type: 'object', properties: { a: { type: 'integer' } } } } };
  const validator = bodyOf(content);
  const type = fc.oneof(fc.string(), fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'a/b; charset=utf-8'));
  fc.assert(
    fc.property(type, fc.uint8Array(), (contentType, body) => {
      expect(['valid', 'invalid', 'unsupported-media-type']).toContain(validator.validateBody(contentType, body).kind);
    }),
    { numRuns: 1000 },
  );
});
