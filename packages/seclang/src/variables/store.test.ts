import { expect, test } from 'vitest';

import { Store } from './store.ts';

test('names compare without case and keep the spelling they were set with last', () => {
  const store = new Store();
  store.set('Score', '1');
  store.set('SCORE', '2');
  expect([...store.entries()]).toEqual([{ key: 'SCORE', value: '2' }]);
  expect(store.get('score')).toBe('2');
});

test('names that clients make up cannot fill memory', () => {
  const store = new Store();
  for (let index = 0; index < 10_000; index++) store.set(`n${index}`, 'x');
  expect(store.size).toBe(8192);
  store.set('n1', 'changed');
  expect(store.get('n1')).toBe('changed');
});

test('values are cut off at 1 MiB', () => {
  const store = new Store();
  store.set('a', 'x'.repeat((1 << 20) + 1));
  expect(store.get('a')).toHaveLength(1 << 20);
});

test('a variable vanishes when its time has come, and not before', () => {
  const store = new Store();
  store.set('a', '1');
  store.expireAt('A', 1000);
  store.dropExpired(999);
  expect(store.get('a')).toBe('1');
  store.dropExpired(1000);
  expect(store.get('a')).toBeUndefined();
});
