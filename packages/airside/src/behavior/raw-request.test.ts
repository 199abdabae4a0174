import { gzipSync } from 'node:zlib';

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { exchangeOfRaw } from './raw-exchange.ts';
import { readRawRequest } from './raw-request.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
const read = (text: string) => readRawRequest(bytes(text));
const bodyOf = (text: string): string => read(text).body.toString('latin1');
const exchangeOf = (request: Buffer) => exchangeOfRaw(request, 'x', 0);

test.each([
  ['line ends of LF only', 'POST /a?b=1 HTTP/1.1\nHost: h:1\nX-Y: z\n\nbody'],
  ['both line ends', 'POST /a?b=1 HTTP/1.1\r\nHost: h:1\nX-Y: z\r\n\nbody'],
  ['empty lines before it', '\r\n\nPOST /a?b=1 HTTP/1.1\r\nHost: h:1\r\nX-Y: z\r\n\r\nbody'],
  ['the target in absolute form', 'POST http://h:1/a?b=1 HTTP/1.1\r\nHost: other\r\nX-Y: z\r\n\r\nbody'],
  ['no version', 'POST /a?b=1\r\nHost: h:1\r\nX-Y: z\r\n\r\nbody'],
  ['HTTP/1.0', 'POST /a?b=1 HTTP/1.0\r\nHost: h:1\r\nX-Y: z\r\n\r\nbody'],
  ['no slash before the path', 'POST a?b=1 HTTP/1.1\r\nHost: h:1\r\nX-Y: z\r\n\r\nbody'],
  ['a folded header', 'POST /a?b=1 HTTP/1.1\r\nHost: h:1\r\nX-Y:\r\n z\r\n\r\nbody'],
  ['pseudo-header fields of HTTP/2', ':method: POST\n:scheme: https\n:authority: h:1\n:path: /a?b=1\nx-y: z\n\nbody'],
  [':authority in the place of Host', 'POST /a?b=1 HTTP/2\r\n:authority: h:1\r\nX-Y: z\r\n\r\nbody'],
  ['blanks around names', 'POST /a?b=1 HTTP/1.1\r\nHost : h:1\r\nX-Y:\tz \r\n\r\nbody'],
])('with %s it is read all the same', (_, request) => {
  const { method, host, target, headers, body } = read(request);
  expect({ method, host, target, body: body.toString() }).toEqual({ method: 'POST', host: 'h:1', target: '/a?b=1', body: 'body' });
  expect(headers.at(-1)).toEqual(['x-y', 'z']);
});

test.each([
  ['GET /a b c HTTP/1.1', '/a b c'],
  ["GET /?q=' or 1=1 HTTP/1.1", "/?q=' or 1=1"],
  ['GET http://h HTTP/1.1', '/'],
  ['GET http://h?x=1 HTTP/1.1', '/?x=1'],
  ['OPTIONS * HTTP/1.1', '/*'],
  ['CONNECT h:443 HTTP/1.1', '/'],
  ['GET /\xc3\xa9 HTTP/1.1', '/é'],
  ['GET /\xe9 HTTP/1.1', '/\xe9'],
  ['GET', '/'],
])('%s asks for %s', (line, target) => {
  expect(read(`${line}\r\n\r\n`).target).toBe(target);
});

test('what is no HTTP is a request that nobody sends', () => {
  expect(read('\x16\x03\x01\x02').method).toBe('\x16\x03\x01\x02');
  expect(read('SSH-2.0-OpenSSH_9.6').target).toBe('/');
  expect(() => read('')).toThrow('the request is empty');
  expect(() => read('\r\n\r\n')).toThrow('the request is empty');
});

test('without a host there is none', () => {
  expect(exchangeOf(bytes('GET / HTTP/1.0\r\n\r\n')).host).toBe('');
});

test.each([
  ['as long as it says', 'Content-Length: 4', 'body', 'body'],
  ['longer than it says', 'Content-Length: 1', 'body', 'body'],
  ['shorter than it says', 'Content-Length: 400', 'body', 'body'],
  ['without saying how long', 'X: y', 'body', 'body'],
  ['of a length that is no number', 'Content-Length: four', 'body', 'body'],
  ['followed by an end of line', 'Content-Length: 4', 'body\r\n', 'body'],
  ['of an end of line', 'X: y', '\r\n', ''],
  ['in chunks', 'Transfer-Encoding: chunked', '2\r\nbo\r\n2;x=y\r\ndy\r\n0\r\n\r\n', 'body'],
  ['in chunks that end too early', 'Transfer-Encoding: chunked', '9\r\nbody', 'body'],
  ['that is said to be chunks', 'Transfer-Encoding: chunked', 'body', 'body'],
])('a body %s is read', (_, header, sent, expected) => {
  expect(bodyOf(`POST / HTTP/1.1\r\n${header}\r\n\r\n${sent}`)).toBe(expected);
});

test('content codings are undone, and what cannot be is left out', () => {
  const sent = (coding: string, body: Buffer) =>
    exchangeOf(Buffer.concat([bytes(`POST / HTTP/1.1\r\nContent-Encoding: ${coding}\r\n\r\n`), body])).request;
  expect(sent('gzip', gzipSync('{"a":1}'))).toMatchObject({ body: '{"a":1}' });
  expect(sent('identity, GZIP', gzipSync(''))).toMatchObject({ body: '' });
  expect(sent('gzip, gzip', gzipSync(gzipSync('x')))).toMatchObject({ body: 'x' });
  expect(sent('gzip', bytes('no gzip'))).toMatchObject({ omitted: 'encoding' });
  expect(sent('zstd', bytes('x'))).toMatchObject({ omitted: 'encoding' });
  expect(sent('gzip', gzipSync(Buffer.alloc(64 * 1024 * 1024)))).toMatchObject({ omitted: 'encoding' });
});

test('a body in another character set is read one byte a character; one of bytes is not', () => {
  const sent = (type: string, body: string) => exchangeOf(bytes(`POST / HTTP/1.1\r\nContent-Type: ${type}\r\n\r\n${body}`)).request;
  expect(sent('application/x-www-form-urlencoded', 'name=Jos\xe9')).toMatchObject({ body: 'name=José' });
  expect(sent('image/png', '\x89PNG\0\0')).toMatchObject({ omitted: 'not-text' });
  const parts = '--x\r\nContent-Disposition: form-data; name="f"; filename="../../a.php"\r\n\r\n\x89PNG\0\r\n--x--';
  expect(sent('multipart/form-data; boundary=x', parts)).toMatchObject({ body: parts });
});

test('fields that come twice are kept twice', () => {
  const { headers } = read('GET / HTTP/1.1\r\nCookie: a=1\r\nX: 1\r\ncookie: b=2\r\n\r\n');
  expect(headers).toEqual([
    ['cookie', 'a=1'],
    ['x', '1'],
    ['cookie', 'b=2'],
  ]);
});

test('whatever the bytes are, they are read', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), (drawn) => {
      const request = Buffer.from(drawn);
      if (/^[\r\n]*$/.test(request.toString('latin1'))) return;
      expect(exchangeOf(request).path.startsWith('/')).toBe(true);
    }),
  );
});
