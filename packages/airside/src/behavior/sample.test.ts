import { expect, test } from 'vitest';

import { blankExchange } from './blank-exchange.ts';
import { parseSample } from './sample.ts';
import { inTrainingShare } from './split.ts';

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
  ['1.0', true],
  ['0.0', false],
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

test('where nothing else tells callers apart, sessions do, if they have a time', () => {
  const line = { method: 'GET', path: '/', time: '2026-01-01T00:00:00Z', session: 's1' };
  const [one, same, other] = ['s1', 's1', 's2'].map((session) => parseSample(JSON.stringify({ ...line, session }), 0));
  expect(one).toMatchObject({ isAlone: false, isTimed: true });
  expect(one?.exchange.client.session).toMatch(/^[\w-]{16}$/);
  expect(same?.exchange.client.session).toBe(one?.exchange.client.session);
  expect(other?.exchange.client.session).not.toBe(one?.exchange.client.session);
  expect(parseSample(JSON.stringify({ ...line, time: null }), 0)).toMatchObject({ isAlone: true, isTimed: false });
  expect(parseSample(JSON.stringify({ ...line, client: { address: '192.0.2.9' } }), 0).exchange.client.session).toBeUndefined();
});

test('what is of one session goes one way when lines are split, and sessions go both', () => {
  const ways = Array.from({ length: 200 }, (_, session) =>
    [1, 7, 99].map((line) => inTrainingShare({ session: `s${session}` }, line, 0.5, 3)),
  );
  for (const way of ways) expect(new Set(way).size).toBe(1);
  const learned = ways.filter(([isLearned]) => isLearned).length;
  expect(learned).toBeGreaterThan(70);
  expect(learned).toBeLessThan(130);
});

test('null is as good as not given, and names of fields are read in any case', () => {
  const line = { method: 'POST', path: '/', query: null, response: null, session: null, client: { address: '192.0.2.9' } };
  const sample = parseSample(JSON.stringify({ ...line, request: { headers: [['Content-Type', 'text/plain']] } }), 0);
  expect(sample).toMatchObject({ isAlone: false, session: undefined });
  expect(sample.exchange).toMatchObject({ query: '', client: { userAgent: null }, request: { headers: [['content-type', 'text/plain']] } });
  expect(parseSample('{"method":"GET","path":"/","client":null}', 0).isAlone).toBe(true);
});

test('fields as an object, a body as JSON and base64 in several lines are what they would be otherwise', () => {
  const request = { headers: { 'Content-Type': 'application/json', 'X-A': ['1', '2'], 'X-B': 3 }, body: { a: [1] } };
  expect(parseSample(JSON.stringify({ method: 'POST', path: '/', request }), 0).exchange.request).toEqual({
    headers: [
      ['content-type', 'application/json'],
      ['x-a', '1'],
      ['x-a', '2'],
      ['x-b', '3'],
    ],
    body: '{"a":[1]}',
  });
  const wrapped = raw('GET /wrapped HTTP/1.1\r\n\r\n').replace(/.{8}/g, '$&\r\n');
  expect(parseSample(JSON.stringify({ raw: wrapped }), 0).exchange.path).toBe('/wrapped');
});

test.each([
  ['{', 'this is no JSON'],
  ['GET / HTTP/1.1', 'this is no JSON'],
  ['[]', 'a list of them becomes lines with jq'],
  ['7', 'expected a JSON object'],
  ['{"raw":"%%"}', 'expected {"raw": base64'],
  ['{"raw":"GET / HTTP/1.1"}', 'is no base64, but the request itself'],
  ['{"raw":7}', 'is no text'],
  ['{"raw":""}', 'the request is empty'],
  ['{"raw":"","label":2}', 'label'],
  ['{"label":1}', 'expected "method" and "path" at least'],
  ['{"label":1,"method":"GET","url":"/"}', 'found method, url'],
  [JSON.stringify({ ...exchange, request: { headers: { a: {} } } }), 'this is no exchange: request.headers'],
  [JSON.stringify({ ...exchange, request: 'GET /' }), 'this is no exchange: request'],
  [JSON.stringify({ ...exchange, label: '2.0' }), 'label'],
  [JSON.stringify({ ...exchange, label: 'sqli' }), 'belongs in "category"'],
  [JSON.stringify({ ...exchange, label: {} }), 'expected "label"'],
  [JSON.stringify({ ...exchange, session: {} }), 'session'],
  [JSON.stringify({ ...exchange, status: 'ok' }), 'this is no exchange: status'],
  [JSON.stringify({ ...exchange, time: 'yesterday' }), 'this is no exchange: time'],
])('%s is refused with what was expected', (line, message) => {
  expect(() => parseSample(line, 0)).toThrow(message);
});

test.each<[string, object, object]>([
  ['an address alone', { client: '192.0.2.9' }, { client: { address: '192.0.2.9', userAgent: null } }],
  [
    'a session by its name',
    { client: { address: '192.0.2.9', session: 's-1' } },
    { client: { session: expect.stringMatching(/^[A-Za-z0-9_-]{16}$/) } },
  ],
  ['a caller by a name alone', { principal: 'ann' }, { principal: { kind: 'opaque', subject: 'ann', consumer: null, credential: null } }],
  [
    'a caller as others write it',
    { principal: { kind: 'oauth2', id: 7, tenant: 'x' } },
    { principal: { kind: 'opaque', subject: '7', consumer: null, credential: null } },
  ],
  ['what is null', { principal: { kind: 'jwt', subject: 'ann', issuer: null } }, { principal: { kind: 'jwt', subject: 'ann' } }],
  ['numbers as texts', { status: '404', durationMs: '1.5' }, { status: 404, durationMs: 1.5 }],
])('members that other programs write are understood: %s', (_, members, expected) => {
  expect(parseSample(JSON.stringify({ ...exchange, ...members }), 0).exchange).toMatchObject(expected);
});

test('members of a client and of a caller that mean nothing are passed over by name', () => {
  const line = {
    method: 'GET',
    path: '/a',
    client: { address: '192.0.2.9', asn: 5 },
    principal: { subject: 'ann', email: 'a@example.com' },
  };
  expect(parseSample(JSON.stringify(line), 0).passedOver).toEqual(['client.asn', 'principal.email']);
});

test('a line that tells who called and when is one of a story without a client, too', () => {
  const line = { method: 'GET', path: '/a', principal: 'ann' };
  expect(parseSample(JSON.stringify({ ...line, time: '2026-01-01T00:00:00Z' }), 0).isAlone).toBe(false);
  expect(parseSample(JSON.stringify(line), 0).isAlone).toBe(true);
});

test('a request of which the end is missing is told from one that ends without padding', () => {
  const whole = raw('GET /abcd HTTP/1.1').replaceAll('=', '');
  expect(parseSample(JSON.stringify({ raw: whole }), 0).exchange.path).toBe('/abcd');
  const cut = whole.slice(0, whole.length - ((whole.length + 3) % 4));
  expect(() => parseSample(JSON.stringify({ raw: cut }), 0)).toThrow('cut off');
});
