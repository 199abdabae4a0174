import { expect, test } from 'vitest';

import { HeaderMemory } from './header-memory.ts';

test('what was read of a header is found by its text', () => {
  const memory = new HeaderMemory<number>();
  memory.note('abc', 1);
  expect(memory.find('abc')).toBe(1);
  expect(memory.find('abd')).toBeUndefined();
});

test('headers that senders make up do not fill memory, however many or long', () => {
  const memory = new HeaderMemory<number>();
  for (let index = 0; index < 1000; index++) memory.note(`h${index}`, index);
  expect(
    Array.from({ length: 1000 }, (_, index) => memory.find(`h${index}`)).filter((found) => found !== undefined).length,
  ).toBeLessThanOrEqual(256);
  memory.note('x'.repeat(513), 1);
  expect(memory.find('x'.repeat(513))).toBeUndefined();
});
