import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { readAnswer } from './answer.ts';

const HEAD = 'HTTP/1.1 200 OK\r\n';

describe('an answer', () => {
  test.each([
    ['with all of its length', `${HEAD}Content-Length: 3\r\n\r\nabc`, 'GET', 200],
    ['with its last chunk', `${HEAD}Transfer-Encoding: gzip, chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n`, 'GET', 200],
    ['with an extension and a trailer', `${HEAD}Transfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n0\r\nX: y\r\n\r\n`, 'GET', 200],
    ['to HEAD', `${HEAD}Content-Length: 3\r\n\r\n`, 'HEAD', 200],
    ['without a body', 'HTTP/1.1 204 No Content\r\n\r\n', 'GET', 204],
    ['behind 100 Continue', `HTTP/1.1 100 Continue\r\n\r\n${HEAD}Content-Length: 0\r\n\r\n`, 'POST', 200],
    ['that changes the protocol', 'HTTP/1.1 101 Switching Protocols\r\n\r\n', 'GET', 101],
  ])('%s is complete', (_name, text, method, status) => {
    expect(readAnswer(text, method)).toEqual({ status, complete: true });
  });

  test.each([
    ['without a length', `${HEAD}\r\nabc`, 200],
    ['short of its length', `${HEAD}Content-Length: 4\r\n\r\nabc`, 200],
    ['within a chunk', `${HEAD}Transfer-Encoding: chunked\r\n\r\n5\r\nabc`, 200],
    ['that looks like its end within a chunk', `${HEAD}Transfer-Encoding: chunked\r\n\r\n9\r\na0\r\n\r\n`, 200],
    ['with a negative chunk', `${HEAD}Transfer-Encoding: chunked\r\n\r\n-5\r\nabc\r\n`, 200],
    ['within its head', `${HEAD}Content-Length: 4\r\n`, undefined],
    ['with only 100 Continue', 'HTTP/1.1 100 Continue\r\n\r\n', undefined],
    ['that is no HTTP', 'SSH-2.0-OpenSSH\r\n\r\n', undefined],
    ['that is empty', '', undefined],
  ])('%s is not', (_name, text, status) => {
    expect(readAnswer(text, 'GET')).toEqual({ status, complete: false });
  });

  test('of any bytes is read to an end, and is never complete before its last byte', () => {
    const pieces = fc.constantFrom(
      HEAD,
      'HTTP/1.1 100 C\r\n\r\n',
      '\r\n',
      '\r\n\r\n',
      'Transfer-Encoding: chunked',
      'Content-Length: 2',
      '0',
      '-1',
      'f',
      'abc',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const { status, complete } = readAnswer(parts.join(''), 'GET');
        expect(complete && status === undefined).toBe(false);
      }),
    );
    const whole = `${HEAD}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n10\r\n0123456789abcdef\r\n0\r\n\r\n`;
    for (let length = 0; length < whole.length; length++)
      expect(readAnswer(whole.slice(0, length), 'GET').complete, `${length}`).toBe(false);
    expect(readAnswer('HTTP/1.1 100 C\r\n\r\n'.repeat(50_000), 'GET').complete).toBe(false);
  });
});
