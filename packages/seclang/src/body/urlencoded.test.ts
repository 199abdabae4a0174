import fc from 'fast-check';
import { expect, test } from 'vitest';

import { parseUrlencoded } from './urlencoded.ts';

const pairs = (text: string) => parseUrlencoded(text).arguments.map(({ name, value }) => [name, value]);

test('pairs are decoded in their order, also those of the same name', () => {
  expect(pairs('a=1&b=%3Cx%3e+y&a=2&%61=3')).toEqual([
    ['a', '1'],
    ['b', '<x> y'],
    ['a', '2'],
    ['a', '3'],
  ]);
});

test('only the first equals sign parts name and value', () => {
  expect(pairs('a=b=c&=x&d&e=')).toEqual([
    ['a', 'b=c'],
    ['', 'x'],
    ['d', ''],
    ['e', ''],
  ]);
});

test('separators are found before decoding, and the semicolon is none', () => {
  expect(pairs('a=1%26b%3D2;c=3')).toEqual([['a', '1&b=2;c=3']]);
});

test('nothing between two separators is an empty argument; nothing at the end is none', () => {
  expect(pairs('&&a&')).toEqual([
    ['', ''],
    ['', ''],
    ['a', ''],
  ]);
  expect(pairs('')).toEqual([]);
});

test('encodings that are none are flagged and stay', () => {
  for (const text of ['%', 'a=%4', 'a=%zz', '%%41=1']) expect(parseUrlencoded(text).hasInvalidEncoding, text).toBe(true);
  expect(parseUrlencoded('a=%41%00').hasInvalidEncoding).toBe(false);
  expect(pairs('a=%zz')).toEqual([['a', '%zz']]);
});

test('arguments beyond the limit are not read, which is an error', () => {
  const body = parseUrlencoded('a&b&c', { arguments: 2 });
  expect(body).toMatchObject({ arguments: [{ name: 'a' }, { name: 'b' }], error: 'There are more than 2 arguments' });
  expect(parseUrlencoded('a&b', { arguments: 2 })).not.toHaveProperty('error');
});

test('what is encoded is read back, whatever its bytes', () => {
  const bytes = fc.string({ unit: fc.nat(255).map((byte) => String.fromCharCode(byte)) });
  const encode = (text: string) => Array.from(text, (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`).join('');
  fc.assert(
    fc.property(fc.array(fc.tuple(bytes, bytes), { minLength: 1 }), (list) => {
      expect(pairs(`${list.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')}&`)).toEqual(list);
    }),
  );
});
