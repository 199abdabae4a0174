import type { Exchange } from '@airside/domain';
import { expect, test } from 'vitest';

import { exchangeOf } from '../testing/exchange.ts';
import { createRandom } from '../testing/random.ts';
import { CalibratedScorer } from './calibrated-scorer.ts';
import type { Scorer } from './scorer.ts';

/** Says for each exchange the number of its path, times so much. */
function saying(factor: number): Scorer {
  const score = ({ path }: Exchange): number => factor * Number(path.slice(1));
  return { learn: score, score };
}

const random = createRandom(5);
const saidOf = (surprise: number): Exchange => exchangeOf({ path: `/${surprise}` });
const honest = (): number => -Math.log10(1 - random());

test.each([0.5, 1, 2])('a scorer that exaggerates by %d is set right', (factor) => {
  const scorer = new CalibratedScorer(() => saying(factor));
  for (let index = 0; index < 20_000; index++) scorer.learn(saidOf(honest()));
  const reached = Array.from({ length: 20_000 }, () => scorer.score(saidOf(honest()))).filter((surprise) => surprise >= 2).length;
  expect(reached).toBeGreaterThan(100);
  expect(reached).toBeLessThan(300);
});

/** Says 0 for what it learned and 5 for everything else. */
function remembering(): Scorer {
  const learned = new Set<string>();
  return {
    learn({ path }) {
      const surprise = learned.has(path) ? 0 : 5;
      learned.add(path);
      return surprise;
    },
    score: ({ path }) => (learned.has(path) ? 0 : 5),
  };
}

test.each([30, 200])('of benign exchanges of which %d were learned, about one of a hundred reaches 2 at most', (count) => {
  let reached = 0;
  for (let time = 0; time < 60; time++) {
    const scorer = new CalibratedScorer(() => saying(1));
    for (let index = 0; index < count; index++) scorer.learn(saidOf(honest()));
    for (let index = 0; index < 100; index++) if (scorer.score(saidOf(honest())) >= 2) reached++;
  }
  expect(reached).toBeLessThan(0.018 * 60 * 100);
});

test('one of few that lies anywhere does not hide what lies beyond all others', () => {
  const scorer = new CalibratedScorer(() => saying(1));
  for (let index = 0; index < 100; index++) scorer.learn(saidOf(index === 50 ? 7 : honest() / 2));
  expect(scorer.score(saidOf(6))).toBeGreaterThan(2);
});

test('what many have in common is usual, though it has come to be a little more surprising than it was', () => {
  const scorer = new CalibratedScorer(() => saying(1));
  for (let index = 0; index < 10_000; index++) scorer.learn(saidOf(index % 20 === 0 ? 1.4 + (0.02 * index) / 10_000 : 0));
  expect(scorer.score(saidOf(1.43))).toBeLessThan(1.5);
});

test('few exchanges that all differ from each other are no reason to suspect one that differs from them', () => {
  const scorer = new CalibratedScorer(remembering);
  for (let index = 0; index < 150; index++) scorer.learn(saidOf(index));
  expect(scorer.score(saidOf(1000))).toBeLessThan(0.1);
});

test('with little learned, the scorer is believed', () => {
  const scorer = new CalibratedScorer(() => saying(1));
  for (let index = 0; index < 3; index++) scorer.learn(saidOf(0));
  expect(scorer.score(saidOf(2))).toBeGreaterThan(1.9);
  expect(scorer.score(saidOf(2))).toBeLessThan(2.3);
});

test('the order of scores stays, however high they are', () => {
  const scorer = new CalibratedScorer(() => saying(1));
  for (let index = 0; index < 1000; index++) scorer.learn(saidOf(5));
  const scores = Array.from({ length: 300 }, (_, index) => scorer.score(saidOf(index / 17)));
  for (const [index, score] of scores.entries()) if (index > 0) expect(score).toBeGreaterThan(scores[index - 1] ?? 0);
});
