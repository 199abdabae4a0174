import { expect, test } from 'vitest';

import { redactQuery } from './query.ts';

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
  ['a=eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhbm5hIn0.DtEh&b=1', 'a=***&b=1'],
  ['eyJhbGciOiJFUzI1NiJ9%2EeyJzdWIiOiJhbm5hIn0', '***'],
  ['next=https%3A%2F%2Fx.example%2F%3Ftoken%3Dabc', 'next=***'],
  ['next=https%3A%2F%2Fx.example%2F%3Fpage%3D2', 'next=https%3A%2F%2Fx.example%2F%3Fpage%3D2'],
  ['filter=%7B%22password%22%3A%22abc%22%7D', 'filter=***'],
  ['a=Bearer+abcdef0123456789', 'a=***'],
  ['%70assword%FF=abc', '%70assword%FF=***'],
  ['next=%3Ftoken%3Dabc%FF', 'next=***'],
  ['sort=name:asc', 'sort=name:asc'],
  ['', ''],
])('%s is recorded as %s', (query, recorded) => {
  expect(redactQuery(query)).toBe(recorded);
});

test('a very long query is cut', () => {
  expect(redactQuery('a'.repeat(100_000))).toHaveLength(4096);
});
