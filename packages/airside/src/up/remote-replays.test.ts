import { createReplayMemory, createReplayStore } from '@airside/identity';
import { expect, test } from 'vitest';

import { createRemoteReplayStores, type RemoteReplayStores } from './remote-replays.ts';

/** Two workers and a primary process between which messages take a turn of the event loop. */
function startWorkers(): readonly RemoteReplayStores[] {
  const primary = { proofs: createReplayStore({ now: () => 0 }), messages: createReplayMemory({ now: () => 0 }) };
  const workers = [0, 1].map((index) =>
    createRemoteReplayStores(({ question, of, owner, id, untilMs }) => {
      setImmediate(() => void Promise.resolve(primary[of].use(owner, id, untilMs)).then((use) => workers[index]?.settle(question, use)));
    }),
  );
  return workers;
}

test.each(['proofs', 'messages'] as const)('of all workers that are shown one of the %s at once, one accepts it', async (of) => {
  const workers = startWorkers();
  const uses = await Promise.all([...workers, ...workers, ...workers].map((worker) => worker[of].use('k', 'id', 1000)));
  expect(uses.filter((use) => use === 'first')).toHaveLength(1);
  expect(uses.filter((use) => use === 'again')).toHaveLength(5);
});

test('proofs and messages with one id do not meet', async () => {
  const [worker] = startWorkers();
  expect(await worker?.proofs.use('k', 'id', 1000)).toBe('first');
  expect(await worker?.messages.use('k', 'id', 1000)).toBe('first');
});

test('while the primary does not answer, nothing is accepted', async () => {
  const worker = createRemoteReplayStores(() => undefined, 10);
  await expect(worker.proofs.use('k', 'proof', 1000)).rejects.toThrow('did not answer within 10 ms');
});

test('an answer that comes too late, or twice, or to no question, changes nothing', async () => {
  const questions: number[] = [];
  const worker = createRemoteReplayStores(({ question }) => questions.push(question), 10);
  await expect(worker.proofs.use('k', 'one', 1000)).rejects.toThrow();
  const second = worker.proofs.use('k', 'two', 1000);
  for (const question of [...questions, 99]) worker.settle(question, 'again');
  worker.settle(questions[1] ?? 0, 'first');
  expect(await second).toBe('again');
});

test('not more than so many proofs wait', async () => {
  const worker = createRemoteReplayStores(() => undefined, 50);
  const waiting = Array.from({ length: 10_001 }, async (_, index) => worker.proofs.use('k', `p${index}`, 1000));
  await expect(waiting.at(-1)).rejects.toThrow('too many questions wait');
  for (const result of await Promise.allSettled(waiting)) expect(result.status).toBe('rejected');
});
