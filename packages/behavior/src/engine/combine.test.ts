import fc from 'fast-check';
import { expect, test } from 'vitest';

import { combine } from './combine.ts';
import { EvidenceProcess } from './evidence-process.ts';

/** Deterministic numbers between 0 and 1. */
function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 1) / 2 ** 32;
  };
}

test('among indicators with nothing to say, a combined surprise of x comes once in 10^x cases', () => {
  const next = uniform(1);
  const cases = 20_000;
  let [above1, above2] = [0, 0];
  for (let index = 0; index < cases; index++) {
    const surprise = combine(
      Array.from({ length: 30 }, () => -Math.log10(next())),
      30,
    );
    if (surprise >= 1) above1++;
    if (surprise >= 2) above2++;
  }
  expect(above1 / cases).toBeLessThan(0.11);
  expect(above2 / cases).toBeLessThan(0.013);
  expect(above2 / cases).toBeGreaterThan(0.006);
});

test('one surprise among many indicators is worth less than alone; more surprises are worth more', () => {
  expect(combine([6], 40)).toBeLessThan(6);
  expect(combine([6, 6], 40)).toBeGreaterThan(combine([6], 40) + 2);
  expect(combine([1, 1.5, 1.9], 40)).toBe(0);
  expect(combine([], 40)).toBe(0);
});

test('whatever the surprises, the result is a finite number from 0, and grows with each of them', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { maxLength: 40 }), fc.nat(100), (surprises, tests) => {
      const combined = combine(surprises, tests);
      expect(Number.isFinite(combined) && combined >= 0).toBe(true);
      expect(combine([...surprises.slice(1), (surprises[0] ?? 0) + 5], tests)).toBeGreaterThanOrEqual(combined - 1e-9);
    }),
  );
});

test('a caller with honest surprises seldom comes far, however long it calls', () => {
  const next = uniform(2);
  let far = 0;
  for (let caller = 0; caller < 300; caller++) {
    const process = new EvidenceProcess();
    for (let call = 0; call < 100; call++) {
      process.add(-Math.log10(next()));
      if (process.level() >= 4) far++;
    }
  }
  expect(far).toBeLessThan(30);
});
