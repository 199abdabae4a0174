import { describe, expect, test } from 'vitest';

import { bytes, definitionOf, firstOperation } from '../../../test/fixtures.ts';
import type { JsonObject } from '../../json.ts';
import { compileRequestValidator } from '../compile.ts';

function judge(type: string, media: JsonObject, body: string | Uint8Array, contentType = type) {
  const definition = definitionOf({ '/a': { post: { requestBody: { content: { [type]: media } } } } });
  const options = { unknownQueryParameters: 'reject', closedBodies: false } as const;
  const validator = compileRequestValidator(definition, firstOperation(definition), options);
  return validator.validateBody(contentType, typeof body === 'string' ? bytes(body) : body);
}

describe('text with a schema', () => {
  test('fits as text, or as the number that it stands for', () => {
    expect(judge('text/plain', { schema: { type: 'string', maxLength: 3 } }, 'abc').kind).toBe('valid');
    expect(judge('text/plain', { schema: { type: 'integer' } }, '12').kind).toBe('valid');
    expect(judge('text/plain', {}, 'anything').kind).toBe('valid');
  });

  test.each([
    ['too long', { type: 'string', maxLength: 3 }, 'abcd'],
    ['no number', { type: 'integer' }, '0x10'],
    ['not UTF-8', { type: 'string' }, new Uint8Array([0xff])],
  ])('is refused: %s', (_name, schema, body) => {
    expect(judge('text/plain', { schema }, body)).toMatchObject({ kind: 'invalid' });
  });
});

describe('sequences of JSON', () => {
  const media = { itemSchema: { type: 'object', required: ['a'], properties: { a: { type: 'integer' } } } };

  test('fit where each item does', () => {
    expect(judge('application/x-ndjson', media, '{"a":1}\n{"a":2}\n').kind).toBe('valid');
    expect(judge('application/jsonl', media, '{"a":1}\r\n\n{"a":2}').kind).toBe('valid');
    expect(judge('application/json-seq', media, '\u001E{"a":\n1}\n\u001E{"a":2}\n').kind).toBe('valid');
    expect(judge('application/x-ndjson', {}, 'not looked at').kind).toBe('valid');
  });

  test.each([
    ['application/x-ndjson', '{"a":1}\n{"a":"x"}', '/1/a'],
    ['application/x-ndjson', '{"a":1}\n{"a":', '/1'],
    ['application/x-ndjson', '{"a":1}\n{"a":1,"a":2}', '/1/a'],
    ['application/x-ndjson', '{"a":\n1}', '/0'],
    ['application/x-ndjson', '\u001E{"a":1}', '/0'],
    ['application/json-seq', '{"a":1}', ''],
    ['application/json-seq', '\u001E{"b":1}', '/0/a'],
  ])('of %s are refused: %j', (type, body, pointer) => {
    expect(judge(type, media, body)).toMatchObject({ kind: 'invalid', violations: [{ pointer }] });
  });
});
