import { describe, expect, test } from 'vitest';

import { observe, operationsOf, type Seen, seen } from '../../test/traffic.ts';
import { buildDefinition, TrafficModel, toDefinition } from '../index.ts';
import { LIMITS } from './limits.ts';

const USUAL: readonly Seen[] = Array.from({ length: 50 }, (_, index) => ({ path: `/users/${index}`, answered: { id: index, name: 'n' } }));

function* times(count: number, call: (index: number) => Seen): Generator<Seen> {
  for (let index = 0; index < count; index++) yield call(index);
}

describe('what proves no path makes no operation:', () => {
  test.each([400, 401, 403, 404, 405, 429, 301, 308, 502, 503])('%i', (status) => {
    const api = observe([...USUAL, ...times(300, (index) => ({ path: `/x${index}/y`, status }))]);
    expect(operationsOf(api)).toEqual(['GET /users/{userId}']);
    expect(api.noise.calls).toBe(300);
  });

  test('a refusal of the gateway, whatever its status', () => {
    expect(operationsOf(observe([...USUAL, { path: '/secret', status: 200, isRefused: true }]))).toEqual(['GET /users/{userId}']);
  });

  test('a call without an answer, a preflight, a method that no definition can hold', () => {
    const calls: readonly Seen[] = [
      { path: '/a', status: null },
      { path: '/b', method: 'OPTIONS', status: 204 },
      { path: '/c', method: 'PROPFIND', status: 207 },
      { path: '/d', method: 'TRACE' },
    ];
    expect(operationsOf(observe([...USUAL, ...calls]))).toEqual(['GET /users/{userId}']);
  });

  test.each(['relative', '*', '', '/../etc/passwd', '/a/../../b', `/${'a/'.repeat(40)}`, `/${'a'.repeat(9000)}`, '/%zz', '/a%'])(
    'the path %j',
    (path) => {
      expect(operationsOf(observe([...USUAL, { path }]))).toEqual(['GET /users/{userId}']);
    },
  );
});

test('names that are made up for an API that answers everything do not swallow the operations that are called all the time', () => {
  const pages = ['cart', 'login', 'register', 'item', 'search', 'orders'];
  const usual = times(3000, (index) => ({ path: `/public/${pages[index % 6]}.jsp` }));
  const madeUp = times(2000, (index) => ({ path: `/public/${'abcdefghij'[index % 10]}klm${index.toString(36)}.jsp` }));
  expect(operationsOf(observe([...usual, ...madeUp]))).toEqual(expect.arrayContaining(pages.map((page) => `GET /public/${page}.jsp`)));
});

test('a call that was answered with 404 counts for an operation that is known, and teaches nothing of its parameters', () => {
  const [endpoint] = observe([...USUAL, { path: '/users/x?debug=1', status: 404 }, { path: '/users/77?debug=1', status: 404 }]).endpoints;
  expect(endpoint?.responses.map(({ status, calls }) => [status, calls])).toEqual([
    [200, 50],
    [404, 1],
  ]);
  expect(endpoint?.parameters.map(({ name, schema }) => [name, schema['type']])).toEqual([['userId', 'integer']]);
});

test('names that objects have by themselves are names like others', () => {
  const body = JSON.parse('{"constructor":1,"toString":"a","hasOwnProperty":null,"__proto__":{"polluted":true}}') as object;
  const call: Seen = {
    path: '/__proto__/constructor?__proto__=1&constructor=2',
    method: 'POST',
    sent: body,
    answered: body,
    headers: [['x-__proto__', 'a']],
  };
  const definition = toDefinition(observe(Array.from({ length: 30 }, () => call)));
  expect(Object.keys({})).toEqual([]);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  expect(buildDefinition(definition).operations.map(({ template }) => template)).toEqual(['/__proto__/constructor']);
  expect(JSON.stringify(definition)).toContain('"toString"');
});

describe('what callers choose is bounded:', () => {
  test('hosts that nobody serves are not kept', () => {
    const model = new TrafficModel();
    for (let index = 0; index < 2000; index++) model.observe(seen({ path: '/', api: null, host: `h${index}.example`, status: 404 }));
    model.observe(seen({ path: '/ok', api: null, host: 'real.example' }));
    expect(model.view().map(({ name }) => name)).toEqual(['real.example']);
  });

  test('hosts that are answered whatever they are', () => {
    const model = new TrafficModel();
    for (let index = 0; index < 2 * LIMITS.services; index++) model.observe(seen({ path: '/', api: null, host: `h${index}.example` }));
    const views = model.view();
    expect(views).toHaveLength(LIMITS.services);
    expect(views[0]?.capped).toEqual([expect.stringContaining('more APIs or hosts')]);
    expect(model.otherCalls).toBe(LIMITS.services);
  });

  test('paths that are all answered', () => {
    const api = observe(
      times(20_000, (index) => ({ path: `/w${'abcdefghij'.charAt(index % 10)}x${index.toString(36).replaceAll(/\d/g, 'q')}z` })),
    );
    expect(api.endpoints.length).toBeLessThanOrEqual(LIMITS.literals + 1);
  });

  test('names of parameters, of headers and of cookies', () => {
    const call = (index: number): Seen => ({
      path: `/a?p${index}=1`,
      headers: [
        [`x-h${index}`, '1'],
        ['cookie', `c${index}=1`],
      ],
    });
    const [endpoint] = observe([...times(1000, call), ...times(2, () => call(7))]).endpoints;
    expect(endpoint?.parameters).toEqual([]);
    expect(endpoint?.capped).toEqual(['cookies', 'headers', 'query']);
  });

  test('statuses, media types, credentials and callers', () => {
    const call = (index: number): Seen => ({
      path: '/a',
      status: 200 + (index % 100),
      caller: `c${index}`,
      credentials: [`s${index}`],
      answered: 'x',
      answeredType: `text/t${index}`,
    });
    const [endpoint] = observe(times(3000, call)).endpoints;
    expect(endpoint?.responses).toHaveLength(LIMITS.statuses);
    expect(endpoint?.responses.every(({ content }) => content.length <= LIMITS.mediaTypes)).toBe(true);
    expect(endpoint?.callers.top).toHaveLength(LIMITS.callers);
    expect(endpoint?.callers.distinct).toBeGreaterThan(2700);
    expect(endpoint?.callers.distinct).toBeLessThan(3300);
    expect(endpoint?.capped).toEqual(['credentials', 'media types', 'statuses']);
  });

  test('bodies that are deep, wide, long, or not what they say', () => {
    const deep = `${'[{"a":'.repeat(5000)}1${'}]'.repeat(5000)}`;
    const wide = JSON.stringify(Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`k${index}`, index])));
    const long = JSON.stringify({ text: 'x'.repeat(500_000), list: Array.from({ length: 50_000 }, (_, index) => index) });
    const calls = [deep, wide, long, '{"a":', 'x'.repeat(2_000_000), '\u0000'].map(
      (answered): Seen => ({ path: '/a', answered, answeredType: 'application/json' }),
    );
    const [endpoint] = observe(calls).endpoints;
    expect(endpoint?.capped).toEqual(['bodies']);
    expect(JSON.stringify(endpoint).length).toBeLessThan(100_000);
  });

  test('texts that are long are not kept', () => {
    const model = new TrafficModel();
    for (let index = 0; index < 200; index++)
      model.observe(
        seen({ path: `/a?q=${'y'.repeat(5000)}${index}`, caller: 'z'.repeat(5000), answered: { text: `${'x'.repeat(20_000)}${index}` } }),
      );
    expect(JSON.stringify(model.view()).length).toBeLessThan(5000);
  });
});

test('values of callers are not written, unless many calls share them', () => {
  const call = (index: number): Seen => ({
    caller: 'c',
    path: `/a?email=anna${index}%40example.org&token=verysecret&sort=${index % 2 === 0 ? 'asc' : 'desc'}&key=abc`,
    method: 'POST',
    sent: { password: 'verysecret', iban: 'DE02120300000000202051', name: 'Anna Meier', pinCode: 4711, note: 'call me' },
    headers: [
      ['x-customer', 'Anna Meier'],
      ['x-api-key', 'verysecret'],
      ['authorization', 'Bearer verysecret'],
      ['cookie', 'sid=verysecret; theme=Anna'],
    ],
  });
  const text = JSON.stringify(toDefinition(observe(times(200, call))));
  for (const value of ['verysecret', 'anna', 'Anna', 'Meier', 'DE0212', '4711', 'call me', 'abc']) expect(text).not.toContain(value);
  expect(text).toContain('"enum":["asc","desc"]');
});
