import { expect, test } from 'vitest';

import { createReplayMemory } from './memory.ts';

function memory(capacity?: number) {
  let nowMs = 1000;
  const it = createReplayMemory({ now: () => nowMs, ...(capacity !== undefined && { capacity }) });
  const advance = (ms: number): void => {
    nowMs += ms;
  };
  return { use: it.use, advance };
}

test('an id can be used once, until it would be refused for another reason', () => {
  const { use, advance } = memory();
  expect(use('a', 'x', 2000)).toBe('first');
  expect(use('a', 'x', 2000)).toBe('again');
  advance(999);
  expect(use('a', 'x', 2000)).toBe('again');
  advance(1);
  expect(use('a', 'x', 3000)).toBe('first');
});

test('ids of two owners do not meet', () => {
  const { use } = memory();
  expect(use('a', 'x', 2000)).toBe('first');
  expect(use('b', 'x', 2000)).toBe('first');
});

test('one owner fills a tenth and no more, and so keeps nobody out', () => {
  const { use } = memory(100);
  const said = Array.from({ length: 11 }, (_, index) => use('a', `x${index}`, 9000));
  expect(said.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 'first'));
  expect(said[10]).toBe('full');
  expect(use('b', 'x', 9000)).toBe('first');
});

test('what is full refuses new ids, still knows old ones, and has room again when these have passed', () => {
  const { use, advance } = memory(10);
  for (let owner = 0; owner < 10; owner++) expect(use(`o${owner}`, 'x', 5000)).toBe('first');
  expect(use('late', 'x', 50_000)).toBe('full');
  expect(use('o1', 'x', 5000)).toBe('again');
  advance(10_000);
  expect(use('late', 'x', 50_000)).toBe('first');
});

test('a clock that was set back forgets nothing', () => {
  const { use, advance } = memory();
  use('a', 'x', 2000);
  advance(-500);
  expect(use('a', 'x', 2000)).toBe('again');
});
