import fc from 'fast-check';
import { expect, test } from 'vitest';

import { ScoreBook } from './score-book.ts';
import { reportScores } from './score-report.ts';

const scored = (benign: readonly number[], attacks: readonly number[]): ScoreBook => {
  const book = new ScoreBook();
  for (const score of benign) book.add(score, false, '');
  for (const score of attacks) book.add(score, true, 'a');
  return book;
};
const ramp = Array.from({ length: 1000 }, (_, index) => index / 1000);

test('rates are taken at the threshold that so large a share of what is benign exceeds', () => {
  const { found, auc } = reportScores(scored(ramp, [0.5, 0.9895, 0.995, 2]), 1);
  expect(found['0.01']).toBe(0.75);
  expect(found['0.001']).toBe(0.25);
  expect(auc).toBeCloseTo((0.5 + 0.99 + 0.995 + 1) / 4, 3);
});

test('it is told how many benign ones the thresholds hang on', () => {
  expect(reportScores(scored(ramp, [2]), 1).allowed).toEqual({ '0.001': 1, '0.01': 10 });
  expect(reportScores(scored(ramp.slice(0, 99), [2]), 1).allowed).toEqual({ '0.001': 0, '0.01': 0 });
});

test('attacks that score as what is benign does are not found', () => {
  const { found, auc } = reportScores(scored([0, 0, 0], [0, 0]), 1);
  expect(found['0.01']).toBe(0);
  expect(auc).toBe(0.5);
});

test('precision, recall and F1 are those at the threshold', () => {
  const report = reportScores(scored([0, 1, 3, 0], [4, 5, 2]), 3);
  expect(report).toMatchObject({ precision: 2 / 3, recall: 2 / 3, f1: 2 / 3, falsePositives: 0.25 });
  expect(report.categories).toMatchObject([{ category: 'a', attacks: 3, recall: 2 / 3 }]);
});

test('there is no rate of nothing', () => {
  expect(reportScores(scored([1], []), 2)).toMatchObject({ auc: null, recall: null, f1: null, found: { '0.01': null } });
  expect(reportScores(new ScoreBook(), 2)).toMatchObject({ auc: null, falsePositives: null, precision: null });
});

test('the area is the chance that an attack scores higher than something benign', () => {
  const scores = fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(scores, scores, (benign, attacks) => {
      let wins = 0;
      for (const attack of attacks) for (const other of benign) wins += attack > other ? 1 : attack === other ? 0.5 : 0;
      expect(reportScores(scored(benign, attacks), 1).auc).toBeCloseTo(wins / (benign.length * attacks.length), 9);
    }),
    { numRuns: 100 },
  );
});

test('categories without end are counted together', () => {
  const book = new ScoreBook();
  for (let index = 0; index < 1500; index++) book.add(index, true, `c${index}`);
  book.add(1, false, '');
  const { attacks, categories } = reportScores(book, 2);
  expect(attacks).toBe(1500);
  expect(categories.length).toBe(1001);
});
