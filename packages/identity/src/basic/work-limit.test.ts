import { describe, expect, test } from 'vitest';

import { createWorkLimit } from './work-limit.ts';

describe('work limit', () => {
  test('no more than allowed runs at once, and what waits runs in order', async () => {
    const limit = createWorkLimit(2, 10);
    const begun: number[] = [];
    const gates = Array.from({ length: 5 }, () => Promise.withResolvers<void>());
    const all = gates.map(async (gate, index) =>
      limit.run(async () => {
        begun.push(index);
        await gate.promise;
      }),
    );
    expect(begun).toEqual([0, 1]);
    gates[1]?.resolve();
    await all[1];
    await Promise.resolve();
    expect(begun).toEqual([0, 1, 2]);
    for (const gate of gates) gate.resolve();
    await Promise.all(all);
    expect(begun).toEqual([0, 1, 2, 3, 4]);
  });

  test('what finds the queue full is turned away without being started', async () => {
    const limit = createWorkLimit(1, 1);
    const gate = Promise.withResolvers<void>();
    const running = limit.run(() => gate.promise);
    const waiting = limit.run(async () => 'waited');
    let started = false;
    const third = limit.run(async () => {
      started = true;
    });
    expect(third).toBeUndefined();
    gate.resolve();
    await running;
    expect(await waiting).toBe('waited');
    expect(started).toBe(false);
  });

  test('work that fails gives its place back', async () => {
    const limit = createWorkLimit(1, 0);
    await expect(limit.run(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(await limit.run(async () => 'next')).toBe('next');
  });
});
