import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { bytes, definitionOf, firstOperation } from '../../../../test/fixtures.ts';
import type { JsonObject } from '../../../json.ts';
import { compileRequestValidator, type RequestValidator, type RequestValidatorOptions } from '../../compile.ts';

const OPTIONS = { unknownQueryParameters: 'reject', closedBodies: true } as const;

function validatorOf(properties: JsonObject, encoding: JsonObject = {}, options: Partial<RequestValidatorOptions> = {}): RequestValidator {
  const schema = { type: 'object', properties };
  const content = { 'multipart/form-data': { schema, encoding } };
  const definition = definitionOf({ '/a': { post: { requestBody: { required: true, content } } } });
  return compileRequestValidator(definition, firstOperation(definition), { ...OPTIONS, ...options });
}

const TYPE = 'multipart/form-data; boundary=XX';
const part = (disposition: string, data: string, headers = '') =>
  `--XX\r\nContent-Disposition: form-data; ${disposition}\r\n${headers}\r\n${data}\r\n`;
const body = (...parts: readonly string[]) => `${parts.join('')}--XX--\r\n`;

const UPLOAD = {
  title: { type: 'string', maxLength: 10 },
  count: { type: 'integer' },
  file: { type: 'string', format: 'binary', maxLength: 5 },
  files: { type: 'array', maxItems: 2, items: { type: 'string', format: 'binary' } },
  tags: { type: 'array', items: { type: 'string' } },
  meta: { type: 'object', required: ['a'], properties: { a: { type: 'integer' } } },
};

function judge(text: string, type = TYPE) {
  return validatorOf(UPLOAD).validateBody(type, Buffer.from(text, 'latin1'));
}

describe('parts are read by their schema', () => {
  test.each([
    ['text', part('name="title"', 'hello')],
    ['text in UTF-8', part('name="title"', Buffer.from('grüße').toString('latin1'), 'Content-Type: text/plain; charset=UTF-8\r\n')],
    ['a number', part('name="count"', '12')],
    ['a file', part('name="file"; filename="a.bin"', '\x00\xff', 'Content-Type: application/octet-stream\r\n')],
    ['several files', part('name="files"; filename="a"', '1') + part('name="files"; filename="b"', '2')],
    ['a list of texts', part('name="tags"', 'a') + part('name="tags"', 'b')],
    ['JSON', part('name="meta"', '{"a":1}', 'Content-Type: application/json\r\n')],
    ['JSON that does not say so', part('name="meta"', '{"a":1}')],
    ['no parts', ''],
  ])('%s', (_name, parts) => {
    expect(judge(body(parts))).toEqual({ kind: 'valid' });
  });

  test('a boundary in quotation marks is read', () => {
    expect(judge(body(part('name="title"', 'x')), 'multipart/form-data; boundary="XX"')).toEqual({ kind: 'valid' });
  });
});

describe('what does not fit is refused', () => {
  test.each([
    ['a text for a number', part('name="count"', 'many'), '/count'],
    ['a text that is too long', part('name="title"', 'x'.repeat(11)), '/title'],
    ['a file that is too long', part('name="file"; filename="a"', '\xff'.repeat(6)), '/file'],
    ['too many files', part('name="files"; filename="a"', '').repeat(3), '/files'],
    ['a name twice', part('name="title"', 'a') + part('name="title"', 'b'), '/title'],
    ['broken JSON', part('name="meta"', '{"a":'), '/meta'],
    ['JSON with a name twice', part('name="meta"', '{"a":1,"a":2}'), '/meta/a'],
    ['JSON of another shape', part('name="meta"', '{"a":"x"}'), '/meta/a'],
    ['JSON as another type', part('name="meta"', '{"a":1}', 'Content-Type: text/html\r\n'), '/meta'],
    ['an undeclared name', part('name="admin"', 'true'), '/admin'],
    ['a file where a text is due', part('name="title"; filename="x.php"', 'x'), '/title'],
    ['a text that is not UTF-8', part('name="title"', '\xff'), '/title'],
    ['a text in another charset', part('name="title"', 'x', 'Content-Type: text/plain; charset=utf-16\r\n'), '/title'],
    ['__proto__', part('name="__proto__"', 'x'), '/__proto__'],
    ['the charset of the others', part('name="_charset_"', 'utf-7'), '/_charset_'],
    ['a transfer encoding', part('name="title"', 'eA==', 'Content-Transfer-Encoding: base64\r\n'), '/title'],
    ['nested multipart', part('name="title"', 'x', 'Content-Type: multipart/mixed; boundary=YY\r\n'), '/title'],
  ])('%s', (_name, parts, pointer) => {
    expect(judge(body(parts))).toMatchObject({ kind: 'invalid', violations: [{ pointer }] });
  });

  test.each(['../../x', '..', 'a/b', 'a\\b', 'C:\\x', 'a%2Fb', 'a%00.png', 'a\x01', 'x'.repeat(300)])('a file named %j', (filename) => {
    const quoted = filename.replaceAll('\\', '\\\\');
    expect(judge(body(part(`name="file"; filename="${quoted}"`, '')))).toMatchObject({ kind: 'invalid' });
  });

  test.each([
    ['a part without a name', '--XX\r\nContent-Disposition: form-data\r\n\r\nx\r\n--XX--\r\n'],
    ['a part without headers', '--XX\r\n\r\nx\r\n--XX--\r\n'],
    ['two names', body(part('name="title"; name="count"', 'x'))],
    ['two names, the first empty', body(part('name=""; name="title"', 'x'))],
    ['a header twice, once with a blank', body(part('name="title"', 'x', 'Content-Disposition\t: form-data; name="count"\r\n'))],
    ['a header with a line end in it', body(part('name="title"', 'x', 'X: a\rContent-Disposition: form-data; name="count"\r\n'))],
    ['a header with NUL', body(part('name="title"', 'x', 'X: a\x00b\r\n'))],
    ['a boundary behind CR', body(part('name="title"', 'x\r--XX\r\nx'))],
    ['a name that is a field with brackets', body(part('name="title[]"', 'x'))],
    ['a name in another notation', body(part(`name="file"; filename="a"; filename*=UTF-8''b`, 'x'))],
    ['a header twice', body(part('name="title"', 'x', 'Content-Disposition: form-data; name="count"\r\n'))],
    ['a folded header', body(part('name="title";\r\n filename="x"', 'x'))],
    ['no final boundary', part('name="title"', 'x')],
    ['text before', `x\r\n${body(part('name="title"', 'x'))}`],
    ['text behind', `${body(part('name="title"', 'x'))}--XX\r\n`],
    ['lines without CR', body(part('name="title"', 'x')).replaceAll('\r', '')],
    ['another boundary', body(part('name="title"', 'x')).replaceAll('--XX', '--YY')],
    ['a boundary with more behind it', body(part('name="title"', 'x')).replace('--XX\r', '--XXX\r')],
    ['too many parts', body(part('name="tags"', 'x').repeat(1001))],
  ])('%s', (_name, text) => {
    expect(judge(text)).toMatchObject({ kind: 'invalid' });
  });

  test.each([
    'multipart/form-data',
    'multipart/form-data; boundary=',
    'multipart/form-data; boundary=XX; boundary=YY',
    'multipart/form-data; BOUNDARY=XX',
  ])('the content type %j', (type) => {
    expect(judge(body(part('name="title"', 'x')), type).kind).not.toBe('valid');
  });
});

describe('the encoding of a part', () => {
  const IMAGE = { type: 'string', format: 'binary' };
  const encoding = { contentType: 'image/png, image/*', headers: { 'X-Size': { required: true, schema: { type: 'integer' } } } };
  const judgeImage = (headers: string) =>
    validatorOf({ image: IMAGE }, { image: encoding }).validateBody(TYPE, bytes(body(part('name="image"; filename="a"', 'x', headers))));

  test('names the media types and headers that it may have', () => {
    expect(judgeImage('Content-Type: image/png\r\nX-Size: 1\r\n')).toEqual({ kind: 'valid' });
    for (const headers of [
      'X-Size: 1\r\n',
      'Content-Type: text/html\r\nX-Size: 1\r\n',
      'Content-Type: image/png\r\n',
      'Content-Type: image/png\r\nX-Size: x\r\n',
    ]) {
      expect(judgeImage(headers)).toMatchObject({ kind: 'invalid', violations: [{ pointer: '/image' }] });
    }
  });
});

test('parts that are not declared are taken out, and the others stay as they were', () => {
  const validator = validatorOf(UPLOAD, {}, { unknownFields: 'strip' });
  const [title, file] = [part('name="title"', 'x'), part('name="file"; filename="a"', '\x00\xff\r\n')];
  const verdict = validator.validateBody(TYPE, Buffer.from(body(part('name="admin"', 'y'), title, part('name="x"', 'z'), file), 'latin1'));
  expect(verdict).toMatchObject({ kind: 'valid', tolerated: [{ pointer: '/admin' }, { pointer: '/x' }] });
  expect(verdict.kind === 'valid' && Buffer.from(verdict.replacement ?? []).toString('latin1')).toBe(body(title, file));
});

test('no bytes make it throw', () => {
  const pieces = fc.array(
    fc.constantFrom('--XX', '\r\n', '\n', '--', 'Content-Disposition: form-data; name="title"', '; filename="a"', 'x', '\xff', ':', '"'),
  );
  fc.assert(
    fc.property(pieces, (chosen) => {
      expect(['valid', 'invalid', 'unsupported-media-type']).toContain(judge(chosen.join('')).kind);
    }),
    { numRuns: 300 },
  );
});
