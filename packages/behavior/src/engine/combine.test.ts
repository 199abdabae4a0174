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

test('among fifty indicators with honest surprises, a combined one of x comes hardly more often than once in 10^(x − 1.7) cases', () => {
  const next = uniform(1);
  const cases = 20_000;
  let [above3, above4] = [0, 0];
  for (let index = 0; index < cases; index++) {
    const surprise = combine(Array.from({ length: 50 }, () => -Math.log10(next())));
    if (surprise >= 3) above3++;
    if (surprise >= 4) above4++;
  }
  expect(above3 / cases).toBeLessThan(0.08);
  expect(above4 / cases).toBeLessThan(0.015);
});

test('one surprise is worth what it is; more are worth more, and what is usual is worth nothing', () => {
  expect(combine([6])).toBe(6);
  expect(combine([6, 6])).toBe(10);
  expect(combine([6, 2])).toBe(6);
  expect(combine([1, 1.5, 1.9])).toBe(0);
  expect(combine([])).toBe(0);
});

test('whatever the surprises, the result is a finite number from 0, and grows with each of them', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { maxLength: 40 }), (surprises) => {
      const combined = combine(surprises);
      expect(Number.isFinite(combined) && combined >= 0).toBe(true);
      expect(combine([...surprises.slice(1), (surprises[0] ?? 0) + 5])).toBeGreaterThanOrEqual(combined - 1e-9);
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
