import { expect, test } from 'vitest';

import { parseSample } from './sample.ts';

const raw = (text: string): string => Buffer.from(text, 'latin1').toString('base64');
const exchange = {
  id: 'x',
  time: '2026-11-01T10:00:00.000Z',
  api: 'shop',
  operation: null,
  method: 'GET',
  host: 'h',
  path: '/a',
  template: null,
  query: '',
  client: { address: '192.0.2.1', userAgent: null },
  principal: null,
  verdicts: [],
  problem: null,
  status: 200,
  upstream: null,
  requestBytes: 0,
  responseBytes: 0,
  durationMs: 1,
};

test('a raw request is read as the exchange that it would have been', () => {
  const request = 'POST /a/b?x=%41 HTTP/1.1\r\nHost: API.example:8080\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nhi';
  const sample = parseSample(JSON.stringify({ raw: raw(request), label: 1, id: 7, cat: 'sqli' }), 3);
  expect(sample).toMatchObject({
    isAttack: true,
    isRaw: true,
    category: 'sqli',
    exchange: { id: '7', method: 'POST', host: 'api.example', path: '/a/b', query: 'x=%41', requestBytes: 2, request: { body: 'hi' } },
  });
});

test('a body that is no text is left out, as in a record', () => {
  const request = `POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n\xff\xfe`;
  expect(parseSample(JSON.stringify({ raw: raw(request) }), 0).exchange.request).toMatchObject({ omitted: 'not-text' });
});

test('an exchange has its label, category and session beside its members', () => {
  expect(parseSample(JSON.stringify({ ...exchange, label: 1, category: 'bola', session: 5 }), 0)).toMatchObject({
    isAttack: true,
    isRaw: false,
    category: 'bola',
    session: '5',
    exchange,
  });
  expect(parseSample(JSON.stringify(exchange), 0)).toMatchObject({ isAttack: false, session: undefined });
});

test.each([
  ['{', 'this is no JSON'],
  ['[]', 'expected a JSON object'],
  ['{"raw":"%%"}', 'expected {"raw": base64'],
  ['{"raw":"","label":2}', 'label'],
  [JSON.stringify({ ...exchange, label: 'yes' }), 'label'],
  [JSON.stringify({ ...exchange, status: 'ok' }), 'this is no exchange: status'],
  [JSON.stringify({ ...exchange, more: 1 }), 'this is no exchange'],
])('%s is refused with what was expected', (line, message) => {
  expect(() => parseSample(line, 0)).toThrow(message);
});
