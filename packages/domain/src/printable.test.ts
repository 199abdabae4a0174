import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { printable } from './printable.ts';

describe('what a terminal would obey is escaped', () => {
  test.each([
    ['\x1b[31m', '\\u001b[31m'],
    ['\x9b31m', '\\u009b31m'],
    ['a\r\nb', 'a\\u000d\\u000ab'],
    ['\x7f\0', '\\u007f\\u0000'],
    ['\u202eabc', '\\u202eabc'],
    ['\u2066x\u2069', '\\u2066x\\u2069'],
    ['\u2028', '\\u2028'],
    ['\ud800', '\\ud800'],
    ['a\u00adb\u{e0041}', 'a\\u00adb\\u{e0041}'],
  ])('%j', (text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  test('whatever stands around it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printable(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
      }),
    );
  });
});

test.each(['', 'curl/8.0', 'Straße 日本 👍', 'a\\b'])('other text stays as it is: %s', (text) => {
  expect(printable(text)).toBe(text);
});
