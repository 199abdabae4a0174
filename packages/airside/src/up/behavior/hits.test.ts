import { expect, test } from 'vitest';

import { createHitKeeper } from './hits.ts';

test('hits that cannot be stored are stored with the next, none twice', async () => {
  const stored = new Map<string, number>();
  let isFull = true;
  const problems: string[] = [];
  const note = createHitKeeper({
    async addHits(hits) {
      if (isFull) throw new Error('no space is left');
      for (const [id, count] of hits) stored.set(id, (stored.get(id) ?? 0) + count);
    },
    onProblem: ({ message }) => problems.push(message),
  });
  note([['a', 2]]);
  await Promise.resolve();
  note([
    ['a', 3],
    ['b', 1],
  ]);
  await expect.poll(() => problems).toHaveLength(2);
  isFull = false;
  note([['b', 1]]);
  note([['b', 1]]);
  await expect.poll(() => Object.fromEntries(stored)).toEqual({ a: 5, b: 3 });
});
