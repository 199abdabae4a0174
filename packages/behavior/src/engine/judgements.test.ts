import type { Feedback, Judgement } from '@airside/domain';
import { expect, test } from 'vitest';

import { Judgements } from './judgements.ts';

const NOW_MS = Date.UTC(2026, 0, 1);
const DAY_MS = 24 * 60 * 60 * 1000;
const ada = { kind: 'user', id: 'ada' } as const;

const verdict = (of: string, feedback: Feedback | null, atMs: number, names = 1): Judgement => ({
  of,
  feedback,
  note: null,
  by: 'person:ada',
  time: new Date(NOW_MS + atMs).toISOString(),
  about: [
    {
      indicator: 'a',
      api: 'shop',
      subjects: Array.from({ length: names }, (_, index) => (index === 0 ? ada : { kind: 'user', id: `u${index}` })),
    },
  ],
});
const worth = (judgements: Judgements, id = 'ada', api: string | null = 'shop'): number =>
  judgements.effective(9, 'a', api, { kind: 'user', id }, NOW_MS);

test('thresholds stay within bounds, and come back from them one verdict after another as they went', () => {
  const judgements = new Judgements();
  for (let incident = 0; incident < 10; incident++) judgements.take(verdict(`${incident}`, 'false', incident), NOW_MS);
  expect(worth(judgements, 'bob')).toBe(5);
  for (let incident = 0; incident < 10; incident++) judgements.take(verdict(`${incident}`, null, 100 + incident), NOW_MS);
  expect(worth(judgements, 'bob')).toBe(9);
  expect(worth(judgements)).toBe(9);
});

test('what a state of before expected, of which it is not known who said so, ends when a person says otherwise', () => {
  const before = { shifts: [['a shop', 1]], expected: [['a user:ada', NOW_MS + DAY_MS]] };
  const judgements = new Judgements();
  judgements.merge(before);
  expect([worth(judgements), worth(judgements, 'ada', 'bank'), worth(judgements, 'bob')]).toEqual([0, 0, 8]);
  expect(judgements.save()).toEqual(before);
  judgements.take(verdict('i', null, 0), NOW_MS);
  expect([worth(judgements), worth(judgements, 'ada', 'bank')]).toEqual([8, 9]);
});

test('more verdicts than are kept move thresholds all the same, the oldest for good, and are not taken again', () => {
  const judgements = new Judgements();
  const verdicts = Array.from({ length: 60 }, (_, index) => verdict(`i-${index}`, index === 0 ? 'false' : 'expected', index, 1000));
  for (const each of verdicts) judgements.take(each, NOW_MS);
  const kept = [...judgements.saveVerdicts()].flatMap((part) => part.verdicts);
  expect(kept.length).toBeLessThanOrEqual(50);
  expect(kept.length).toBeGreaterThanOrEqual(45);
  for (const each of verdicts) judgements.take(each, NOW_MS);
  expect(worth(judgements, 'bob')).toBe(8);
  const restarted = new Judgements();
  restarted.merge(judgements.save());
  for (const part of judgements.saveVerdicts()) restarted.mergeVerdicts(part);
  for (const each of verdicts) restarted.take(each, NOW_MS);
  expect(worth(restarted, 'bob')).toBe(8);
});

test('after 90 days nothing is expected any more, and what was false stays less likely', () => {
  const judgements = new Judgements();
  judgements.take(verdict('early', 'false', 0), NOW_MS);
  const laterMs = NOW_MS + 91 * DAY_MS;
  expect(judgements.effective(9, 'a', 'shop', ada, laterMs)).toBe(8);
  judgements.take(verdict('late', 'expected', 91 * DAY_MS), laterMs);
  judgements.take(verdict('early', 'false', 0), laterMs);
  expect([...judgements.saveVerdicts()].flatMap(({ verdicts }) => verdicts.map(({ of }) => of))).toEqual(['late']);
  expect(worth(judgements, 'bob')).toBe(8);
});
