import { describe, expect, test } from 'vitest';

import { drawing, observe, operationsOf, type Seen, seen } from '../../test/traffic.ts';
import { TrafficModel } from '../index.ts';

const NAMES = 'ava bela carl dora emil fay gus hana ivo jule kai lena mara nils olga paul'.split(' ');
const user = (name: string): Seen => ({ path: `/users/${name}`, answered: { id: name, mail: 'a@b.co', role: 'x', since: '2026-01-01' } });

describe('words at one place', () => {
  test('stay apart as long as they are few', () => {
    expect(operationsOf(observe(NAMES.slice(0, 4).map(user)))).toHaveLength(4);
  });

  test('become a parameter once enough of them behave alike', () => {
    expect(operationsOf(observe(NAMES.map(user)))).toEqual(['GET /users/{userName}']);
  });

  test('stay apart where they behave otherwise, however many they are', () => {
    const call = (name: string): Seen => ({
      path: `/${name}`,
      answered: { [`${name}A`]: 1, [`${name}B`]: 2, [`${name}C`]: 3, [`${name}D`]: 4 },
    });
    expect(operationsOf(observe(NAMES.map(call)))).toHaveLength(NAMES.length);
  });

  test('stay beside the parameter where one of them is not like its values, although it comes later', () => {
    const overview: Seen = { path: '/users/overview', answered: { total: 3, active: 2, blocked: 1 } };
    const calls = [...NAMES, ...NAMES].map(user);
    const model = new TrafficModel();
    for (const call of calls) model.observe(seen(call));
    model.view();
    for (const call of [overview, overview, user('quin')]) model.observe(seen(call));
    expect(operationsOf(model.view()[0] as never)).toEqual(['GET /users/overview', 'GET /users/{userName}']);
  });

  test('stay where they stand for themselves by their meaning', () => {
    const me: Seen = { ...user('me'), path: '/users/me' };
    expect(operationsOf(observe([...NAMES.map(user), me]))).toEqual(['GET /users/me', 'GET /users/{userName}']);
  });

  test('stay where they are called far more often than all others', () => {
    const popular = Array.from({ length: 2000 }, () => user('everybody'));
    expect(operationsOf(observe([...popular, ...NAMES.map(user)]))).toEqual(['GET /users/everybody', 'GET /users/{userName}']);
  });
});

describe('an id that looks like a word', () => {
  const id = (draw: ReturnType<typeof drawing>, alphabet: string): string => `ord_${draw.text(alphabet, 16)}`;

  test.each(['before', 'after'])('is an id where it comes %s others of its form', (when) => {
    const draw = drawing(1);
    const others = Array.from({ length: 20 }, (): Seen => ({ path: `/orders/${id(draw, '0123456789abcdefghjkmnpqrstvwxyz')}` }));
    const odd: Seen = { path: '/orders/ord_sanetibomurasone' };
    expect(operationsOf(observe(when === 'before' ? [odd, ...others] : [...others, odd]))).toEqual(['GET /orders/{orderId}']);
  });
});

describe('parameters', () => {
  const schemas = (calls: readonly Seen[]): Readonly<Record<string, Readonly<Record<string, unknown>>>> =>
    Object.fromEntries(
      (observe(calls).endpoints[0]?.parameters ?? []).map(({ name, schema, required, explode }) => [
        name,
        { ...schema, required, explode },
      ]),
    );
  const repeat = (count: number, query: (index: number) => string): readonly Seen[] =>
    Array.from({ length: count }, (_, index) => ({ path: `/a?${query(index)}` }));

  test('have the types of all their values', () => {
    const found = schemas(
      repeat(30, (index) => `n=${index}&f=${index}.5&b=${index % 2 === 0}&s=x${index}&d=2026-01-1${index % 9}&z=0${index}`),
    );
    const types = Object.entries(found).map(([name, { type, format }]) =>
      [name, type, format].filter((part) => part !== undefined).join(' '),
    );
    expect(types).toEqual(['b boolean', 'd string date', 'f number', 'n integer int32', 's string', 'z string']);
  });

  test('are required where all of enough calls had them', () => {
    const found = schemas(repeat(20, (index) => (index === 7 ? 'a=1' : 'a=1&b=2')));
    expect([found['a']?.required, found['b']?.required]).toEqual([true, false]);
    expect(schemas(repeat(3, () => 'a=1'))['a']?.required).toBe(false);
  });

  test('are lists by repetition or with commas, and text with commas is none', () => {
    const found = schemas(repeat(20, (index) => `r=${index}&r=2&c=1,${index}&t=one, two and ${index}&m=x`));
    expect(found['r']).toMatchObject({ type: 'array', items: { type: 'integer' }, explode: true });
    expect(found['c']).toMatchObject({ type: 'array', items: { type: 'integer' }, explode: false });
    expect([found['t']?.['type'], found['m']?.['type']]).toEqual(['string', 'string']);
  });

  test('are enumerations only with much evidence, and never where values are anybody’s', () => {
    const query = (index: number): string => `sort=${['name', 'date', 'price'][index % 3]}&city=${['rome', 'oslo', 'bern'][index % 3]}`;
    const found = schemas(repeat(100, query));
    expect(found['sort']?.['enum']).toEqual(['date', 'name', 'price']);
    expect(found['city']?.['enum']).toBeUndefined();
    expect(schemas(repeat(20, query))['sort']?.['enum']).toBeUndefined();
    expect(schemas(repeat(100, (index) => `sort=${index === 50 ? 'once' : 'name'}`))['sort']?.['enum']).toBeUndefined();
  });

  test('have the bound that is met again and again', () => {
    const found = schemas(repeat(200, (index) => `limit=${index % 5 === 0 ? 100 : (index % 60) + 1}`));
    expect(found['limit']).toMatchObject({ minimum: 1, maximum: 100, 'x-airside-range': [2, 100] });
  });

  test('that the record does not show are texts of any form', () => {
    expect(schemas(repeat(50, (index) => (index === 0 ? 'a=***' : `a=${index}`)))['a']).toMatchObject({ type: 'string' });
  });
});

describe('bodies', () => {
  const bodyOf = (values: readonly unknown[]) =>
    observe(values.map((answered): Seen => ({ path: '/a', answered }))).endpoints[0]?.responses[0]?.content[0]?.schema;

  test('have unions, null, formats, and what all have required', () => {
    const values = Array.from({ length: 30 }, (_, index) => ({
      id: index,
      mixed: index % 2 === 0 ? 'x' : 1,
      gone: index % 3 === 0 ? null : '2026-01-01T00:00:00Z',
      ...(index % 2 === 0 && { some: true }),
    }));
    expect(bodyOf(values)).toMatchObject({
      type: 'object',
      required: ['gone', 'id', 'mixed'],
      properties: {
        id: { type: 'integer' },
        mixed: { type: ['string', 'integer'] },
        gone: { type: ['string', 'null'], format: 'date-time' },
      },
    });
  });

  test('whose names are data are maps', () => {
    const days = Array.from({ length: 20 }, (_, index) => ({
      [`2026-01-${10 + index}`]: { sum: index },
      [`2026-02-${10 + (index % 18)}`]: { sum: 1 },
    }));
    expect(bodyOf(days)).toMatchObject({ additionalProperties: { type: 'object', properties: { sum: { type: 'integer' } } } });
    const words = Array.from({ length: 200 }, (_, index) => ({
      [`name${'abcdefghij'.charAt(index % 10)}${'klmnopqrst'.charAt(index / 20)}x`]: index,
    }));
    expect(bodyOf(words)).toMatchObject({ additionalProperties: { type: 'integer' } });
  });

  test('that were alike for long are looked at now and then, and a new status always', () => {
    const model = new TrafficModel();
    for (let index = 0; index < 5000; index++) model.observe(seen({ path: '/a', answered: { id: index } }));
    model.observe(seen({ path: '/a?new=1', status: 409, answered: { error: 'x' } }));
    model.observe(seen({ path: '/a?new=1', answered: { id: 1 } }));
    const [endpoint] = model.view()[0]?.endpoints ?? [];
    expect(endpoint?.responses[0]?.content[0]?.count).toBe(5001);
    expect(endpoint?.responses[0]?.content[0]?.sampled).toBeLessThan(1000);
    expect(endpoint?.responses[1]?.content[0]?.schema).toMatchObject({ properties: { error: { type: 'string' } } });
    expect(endpoint?.parameters.map(({ name }) => name)).toEqual(['new']);
  });
});
