import { expect, test } from 'vitest';

import { cachedHash, cachedPairs } from './name-cache.ts';

test('a hash that remembers gives what the hash gives, however many names come', () => {
  const hash = (text: string): number => text.length * 7;
  const cached = cachedHash(hash);
  for (let round = 0; round < 2; round++) {
    for (let number = 0; number < 10_000; number++) expect(cached(`name-${number}`)).toBe(hash(`name-${number}`));
  }
});

test('two texts are the same one text, and others another, however many come', () => {
  const pairs = cachedPairs();
  for (let round = 0; round < 2; round++) {
    for (let number = 0; number < 10_000; number++)
      expect(pairs(`api-${number % 100}`, `GET /${number}`)).toBe(`api-${number % 100} GET /${number}`);
  }
});
