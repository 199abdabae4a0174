import fc from 'fast-check';
import { expect, test } from 'vitest';

import { columns, counted, printable } from './terminal.ts';

test.each([
  ['\u001b[31m', '\\u001b[31m'],
  ['a\r\nb', 'a\\u000d\\u000ab'],
  ['\u009b', '\\u009b'],
  ['\u202e\u2066\u200b\ufeff', '\\u202e\\u2066\\u200b\\ufeff'],
  ['\u{e0001}', '\\u{e0001}'],
  ['\ud800', '\\ud800'],
  ['Grüße, 世界 😀', 'Grüße, 世界 😀'],
])('%j is shown as %j', (text, shown) => {
  expect(printable(text)).toBe(shown);
});

test('nothing that a terminal acts on is left of any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(printable(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    }),
  );
});

test('columns stand below each other, without blanks at the end of a line', () => {
  expect(
    columns([
      ['a', 'bb', 'c'],
      ['aaa', 'b', 'c'],
    ]),
  ).toBe('a    bb  c\naaa  b   c');
});

test('one is one', () => {
  expect([0, 1, 2].map((count) => counted(count, 'error'))).toEqual(['0 errors', '1 error', '2 errors']);
});
