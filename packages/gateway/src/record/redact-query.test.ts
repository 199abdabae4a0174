import { expect, test } from 'vitest';

import { redactQuery } from './redact-query.ts';

test.each([
  ['token=abc', 'token=***'],
  ['a=1&access_token=abc&b=2', 'a=1&access_token=***&b=2'],
  ['API-Key=abc', 'API-Key=***'],
  ['%74oken=abc', '%74oken=***'],
  ['user[password]=abc', 'user[password]=***'],
  ['X-Amz-Signature=abc', 'X-Amz-Signature=***'],
  ['code=abc&state=x', 'code=***&state=x'],
  ['limit=10&sort=name', 'limit=10&sort=name'],
  ['flag', 'flag'],
  ['', ''],
])('%s is recorded as %s', (query, recorded) => {
  expect(redactQuery(query)).toBe(recorded);
});

test('a very long query is cut', () => {
  expect(redactQuery('a'.repeat(100_000))).toHaveLength(4096);
});
