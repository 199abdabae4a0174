import { expect, test } from 'vitest';

import { blankExchange } from './blank-exchange.ts';
import { parseSample } from './sample.ts';

const raw = (text: string): string => Buffer.from(text, 'latin1').toString('base64');
const exchange = { ...blankExchange('x', 0), api: 'shop', host: 'h', path: '/a', durationMs: 1 };

test('a raw request is read as the exchange that it would have been', () => {
  const request = 'POST /a/b?x=%41 HTTP/1.1\r\nHost: API.example:8080\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nhi';
  const sample = parseSample(JSON.stringify({ raw: raw(request), label: 1, id: 7, cat: 'sqli' }), 3);
  expect(sample).toMatchObject({
    isAttack: true,
    isAlone: true,
    category: 'sqli',
    exchange: { id: '7', method: 'POST', host: 'api.example', path: '/a/b', query: 'x=%41', requestBytes: 2, request: { body: 'hi' } },
  });
});

test('a body that is no text is left out, as in a record', () => {
  const request = `POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n\xff\xfe\0`;
  expect(parseSample(JSON.stringify({ raw: raw(request) }), 0).exchange.request).toMatchObject({ omitted: 'not-text' });
});

test('an exchange has its label, category and session beside its members', () => {
  expect(parseSample(JSON.stringify({ ...exchange, label: 1, category: 'bola', session: 5 }), 0)).toMatchObject({
    isAttack: true,
    isAlone: false,
    category: 'bola',
    session: '5',
    exchange,
  });
  expect(parseSample(JSON.stringify(exchange), 0)).toMatchObject({ isAttack: false, session: undefined });
});

test.each([
  [1, true],
  [0, false],
  ['1', true],
  ['0', false],
  [true, true],
  [false, false],
  ['Attack', true],
  ['anomalous', true],
  ['norm', false],
  ['BENIGN', false],
])('the label %j is understood', (label, isAttack) => {
  expect(parseSample(JSON.stringify({ ...exchange, label }), 0)).toMatchObject({ isAttack, isLabelled: true });
});

test.each([[null], [''], [undefined]])('with the label %j it is said to have none', (label) => {
  expect(parseSample(JSON.stringify({ raw: raw('GET / HTTP/1.1'), label }), 0)).toMatchObject({ isAttack: false, isLabelled: false });
});

test('what an exchange need not have is filled in, and what it cannot have is passed over by name', () => {
  const sample = parseSample('{"method":"GET","path":"/a?b=1","label":0,"attack_type":"norm"}', 20);
  expect(sample).toMatchObject({
    passedOver: ['attack_type'],
    exchange: { id: '20', path: '/a', query: 'b=1', status: 200 },
  });
  expect(Date.parse(sample.exchange.time)).toBeGreaterThan(Date.parse(parseSample('{"method":"GET","path":"/"}', 19).exchange.time));
});

test.each([
  ['2026-11-01T12:00:00+02:00', '2026-11-01T10:00:00.000Z'],
  [1_793_527_200, '2026-11-01T10:00:00.000Z'],
  [1_793_527_200_000, '2026-11-01T10:00:00.000Z'],
])('the time %j is read', (time, expected) => {
  expect(parseSample(JSON.stringify({ ...exchange, time }), 0).exchange.time).toBe(expected);
});

test('null is as good as not given, and names of fields are read in any case', () => {
  const line = { method: 'POST', path: '/', query: null, response: null, session: null, client: { address: '192.0.2.9' } };
  const sample = parseSample(JSON.stringify({ ...line, request: { headers: [['Content-Type', 'text/plain']] } }), 0);
  expect(sample).toMatchObject({ isAlone: false, session: undefined });
  expect(sample.exchange).toMatchObject({ query: '', client: { userAgent: null }, request: { headers: [['content-type', 'text/plain']] } });
  expect(parseSample('{"method":"GET","path":"/","client":null}', 0).isAlone).toBe(true);
});

test.each([
  ['{', 'this is no JSON'],
  ['GET / HTTP/1.1', 'this is no JSON'],
  ['[]', 'expected a JSON object'],
  ['{"raw":"%%"}', 'expected {"raw": base64'],
  ['{"raw":"GET / HTTP/1.1"}', 'is no base64'],
  ['{"raw":7}', 'is no text'],
  ['{"raw":""}', 'the request is empty'],
  ['{"raw":"","label":2}', 'label'],
  ['{"label":1}', 'expected "method" and "path" at least'],
  [JSON.stringify({ ...exchange, label: 'sqli' }), 'belongs in "category"'],
  [JSON.stringify({ ...exchange, label: {} }), 'expected "label"'],
  [JSON.stringify({ ...exchange, session: {} }), 'session'],
  [JSON.stringify({ ...exchange, status: 'ok' }), 'this is no exchange: status'],
  [JSON.stringify({ ...exchange, time: 'yesterday' }), 'this is no exchange: time'],
])('%s is refused with what was expected', (line, message) => {
  expect(() => parseSample(line, 0)).toThrow(message);
});
