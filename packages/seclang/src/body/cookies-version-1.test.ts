import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { parseVersion1Cookies } from './cookies-version-1.ts';

const pairs = (header: string): string[] =>
  parseVersion1Cookies(header, { cookies: 1000 }).cookies.map(({ name, value }) => `${name}=${value}`);

describe('cookies of version 1', () => {
  test.each([
    ['a=1; b=2', ['a=1', 'b=2']],
    ['a=1, b=2', ['a=1', 'b=2']],
    ['$Version=1; a=1; $Path=/x; b=2; $Domain=d', ['$Version=1', 'a=1', '$a_Path=/x', 'b=2', '$b_Domain=d']],
    ['a="x; y, z"; b=2', ['a=x; y, z', 'b=2']],
    ['a = 1 ; b', ['a=1', 'b=']],
    ['a="open; b=2', ['a=open; b=2']],
    ['a="1"b=2', ['a=1', 'b=2']],
    ['a=x"y;z"', ['a=x"y', 'z"=']],
    ['a=', ['a=']],
    ['a="', ['a=']],
    ['=1;;,a=1', ['a=1']],
    ['', []],
  ])('%j', (header, expected) => {
    expect(pairs(header)).toEqual(expected);
  });

  test('what goes beyond the limit is told, not read', () => {
    const { cookies, error } = parseVersion1Cookies('a=1;b=2;c=3', { cookies: 2 });
    expect(cookies.length).toBe(2);
    expect(error).toBe('There are more than 2 cookies');
  });

  test('whatever comes is read without an error, and no value gets longer', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '=', ';', ',', '"', ' ', '$', '\t', '\xe4') }), (header) => {
        const { cookies } = parseVersion1Cookies(header, { cookies: 1000 });
        expect(cookies.every(({ name, value }) => name !== '' && value.length <= header.length)).toBe(true);
      }),
    );
  });
});
