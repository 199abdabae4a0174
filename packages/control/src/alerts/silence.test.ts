import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { Alert } from './alert.ts';
import { fits, isSilencedBy, type Silence } from './silence.ts';

const alert = { id: 'a-1', rule: 'slow-orders', severity: 'high', labels: { api: 'orders', operation: 'GET /orders' } } as unknown as Alert;
const silence = (matchers: Record<string, string>, fields: Partial<Silence> = {}): Silence => ({
  id: 's-1',
  matchers: Object.entries(matchers).map(([label, value]) => ({ label, value })),
  startsMs: 0,
  endsMs: 1000,
  by: 'os:tester',
  comment: '',
  ...fields,
});

test.each([
  [{ api: 'orders' }, true],
  [{ api: 'orders', rule: 'slow-*' }, true],
  [{ team: 'shop' }, true],
  [{ severity: 'high' }, true],
  [{ id: 'a-1' }, true],
  [{ api: 'Orders' }, false],
  [{ api: 'order' }, false],
  [{ api: 'orders', rule: 'fast-*' }, false],
  [{ consumer: '*' }, false],
  [{ constructor: '*' }, false],
  [{ __proto__x: '*' }, false],
])('%o fits: %s', (matchers, expected) => {
  expect(isSilencedBy(silence(matchers as Record<string, string>), alert, { team: 'shop' }, 500)).toBe(expected);
});

test('a silence is for its time only', () => {
  const one = silence({ api: 'orders' }, { startsMs: 100, endsMs: 200 });
  expect([99, 100, 199, 200].map((nowMs) => isSilencedBy(one, alert, {}, nowMs))).toEqual([false, true, true, false]);
});

test('a label of the rule cannot hide what the alert is about', () => {
  expect(isSilencedBy(silence({ api: 'other' }), alert, { api: 'other' }, 500)).toBe(false);
});

test('a pattern fits what a star for any text would', () => {
  const piece = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 6 });
  const slow = (text: string, pattern: string): boolean => {
    if (pattern === '') return text === '';
    if (pattern.startsWith('*'))
      return Array.from({ length: text.length + 1 }, (_, at) => at).some((at) => slow(text.slice(at), pattern.slice(1)));
    return text !== '' && text[0] === pattern[0] && slow(text.slice(1), pattern.slice(1));
  };
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 }), piece, (text, pattern) => {
      expect(fits(text, pattern)).toBe(slow(text, pattern));
    }),
  );
});
