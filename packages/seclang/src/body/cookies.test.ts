import fc from 'fast-check';
import { expect, test } from 'vitest';

import { parseCookies } from './cookies.ts';

const pairs = (header: string) => parseCookies(header).cookies.map(({ name, value }) => [name, value]);

test('pairs are read in their order, also those of the same name, and not decoded', () => {
  expect(pairs('a=1; b=%3C+x;a=2')).toEqual([
    ['a', '1'],
    ['b', '%3C+x'],
    ['a', '2'],
  ]);
});

test('white space goes before names and at the end, and stays elsewhere', () => {
  expect(pairs(' \t a = b ; c=d \r\n')).toEqual([
    ['a ', ' b '],
    ['c', 'd'],
  ]);
});

test('a pair without an equals sign is a name; one without a name is kept', () => {
  expect(pairs('a; =x; b=c=d')).toEqual([
    ['a', ''],
    ['', 'x'],
    ['b', 'c=d'],
  ]);
});

test('nothing between two semicolons is no cookie', () => {
  expect(pairs(';; a=1;;')).toEqual([['a', '1']]);
  expect(pairs('  ')).toEqual([]);
  expect(pairs('')).toEqual([]);
});

test('the quotes and attributes of old cookies are text', () => {
  expect(pairs('$Version="1"; a="x;y"')).toEqual([
    ['$Version', '"1"'],
    ['a', '"x'],
    ['y"', ''],
  ]);
});

test('cookies beyond the limit are not read, which is an error', () => {
  expect(parseCookies('a;b;c', { cookies: 2 })).toMatchObject({
    cookies: [{ name: 'a' }, { name: 'b' }],
    error: 'There are more than 2 cookies',
  });
  expect(parseCookies('a;b;', { cookies: 2 })).not.toHaveProperty('error');
});

test('no byte but semicolons and white space at the edges is lost', () => {
  const piece = fc.constantFrom('a', '=', ';', ' ', '\t', '"', '\0', '\xff');
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const header = pieces.join('');
      const kept = pairs(header).reduce((sum, [name = '', value = '']) => sum + (name + value).replaceAll(/[ \t]/g, '').length, 0);
      const bytes = header.replaceAll(/[; \t]/g, '').length;
      const parting = parseCookies(header).cookies.length;
      expect(kept).toBeLessThanOrEqual(bytes);
      expect(kept).toBeGreaterThanOrEqual(bytes - parting);
    }),
  );
});
