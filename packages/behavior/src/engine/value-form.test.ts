import { describe, expect, test } from 'vitest';

import { valueForm } from './value-form.ts';

const of = (value: string) =>
  valueForm({ variable: 'query parameter q', learned: 'words', seen: `text of ${value.length} characters: ${value}` });

test('ids and numbers of a release are of one form, whatever they are', () => {
  expect(of('ord_7f3a99c01b22')).toBe(of('ord_01b2a77cc31f'));
  expect(of('A-1234/2026')).toBe(of('a-9876/2031'));
  const number = (seen: string) => valueForm({ variable: 'body field amount', learned: 'numbers from 1 to 9', seen });
  expect(number('120000')).toBe(number('910000'));
});

test.each([
  ["' or 1=1--", "' union select 1--"],
  ['admin', 'root'],
  ['<script>alert(1)</script>', '<img src=x onerror=alert(1)>'],
  ['../../etc/passwd', '../../etc/shadow'],
  ['v2', 'v20'],
])('%s and %s are not of one form', (one, other) => expect(of(one)).not.toBe(of(other)));

test('numbers of different size are not of one form', () => {
  const forms = ['5', '-5', '500', '1e3', '1e300', '0.5'].map((seen) =>
    valueForm({ variable: 'query parameter limit', learned: 'numbers from 1 to 9', seen }),
  );
  expect(new Set(forms).size).toBe(forms.length);
});

describe('what is odd by its length', () => {
  const ofLength = (seen: string, learned = '16 to 63 characters') => valueForm({ variable: 'body field title', learned, seen });

  test('is of one form with what is about as long and of the same type, whatever its words', () => {
    expect(ofLength('words of 15 characters: Late slow order')).toBe(ofLength('words of 14 characters: Mug page lamps'));
    expect(ofLength('words of 15 characters: Late slow order', '20 characters')).toBe(ofLength('words of 15 characters: Mug page sensor'));
  });

  test.each([
    ['words of 15 characters: Late slow order', 'words of 700 characters: A'],
    ['words of 15 characters: Late slow order', "text of 15 characters: ' or '1'='1' -- "],
    ['letters of 3 characters: NaN', 'letters of 15 characters: NaNNaNNaNNaNNaN'],
  ])('and not with others: %s and %s', (one, other) => {
    expect(ofLength(one)).not.toBe(ofLength(other));
  });

  test('and where it is odd by something else its words count', () => {
    const [one, other] = ['words of 15 characters: Late slow order', 'words of 15 characters: Mug page sensor'];
    for (const learned of ['words, 16 to 63 characters', 'the same 16 values in 63 requests', 'words'])
      expect(ofLength(one, learned)).not.toBe(ofLength(other, learned));
  });
});
