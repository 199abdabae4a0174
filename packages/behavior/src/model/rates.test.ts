import { expect, test } from 'vitest';

import { Rates } from './rates.ts';

const NOW = Date.UTC(2026, 0, 5);
/** They share their last bits. */
const KEYS = [7, 7 + 256, 7 + 0x9000_0000, 7 + 0xffff_ff00 - 256];

test('keys that end alike are told apart, however they take turns', () => {
  const rates = new Rates(100, 14);
  for (let round = 1; round <= 3; round++) {
    for (const [index, key] of KEYS.entries()) {
      for (let times = 0; times <= index; times++) rates.learn(key, index % 2 === 0, NOW);
      expect([rates.observations(key), rates.events(key)]).toEqual([round * (index + 1), index % 2 === 0 ? round * (index + 1) : 0]);
    }
  }
});

test('there are no more than there may be, and of others nothing is known', () => {
  const rates = new Rates(2, 14);
  for (const key of KEYS) rates.learn(key, true, NOW);
  expect(KEYS.map((key) => rates.observations(key))).toEqual([1, 1, 0, 0]);
  expect(rates.probability(KEYS[3] ?? 0)).toBe(0.5);
});

test('what fades is what is asked for afterwards', () => {
  const rates = new Rates(10, 1);
  rates.learn(7, true, NOW);
  rates.learn(8, true, NOW + 86_400_000);
  expect([rates.observations(7), rates.observations(8)]).toEqual([0.5, 1]);
});
