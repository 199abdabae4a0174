import { expect, test } from 'vitest';

import { runRounds } from './rounds.ts';

const targets = ['a', 'b', 'c'].map((key) => ({ key }));
const { signal } = new AbortController();

test('each round measures every target once and begins with another one', async () => {
  const order: string[] = [];
  await runRounds({ targets, rounds: 4, signal, measure: async ({ key }) => void order.push(key) });
  expect(order.join('')).toBe('abcbcacababc');
});

test('samples are kept by target in the order of the rounds', async () => {
  let count = 0;
  const samples = await runRounds({ targets, rounds: 2, signal, measure: async ({ key }) => `${key}${++count}` });
  expect(Object.fromEntries(samples)).toEqual({ a: ['a1', 'a6'], b: ['b2', 'b4'], c: ['c3', 'c5'] });
});

test('two measurements never run at the same time', async () => {
  let running = 0;
  const measure = async () => {
    expect(++running).toBe(1);
    await new Promise(setImmediate);
    running--;
  };
  await runRounds({ targets, rounds: 2, signal, measure });
});

test('nothing is measured any more once the benchmark is interrupted', async () => {
  const controller = new AbortController();
  const measured: string[] = [];
  const measure = async ({ key }: { key: string }) => {
    measured.push(key);
    controller.abort(new Error('interrupted'));
  };
  await expect(runRounds({ targets, rounds: 3, signal: controller.signal, measure })).rejects.toThrow('interrupted');
  expect(measured).toEqual(['a']);
});

test('a measurement that fails ends the rounds', async () => {
  const measure = () => Promise.reject(new Error('no answer'));
  await expect(runRounds({ targets, rounds: 3, signal, measure })).rejects.toThrow('no answer');
});

test('targets that would share their samples are refused', async () => {
  await expect(runRounds({ targets: [{ key: 'a' }, { key: 'a' }], rounds: 1, signal, measure: async () => 1 })).rejects.toThrow(
    'different keys',
  );
});
