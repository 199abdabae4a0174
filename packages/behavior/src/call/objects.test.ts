import { describe, expect, test } from 'vitest';

import { identifiedOwner } from './objects.ts';

describe('a parameter asks for what belongs to somebody', () => {
  test.each([
    ['owner', 'u17', 'owner'],
    ['filter.customer', '17', 'customer'],
    ['user', 'ada@example.org', 'user'],
  ])('%s=%s', (name, value, kind) => {
    expect(identifiedOwner(name, value)).toBe(kind);
  });
});

describe('a parameter asks for nobody', () => {
  test.each([
    ['owner', 'me'],
    ['owner', ''],
    ['user', '***'],
    ['status', '4'],
    ['category', '3'],
    ['cursor', 'b64-17'],
    ['toAccount', '17'],
    ['users', '17'],
    ['owner.name', 'Ada 2'],
    ['__proto__', '17'],
  ])('%s=%s', (name, value) => {
    expect(identifiedOwner(name, value)).toBeUndefined();
  });
});
