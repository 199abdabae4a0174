import { expect, test } from 'vitest';

import { redactFields } from './fields.ts';

test.each([
  ['Accept', '*/*', '*/*'],
  ['Authorization', 'Bearer abc', 'Bearer ***'],
  ['Authorization', 'abcdefghi', '***'],
  ['Authorization', 'a key with spaces', 'a ***'],
  ['Authorization', 'Digest username="anna", response="abc"', 'Digest ***'],
  ['Proxy-Authorization', 'Basic YTpi', 'Basic ***'],
  ['Cookie', 'sid=abc; theme=dark;x', 'sid=***; theme=***; ***'],
  ['Set-Cookie', 'sid=abc; Path=/; HttpOnly; SameSite=Lax', 'sid=***; Path=/; HttpOnly; SameSite=Lax'],
  ['Set-Cookie', 'a=1; Path=/, sid=abc; Path=/', 'a=***; Path=/, sid=***; Path=/'],
  ['X-Api-Key', 'abc', '***'],
  ['X-Partner', 'abc', '***'],
  ['Airside-Identity', 'abc', '***'],
  ['DPoP', 'abc', '***'],
  ['Location', 'https://x.example/cb?code=abc&state=1', 'https://x.example/cb?code=***&state=1'],
  ['Referer', 'https://anna:pw@x.example/', 'https://***@x.example/'],
  ['X-Note', 'a\u0007b', 'a\\u0007b'],
])('%s: %s is recorded as %s', (name, value, recorded) => {
  expect(redactFields([name, value], new Set(['x-partner']))).toEqual([[name.toLowerCase(), recorded]]);
});

test('fields keep their order, and their number and length are bounded', () => {
  const many = Array.from({ length: 1000 }, (_, index) => [`X-${index}`, 'a'.repeat(10_000)]).flat();
  const redacted = redactFields(many, new Set());
  expect(redacted).toHaveLength(200);
  expect(redacted[1]).toEqual(['x-1', 'a'.repeat(4096)]);
});
