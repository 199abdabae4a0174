import { expect, test } from 'vitest';

import { createRevokedTokens } from './revoked.ts';

const claims = (entries: Readonly<Record<string, unknown>>) => new Map(Object.entries(entries));

test('a token is void by its own id or by what it came of, until it would have expired', () => {
  let now = 0;
  const revoked = createRevokedTokens(() => now);
  revoked.add([
    { id: 'a', untilMs: 100_000 },
    { id: 'g', untilMs: 500_000 },
  ]);
  expect(revoked.isRevoked(claims({ jti: 'a' }))).toBe(true);
  expect(revoked.isRevoked(claims({ jti: 'x', grant_id: 'g' }))).toBe(true);
  expect(revoked.isRevoked(claims({ jti: 'x', grant_id: 'y' }))).toBe(false);
  now = 200_000;
  revoked.add([]);
  expect(revoked.isRevoked(claims({ jti: 'a' }))).toBe(false);
  expect(revoked.isRevoked(claims({ grant_id: 'g' }))).toBe(true);
});

test('a claim that is no text is no id', () => {
  const revoked = createRevokedTokens();
  revoked.add([{ id: 'undefined', untilMs: Number.POSITIVE_INFINITY }]);
  expect(revoked.isRevoked(claims({}))).toBe(false);
  expect(revoked.isRevoked(claims({ jti: ['a'] }))).toBe(false);
});

test('each addition is a new generation, so that what was verified before is verified anew', () => {
  const revoked = createRevokedTokens();
  const before = revoked.generation;
  revoked.add([{ id: 'a', untilMs: 1 }]);
  expect(revoked.generation).toBeGreaterThan(before);
});
