import { createReplayStore } from '@airside/identity';
import { expect, test } from 'vitest';

import { createRemoteReplayStore, type RemoteReplayStore } from './remote-replays.ts';

/** Two workers and a primary process between which messages take a turn of the event loop. */
function startWorkers(): readonly RemoteReplayStore[] {
  const primary = createReplayStore({ now: () => 0 });
  const workers = [0, 1].map((index) =>
    createRemoteReplayStore(({ question, owner, proof, untilMs }) => {
      setImmediate(() => void Promise.resolve(primary.use(owner, proof, untilMs)).then((use) => workers[index]?.settle(question, use)));
    }),
  );
  return workers;
}

test('of all workers that are shown one proof at once, one accepts it', async () => {
  const workers = startWorkers();
  const uses = await Promise.all([...workers, ...workers, ...workers].map((worker) => worker.use('k', 'proof', 1000)));
  expect(uses.filter((use) => use === 'first')).toHaveLength(1);
  expect(uses.filter((use) => use === 'again')).toHaveLength(5);
});

test('while the primary does not answer, no proof is accepted', async () => {
  const worker = createRemoteReplayStore(() => undefined, 10);
  await expect(worker.use('k', 'proof', 1000)).rejects.toThrow('did not answer within 10 ms');
});

test('an answer that comes too late, or twice, or to no question, changes nothing', async () => {
  const questions: number[] = [];
  const worker = createRemoteReplayStore(({ question }) => questions.push(question), 10);
  await expect(worker.use('k', 'one', 1000)).rejects.toThrow();
  const second = worker.use('k', 'two', 1000);
  for (const question of [...questions, 99]) worker.settle(question, 'again');
  worker.settle(questions[1] ?? 0, 'first');
  expect(await second).toBe('again');
});

test('not more than so many proofs wait', async () => {
  const worker = createRemoteReplayStore(() => undefined, 50);
  const waiting = Array.from({ length: 10_001 }, async (_, index) => worker.use('k', `p${index}`, 1000));
  await expect(waiting.at(-1)).rejects.toThrow('too many proofs wait');
  for (const result of await Promise.allSettled(waiting)) expect(result.status).toBe('rejected');
});
