import { expect, test } from 'vitest';

import { valueForm } from './value-form.ts';

const of = (value: string) => valueForm({ variable: 'query parameter q', seen: `text of ${value.length} characters: ${value}` });

test('ids and numbers of a release are of one form, whatever they are', () => {
  expect(of('ord_7f3a99c01b22')).toBe(of('ord_01b2a77cc31f'));
  expect(of('A-1234/2026')).toBe(of('a-9876/2031'));
  const number = (seen: string) => valueForm({ variable: 'body field amount', seen });
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
  const forms = ['5', '-5', '500', '1e3', '1e300', '0.5'].map((seen) => valueForm({ variable: 'query parameter limit', seen }));
  expect(new Set(forms).size).toBe(forms.length);
});
