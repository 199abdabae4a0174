import type { Exchange } from '@airside/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { exchangeOf, jsonMessage } from '../testing/exchange.ts';
import { createCallReader } from './create-call-reader.ts';

const read = (of: Partial<Exchange>) => createCallReader().read(exchangeOf(of));
const told = (of: Partial<Exchange>): readonly string[] =>
  read(of).parameters.map(({ place, name, value, written }) => `${place} ${name}=${value}${written === 'text' ? '' : ` (${written})`}`);

test('of fields that proxies write, what they wrote of the client is no parameter, and what the client wrote is', () => {
  const request = (forwarded: string) => ({ headers: [['x-forwarded-for', forwarded] as [string, string]] });
  expect(told({ request: request('192.0.2.1, 10.0.0.1') })).toEqual([]);
  expect(told({ request: request('127.0.0.1, 192.0.2.1') })).toEqual(['header x-forwarded-for=127.0.0.1']);
});

const NAMES = ['ana', 'ben', 'carl', 'dora', 'emil', 'fay', 'gus', 'hana'];

describe('operations', () => {
  test('are those of the definition where there is one', () => {
    expect(read({ method: 'POST', path: '/v1/orders/7/items', template: '/orders/{id}/items' })).toMatchObject({
      api: 'shop',
      operation: 'POST /orders/{id}/items',
    });
    expect(told({ path: '/v1/orders/a%20b', template: '/orders/{id}' })).toEqual(['path id=a b']);
  });

  test('are learned where there is none, and ids in paths do not become operations', () => {
    const reader = createCallReader();
    const operations = new Set<string>();
    for (let id = 1; id <= 200; id++) {
      const uuid = `550e8400-e29b-41d4-a716-4466554${String(id).padStart(5, '0')}`;
      for (const path of [`/orders/${id}`, `/orders/${id}/items/${uuid}`, '/health', `/files/report-2026-${10_000 + id}.pdf`]) {
        operations.add(reader.read(exchangeOf({ template: null, api: null, path })).operation);
      }
    }
    expect(operations.size).toBeLessThanOrEqual(6);
    expect(operations).toContain('GET /orders/{}');
    expect(operations).toContain('GET /orders/{}/items/{}');
    expect(reader.read(exchangeOf({ template: null, api: null, path: '/orders/77' })).parameters).toMatchObject([
      { place: 'path', name: '1', value: '77' },
    ]);
  });

  test.each([
    ['codes of projects', (n: number) => `/api/projects/P${n}${'AB'[n % 2]}/tickets`, 'GET /api/projects/{}/tickets'],
    ['names of people', (n: number) => `/people/${NAMES[n % NAMES.length]}${'abcdefgh'[Math.floor(n / NAMES.length)]}`, 'GET /people/{}'],
  ])('have parameters for %s, though no answer is known and each looks like a word', (_what, path, operation) => {
    const reader = createCallReader();
    for (let n = 0; n < 40; n++) reader.read(exchangeOf({ template: null, path: path(n) }));
    const later = createCallReader();
    later.merge(JSON.parse(JSON.stringify(reader.save())));
    for (const each of [reader, later]) expect(each.read(exchangeOf({ template: null, path: path(41) })).operation).toBe(operation);
  });

  test('find the parameter before numbered words after a few of them, where the same lies below each', () => {
    const reader = createCallReader();
    for (let n = 0; n < 8; n++) reader.read(exchangeOf({ template: null, path: `/api/projects/P${n}A/tickets` }));
    expect(reader.read(exchangeOf({ template: null, path: '/api/projects/S9/tickets' })).operation).toBe('GET /api/projects/{}/tickets');
    for (let n = 0; n < 8; n++) reader.read(exchangeOf({ template: null, path: `/reports/q${n}` }));
    expect(reader.read(exchangeOf({ template: null, path: '/reports/q9' })).operation).toBe('GET /reports/q9');
  });

  test('take an id that looks like a word for an id, though it came before the others', () => {
    const reader = createCallReader();
    const path = '/api/users/usr_pqndqkahejkqcfc2';
    reader.read(exchangeOf({ template: null, path }));
    for (const id of ['usr_8wpd1jfrmxrb6cv2', 'usr_fr7skmg6zqb89b58', 'usr_vh7e7pwss3mexrtv'])
      reader.read(exchangeOf({ template: null, path: `/api/users/${id}` }));
    expect(reader.read(exchangeOf({ template: null, path })).operation).toBe('GET /api/users/{}');
  });

  test('keep a word that is called far more often than those beside it', () => {
    const reader = createCallReader();
    const read = (name: string) => reader.read(exchangeOf({ template: null, path: `/people/${name}/orders` })).operation;
    for (let n = 0; n < 1000; n++) read('everybody');
    for (let n = 0; n < 40; n++) read(`${NAMES[n % NAMES.length]}${'abcdefgh'[Math.floor(n / NAMES.length)]}`);
    const later = createCallReader();
    later.merge(JSON.parse(JSON.stringify(reader.save())));
    const again = exchangeOf({ template: null, path: '/people/everybody/orders' });
    expect(read('marta')).toBe('GET /people/{}/orders');
    for (const each of [reader, later]) expect(each.read(again).operation).toBe('GET /people/everybody/orders');
  });

  test('are of no API where a gateway knew of none, whatever host was asked for', () => {
    const refused = { api: null, template: null, host: 'shop', problem: 'api-unknown', status: 404 } as const;
    expect(read(refused).api).toBe('');
    expect(read({ ...refused, problem: null, host: 'shop.example' }).api).toBe('shop.example');
  });

  test('are not learned from what was refused or does not exist', () => {
    const reader = createCallReader();
    for (const status of [404, 401, 403, 405]) reader.read(exchangeOf({ template: null, path: '/nowhere/x', status }));
    reader.read(exchangeOf({ template: null, path: '/refused', status: 200, problem: 'forbidden' }));
    expect(reader.save()).toEqual([]);
  });

  test('are saved without the ids of callers', () => {
    const ids = [
      '8841',
      '550e8400-e29b-41d4-a716-446655440000',
      'ana@example.com',
      'ord_8wpd1jfrmxrb6cv2',
      '7f3a99c01b22e4d5',
      'invoice-2026-10042.pdf',
    ];
    const reader = createCallReader();
    for (const id of ids) reader.read(exchangeOf({ template: null, path: `/things/${id}/parts/${id}` }));
    const text = JSON.stringify(reader.save());
    expect(ids.filter((id) => text.includes(id))).toEqual([]);
    const later = createCallReader();
    later.merge(JSON.parse(text));
    for (const id of ids) {
      const asked = exchangeOf({ template: null, path: `/things/${id}/parts/${id}`, status: 404 });
      expect(later.read(asked).operation).toBe(reader.read(asked).operation);
    }
  });

  test('are the same after a restart', () => {
    const reader = createCallReader();
    for (let id = 0; id < 30; id++) reader.read(exchangeOf({ template: null, path: `/orders/${id}/items` }));
    const later = createCallReader();
    later.merge(JSON.parse(JSON.stringify(reader.save())));
    expect(later.read(exchangeOf({ template: null, path: '/orders/99/items', status: 404 })).operation).toBe('GET /orders/{}/items');
  });

  test.each([[null], [{}], [[['shop', [1]]]], [[['shop', ['x'.repeat(1000)]]]]])('%j is no saved state', (saved) => {
    expect(() => createCallReader().merge(saved)).toThrow();
  });
});

describe('parameters', () => {
  test('are those of query, headers, cookies and bodies, decoded', () => {
    expect(told({ query: 'q=a%20b+c&q=2&empty&=x&%zz=%zz' })).toEqual([
      'query q=a b c',
      'query q=2',
      'query empty=',
      'query =x',
      'query %zz=%zz',
    ]);
    const headers: [string, string][] = [
      ['host', 'api.example.com'],
      ['accept', '*/*'],
      ['cookie', 'sid=1; theme=dark%21; bare'],
    ];
    expect(told({ request: { headers } })).toEqual(['header accept=*/*', 'cookie sid=1', 'cookie theme=dark!', 'cookie bare=']);
    expect(told({ request: { headers: [['cookie', '***']] } })).toEqual([]);
  });

  test('of JSON are its leaves, with what they were written as', () => {
    const body = { items: [{ sku: 'a', n: 2 }, { sku: 'b' }], gift: false, note: null, byId: { '4711': 'x' } };
    expect(told({ request: jsonMessage(body) }).slice(1)).toEqual([
      'body items[].sku=a',
      'body items[].n=2 (number)',
      'body items[].sku=b',
      'body gift=false (boolean)',
      'body note= (null)',
      'body byId.*=x',
    ]);
  });

  test.each([
    ['application/x-www-form-urlencoded', 'a=1&b=x%20y', ['body a=1', 'body b=x y']],
    ['application/xml', '<o><id>7</id><p unit="kg">2</p></o>', ['body o.id=7', 'body o.p.@unit=kg', 'body o.p=2']],
    ['text/xml', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', ['body =<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>']],
    ['application/json', '{"a":', ['body ={"a":']],
    ['text/plain', 'hello', ['body =hello']],
    [
      'multipart/form-data; boundary=XX',
      '--XX\r\nContent-Disposition: form-data; name="f"; filename="a.php"\r\n\r\n<?php\r\n--XX--',
      ['body f.filename=a.php', 'body f=<?php'],
    ],
  ])('of %s', (type, body, expected) => {
    expect(told({ request: { headers: [['content-type', type]], body } }).slice(1)).toEqual(expected);
  });

  test('are bounded in number, length and depth, in linear time', () => {
    const deep = `${'['.repeat(100_000)}1${']'.repeat(100_000)}`;
    const wide = JSON.stringify(Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`n${index}`, 'x'.repeat(20)])));
    const long = 'n'.repeat(60_000);
    const elements = `<${long} ${long}="1"><${long}a>1</${long}a><${long}b>1</${long}b></${long}>`;
    const levels = JSON.stringify(Array.from({ length: 20 }).reduce((value: unknown) => ({ [long.slice(0, 1000)]: value }), 1));
    const part = `--x\r\nContent-Disposition: form-data; name="${long.slice(0, 3000)}"; filename="f"\r\n\r\n1\r\n--x--`;
    const pairs = `${'a=1&'.repeat(100_000)}b=${'x'.repeat(100_000)}`;
    const started = performance.now();
    for (const of of [
      { request: { headers: [], body: deep } },
      { request: { headers: [], body: wide } },
      { query: pairs },
      { request: { headers: [], body: elements } },
      { request: { headers: [], body: levels } },
      { request: { headers: [['content-type', 'multipart/form-data; boundary=x'] as [string, string]], body: part } },
      { request: { headers: [[long, '1'] as [string, string], ['cookie', `${long}=1`] as [string, string]] } },
      { query: `${long}=1&${long.replaceAll('n', '%41')}=1` },
      { template: `/{${long}}`, path: '/1' },
      { query: `a=${'%41'.repeat(100_000)}` },
      { path: `/${'a/'.repeat(50_000)}`, template: null },
      { path: `/${'7/'.repeat(4000)}`, template: null },
      { request: { headers: [['cookie', 'a=b;'.repeat(100_000)] as [string, string]] } },
      { request: { headers: Array.from({ length: 10_000 }, (): [string, string] => ['x-a', 'b'.repeat(100)]) } },
    ]) {
      const { parameters } = read(of);
      expect(parameters.length).toBeLessThanOrEqual(400);
      expect(Math.max(0, ...parameters.map(({ value }) => value.length))).toBeLessThanOrEqual(4096);
      expect(Math.max(0, ...parameters.map(({ name }) => name.length))).toBeLessThanOrEqual(256);
    }
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('a caller', () => {
  const principal = { kind: 'jwt', subject: 'anna', consumer: null, credential: null, issuer: 'https://id', token: 't1' } as const;

  test('is named by what tells callers apart best', () => {
    const call = read({ principal, client: { address: '192.0.2.1', userAgent: null, session: 's', network: 'AS64500' } });
    expect(call.caller).toBe('user:https://id#anna');
    expect(call.subjects.map(({ kind }) => kind)).toEqual(['user', 'session', 'token', 'address', 'network']);
    expect(read({}).caller).toBe('address:192.0.2.1');
    expect(read({ principal: { ...principal, kind: 'anonymous' } }).caller).toBe('address:192.0.2.1');
  });
});

describe('a log-in', () => {
  test.each<[string, Partial<Exchange>, unknown]>([
    ['with a password that was taken', { request: jsonMessage({ email: 'a@b.de', password: '***' }) }, { user: 'a@b.de', succeeded: true }],
    ['with one that was not', { status: 401, request: jsonMessage({ userName: 'eva', pin: '***' }) }, { user: 'eva', succeeded: false }],
    ['refused by the gateway', { claimed: 'eva', status: 401, problem: 'unauthorized' }, { user: 'eva', succeeded: false }],
    ['in a query', { query: 'login=eva&pwd=***' }, { user: 'eva', succeeded: true }],
  ])('%s is one', (_name, of, login) => {
    expect(read(of).login).toEqual(login);
  });

  test.each<[string, Partial<Exchange>]>([
    ['a request without a password', { request: jsonMessage({ email: 'a@b.de', country: 'DE' }) }],
    ['one with a key of the API', { query: 'user=eva&apiKey=***' }],
    ['a password without a name', { request: jsonMessage({ newPassword: '***' }) }],
  ])('%s is none', (_name, of) => {
    expect(read(of).login).toBeUndefined();
  });
});

describe('objects', () => {
  test('are named alike in requests and answers', () => {
    const response = jsonMessage({
      data: [
        { id: 7, customerId: 'c1', total: 3, email: 'a@b.de' },
        { id: 8, customer_id: 'c2' },
      ],
      next: null,
    });
    const { answer } = read({ path: '/orders', template: '/orders', response });
    expect(answer).toMatchObject({ objects: ['order=7', 'customer=c1', 'order=8', 'customer=c2'], records: 2, personal: 1 });
    expect(answer?.fields).toContain('data[].total');
    expect(read({ path: '/orders/7', template: '/orders/{id}' }).objects).toEqual(['order=7']);
    expect(read({ path: '/orders/7/items', template: '/orders/{id}/items' }).objects).toEqual(['order=7']);
    expect(read({ path: '/customers/c1/orders/7', template: '/customers/{customerId}/orders/{orderId}' }).objects).toEqual([
      'customer=c1',
      'order=7',
    ]);
    expect(read({ request: jsonMessage({ customerId: 'c1', sku: 'x' }) }).objects).toEqual(['customer=c1']);
    expect(read({ query: 'customer=c1&owner=me&status=4' }).objects).toEqual(['customer=c1']);
  });

  test('are none where an answer is no JSON, and bounded where it is large', () => {
    expect(read({ response: { headers: [], body: '<html>' } }).answer).toBeUndefined();
    expect(read({}).answer).toBeUndefined();
    const many = Array.from({ length: 5000 }, (_, id) => ({ id, [`f${id % 900}`]: 1 }));
    const { answer } = read({ response: jsonMessage(many) });
    expect(answer?.records).toBe(5000);
    expect(answer?.objects.length).toBeLessThanOrEqual(256);
    expect(answer?.fields.length).toBeLessThanOrEqual(256);
  });
});

test('nothing that callers send makes it throw', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.json({ maxDepth: 4 }),
    fc.constantFrom('%', '%E0%A4%A', '{"__proto__":1}', '--XX', '<a><b>', 'a[]=1', '/..;/', '/%2e%2e/', '//', '***', '=&=&'),
  );
  const type = fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=XX', 'text/xml', '');
  fc.assert(
    fc.property(text, text, text, type, fc.option(text), text, (path, query, body, contentType, template, cookie) => {
      const headers: [string, string][] = [
        ['content-type', contentType],
        ['cookie', cookie],
      ];
      const call = read({ path, query, template, request: { headers, body }, response: { headers, body } });
      return (
        call.parameters.length <= 400 &&
        call.objects.length <= 256 &&
        (call.answer?.records ?? 0) >= 0 &&
        (call.login?.user !== undefined) === (call.login !== undefined)
      );
    }),
    { numRuns: 150 },
  );
});
