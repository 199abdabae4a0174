import { expect, test } from 'vitest';

import { ClockMap, LOOK_AT_LENGTH } from './clock-map.ts';

const KEYS = [0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff];

test('keys are those that were given, over all 32 bits', () => {
  const map = new ClockMap<number>(10);
  for (const key of KEYS) map.set(key, key);
  expect(KEYS.map((key) => map.get(key))).toEqual(KEYS);
  expect([...map.entries()]).toEqual(KEYS.map((key) => [key, key]));
});

test('what is not worth keeping makes room first, whatever its key', () => {
  const map = new ClockMap<number>(4, (value) => value > 0);
  for (const [index, key] of [0xffff_fff0, 1, 2, 3].entries()) map.set(key, index === 0 ? 1 : 0);
  for (let made = 0; made < 20; made++) map.set(0x9000_0000 + made, 0);
  expect([map.size, map.get(0xffff_fff0)]).toEqual([4, 1]);
});

test('texts are keys as well, and whoever asks is told what made room', () => {
  const removed: string[] = [];
  const map = new ClockMap<number, string>(3, () => false, { onRemoved: (_, key) => removed.push(key) });
  for (const [index, key] of ['a', 'b', 'c', 'd'].entries()) map.set(key, index);
  expect([removed, [...map.entries()]]).toEqual([
    ['a'],
    [
      ['b', 1],
      ['c', 2],
      ['d', 3],
    ],
  ]);
});

test('some hundreds that are used and worth keeping stay, though they stand together, where it is looked at length', () => {
  const map = new ClockMap<number>(600, (value) => value > 0, { mostLooks: LOOK_AT_LENGTH });
  for (let key = 0; key < 300; key++) map.set(key, 1);
  for (let made = 0; made < 5000; made++) {
    for (let key = 0; key < 300; key++) map.get(key);
    map.set(10_000 + made, 0);
  }
  expect(Array.from({ length: 300 }, (_, key) => map.peek(key)).every((value) => value === 1)).toBe(true);
});
