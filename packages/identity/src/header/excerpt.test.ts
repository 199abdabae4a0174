import fc from 'fast-check';
import { expect, test } from 'vitest';

import { excerpt } from './excerpt.ts';
import { quotedString } from './quoted-string.ts';

test('hostile text in a record is one short line of printable characters', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => /^[\x20-\x7e…]{2,700}$/.test(excerpt(text))));
});

test('a line break cannot forge a second line of a log', () => {
  expect(excerpt('a\nb\u2028c\u0085d')).toBe(String.raw`"a\nb\u2028c\u0085d"`);
});

test('a quotation mark in a realm does not end the quoted string', () => {
  expect(quotedString('a"b\\c')).toBe(String.raw`"a\"b\\c"`);
});

test('a realm that would break the header apart is refused', () => {
  expect(() => quotedString('a\r\nb')).toThrow('printable ASCII');
});
