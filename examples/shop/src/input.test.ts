import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { integer, list, object, oneOf, orNull, text } from './input.ts';
import { Refusal } from './problem.ts';

const name = text({ max: 5 });
const read = object({ name }, { age: orNull(integer(0, 150)), tags: list(oneOf('a', 'b'), 2) });

/** Where the reader found what it refuses; undefined when it accepts. */
function refusedAt(value: unknown): unknown {
  try {
    read(value, '');
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const [first] = error.toJSON()['errors'] as [{ at: string }];
    return first.at;
  }
}

describe('a value that does not fit is refused with its place', () => {
  test.each([
    [null, ''],
    [[], ''],
    [{}, ''],
    [{ name: '' }, '/name'],
    [{ name: 'sixsix' }, '/name'],
    [{ name: 'a\nb' }, '/name'],
    [{ name: '\udc00' }, '/name'],
    [{ name: 'a', age: 1.5 }, '/age'],
    [{ name: 'a', age: 151 }, '/age'],
    [{ name: 'a', age: '1' }, '/age'],
    [{ name: 'a', tags: [] }, '/tags'],
    [{ name: 'a', tags: ['a', 'c'] }, '/tags/1'],
    [{ name: 'a', tags: ['a', 'b', 'a'] }, '/tags'],
    [{ name: 'a', other: 1 }, ''],
    [JSON.parse('{"name":"a","__proto__":{"age":1}}'), ''],
    [JSON.parse('{"name":"a","constructor":1}'), ''],
    [Object.create({ name: 'a' }), ''],
  ])('%j at %j', (value, place) => {
    expect(refusedAt(value)).toBe(place);
  });
});

test('what fits is returned as it is', () => {
  for (const value of [{ name: 'a' }, { name: '😀😀😀😀😀', age: null }, { name: 'a', age: 0, tags: ['a', 'b'] }]) {
    expect(read(value, '')).toEqual(value);
  }
});

test('whatever is sent, it is either returned as it is or refused', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      if (refusedAt(value) === undefined) expect(read(value, '')).toEqual(value);
    }),
  );
  const almost = fc.record({ name: fc.string({ unit: 'binary', maxLength: 7 }), age: fc.anything() }, { requiredKeys: ['name'] });
  fc.assert(
    fc.property(almost, (value) => {
      if (refusedAt(value) === undefined) expect(read(value, '')).toEqual(value);
    }),
  );
});
