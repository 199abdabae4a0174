import { expect, test } from 'vitest';

import { ClockMap } from './clock-map.ts';

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
