import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { z } from 'zod';

import { byteSize, duration, httpUrl, identifier } from './scalars.ts';

const accepts = (schema: z.ZodType) => (value: unknown) => schema.safeParse(value).success;

test.each([
  ['0B', 0],
  ['512B', 512],
  ['64KiB', 65_536],
  ['10MB', 10_000_000],
  ['1GiB', 1_073_741_824],
])('%s is %d bytes', (text, bytes) => expect(byteSize().parse(text)).toBe(bytes));

test.each(['', '10', 'MB', '-1B', '1.5MB', '1 MB', '1mb', '1e3B', '0x10B', '9999999999B', '1B\n', 5, null])('%j is no size', (text) =>
  expect(accepts(byteSize())(text)).toBe(false),
);

test.each([
  ['250ms', 250],
  ['30s', 30_000],
  ['5m', 300_000],
  ['12h', 43_200_000],
  ['7d', 604_800_000],
])('%s is %d milliseconds', (text, ms) => expect(duration().parse(text)).toBe(ms));

test.each(['', '30', 's', '-1s', '1.5s', '30 s', '30S', '1w', 'PT30S', '30s\n', 30])('%j is no duration', (text) =>
  expect(accepts(duration())(text)).toBe(false),
);

test('every quantity is a whole number that is exact', () => {
  fc.assert(
    fc.property(fc.nat(999_999_999), fc.constantFrom('B', 'kB', 'MB', 'GB', 'KiB', 'MiB', 'GiB'), (count, unit) => {
      const bytes = byteSize().parse(`${count}${unit}`);
      expect(bytes % Math.max(count, 1)).toBe(0);
      expect(bytes).toBeGreaterThanOrEqual(count);
    }),
  );
});

test.each(['a', 'A1', '0', 'orders-v2.1_x', 'a'.repeat(64)])('%s is a name', (text) => expect(accepts(identifier())(text)).toBe(true));
test.each(['', '.', '-a', '_a', 'a b', 'a/b', 'ä', 'a\n', 'a\u0000', 'a'.repeat(65), '__proto__'])('%j is no name', (text) =>
  expect(accepts(identifier())(text)).toBe(false),
);

test.each(['http://127.0.0.1:3000', 'https://api.example.com', 'http://[::1]:8080/base'])('%s is a URL of a server', (text) =>
  expect(accepts(httpUrl())(text)).toBe(true),
);
test.each([
  '',
  'api.example.com',
  'ftp://x',
  'file:///etc/passwd',
  'http://u@x',
  'http://u:p@x',
  'http://x?a',
  'http://x#a',
  'javascript:alert(1)',
  'http://',
  'http://x:99999',
])('%j is no URL of a server', (text) => expect(accepts(httpUrl())(text)).toBe(false));
