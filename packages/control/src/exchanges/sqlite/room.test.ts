import { expect, test } from 'vitest';

import { createRoom } from './room.ts';

const MIB = 1024 * 1024;

test.each([
  ['a large disk with plenty', 1_000_000, 65, true],
  ['a large disk with little', 1_000_000, 63, false],
  ['a small disk with plenty', 100, 21, true],
  ['a small disk with little', 100, 19, false],
  ['a file system that does not count', 0, 0, true],
])('exchanges leave room for what matters more: %s', (_what, blocks, bavail, expected) => {
  expect(createRoom('/data', () => ({ bsize: MIB, blocks, bavail }))()).toBe(expected);
});

test('where the system does not tell, there is room', () => {
  const room = createRoom('/data', () => {
    throw new Error('ENOSYS');
  });
  expect(room()).toBe(true);
});
