import { expect, test } from 'vitest';

import { WorkerAnswers } from './worker-answers.ts';

test('each of many who wait at once gets the answer to what it asked, in whichever order they come', async () => {
  const answers = new WorkerAnswers<object>();
  const worker = {};
  const asked = Array.from({ length: 200 }, (_, revision) => answers.to(worker, revision));
  const outcomes = Promise.allSettled(asked);
  for (let revision = 199; revision >= 0; revision--)
    answers.take(worker, revision === 7 ? { kind: 'rejected', revision, message: 'no room' } : { kind: 'applied', revision });
  const failed = (await outcomes).flatMap((outcome, revision) =>
    outcome.status === 'rejected' ? [[revision, String(outcome.reason)]] : [],
  );
  expect(failed).toEqual([[7, 'Error: no room']]);
});

test('nobody waits for a worker that has ended, and what one confirms is not taken for the word of another', async () => {
  const answers = new WorkerAnswers<object>();
  const [first, second] = [{}, {}];
  const settled: string[] = [];
  const waiting = [answers.to(first, 1).then(() => settled.push('first')), answers.to(second, 1).then(() => settled.push('second'))];
  answers.take(first, { kind: 'applied', revision: 1 });
  await waiting[0];
  expect(settled).toEqual(['first']);
  answers.ended(second);
  await waiting[1];
  expect(settled).toEqual(['first', 'second']);
});
