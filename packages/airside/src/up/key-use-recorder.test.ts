import { expect, test } from 'vitest';

import { createKeyUseRecorder } from './key-use-recorder.ts';

function held() {
  const batches: { readonly uses: ReadonlyMap<string, number>; done(): void; fail(error: Error): void }[] = [];
  const logged: string[] = [];
  const recorder = createKeyUseRecorder({
    record: (uses) => new Promise((done, fail) => batches.push({ uses, done, fail })),
    log: (_event, text) => logged.push(text),
  });
  return { recorder, batches, logged };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('one batch is written at a time; of a key, the latest use is kept, whatever the order', async () => {
  const { recorder, batches } = held();
  recorder.accept([['a', 1]]);
  recorder.accept([['a', 5]]);
  recorder.accept([
    ['a', 3],
    ['b', 2],
  ]);
  expect(batches).toHaveLength(1);
  batches[0]?.done();
  await settled();
  expect(batches.map(({ uses }) => [...uses])).toEqual([
    [['a', 1]],
    [
      ['a', 5],
      ['b', 2],
    ],
  ]);
  batches[1]?.done();
  await recorder.close();
});

test('what could not be written is tried again with what comes next, is said once, and degrades the health until then', async () => {
  const { recorder, batches, logged } = held();
  recorder.accept([['a', 1]]);
  batches[0]?.fail(new Error('no space is left'));
  await settled();
  expect(recorder.degradations()).toEqual(['the last use of keys cannot be stored']);
  recorder.accept([['b', 2]]);
  batches[1]?.fail(new Error('no space is left'));
  await settled();
  expect(logged).toEqual(['the last use of keys cannot be stored: no space is left']);
  recorder.accept([['a', 3]]);
  expect(new Map(batches[2]?.uses)).toEqual(
    new Map([
      ['a', 3],
      ['b', 2],
    ]),
  );
  batches[2]?.done();
  await settled();
  expect(recorder.degradations()).toEqual([]);
});

test('what waits while nothing can be written is bounded', async () => {
  const { recorder, batches } = held();
  recorder.accept([['first', 1]]);
  recorder.accept(Array.from({ length: 300_000 }, (_, index) => [`k${index}`, 1] as const));
  batches[0]?.done();
  await settled();
  expect(batches[1]?.uses.size).toBe(200_000);
  batches[1]?.done();
  await recorder.close();
});
