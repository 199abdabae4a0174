import fc from 'fast-check';
import { expect, test } from 'vitest';

import { createReplayStore } from './replay.ts';

test('a proof is not accepted again as long as it would be good', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ waitMs: fc.nat(90_000), goodMs: fc.integer({ min: 1, max: 110_000 }) }), { maxLength: 60 }),
      (uses) => {
        let nowMs = 1_000_000;
        const store = createReplayStore({ now: () => nowMs });
        const used: { readonly id: string; readonly untilMs: number }[] = [];
        for (const [index, { waitMs, goodMs }] of uses.entries()) {
          nowMs += waitMs;
          for (const { id, untilMs } of used) if (nowMs <= untilMs) expect(store.use('k', id, untilMs)).toBe('again');
          used.push({ id: `p${index}`, untilMs: nowMs + goodMs });
          expect(store.use('k', `p${index}`, nowMs + goodMs)).toBe('first');
        }
      },
    ),
  );
});

test('one key fills a tenth, and keeps nobody else out', () => {
  const store = createReplayStore({ capacity: 100, now: () => 0 });
  const results = Array.from({ length: 20 }, (_, index) => store.use('greedy', `g${index}`, 1000));
  expect(results.filter((result) => result === 'first')).toHaveLength(10);
  expect(results.at(-1)).toBe('full');
  expect(store.use('other', 'o', 1000)).toBe('first');
});

test('what is full refuses, and has room again after a while', () => {
  let nowMs = 0;
  const store = createReplayStore({ capacity: 20, now: () => nowMs });
  for (let index = 0; index < 20; index++) expect(store.use(`k${index}`, `p${index}`, 1000)).toBe('first');
  expect(store.use('new', 'p', 1000)).toBe('full');
  nowMs = 240_000;
  expect(store.use('new', 'p', nowMs + 1000)).toBe('first');
});

test('a proof that would be good for longer than it is remembered is not accepted', () => {
  expect(createReplayStore({ now: () => 0 }).use('k', 'p', 120_001)).toBe('full');
});
