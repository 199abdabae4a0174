import type { DirectoryChange } from '@airside/domain';
import { createDirectory } from '@airside/identity';
import { expect, test } from 'vitest';

import { openDirectoryStore } from '../directory/sqlite/open.ts';
import { createAdministration } from './administration.ts';

const by = { name: 'os:tester' };

function administrationWith(publish: (changes: readonly DirectoryChange[]) => Promise<{ workers: number; replaced: number }>) {
  const store = openDirectoryStore(':memory:');
  const directory = createDirectory();
  const configured = createDirectory();
  return {
    store,
    directory,
    ...createAdministration({ store, directory, configured: () => configured, placeOf: () => undefined, publish }),
  };
}

test('changes are passed on in the order in which the store has made them', async () => {
  const seen: string[] = [];
  const { change, directory, store } = administrationWith(async ([first]) => {
    const record = first?.record as { name?: string };
    seen.push(record.name ?? '');
    return { workers: 1, replaced: 0 };
  });
  await change(() => store.createConsumer({ id: 'acme', name: '0' }, by));
  const names = Array.from({ length: 20 }, (_, index) => String(index + 1));
  await Promise.all(names.map((name) => change((target) => target.updateConsumer('acme', { name }, by))));
  expect(seen).toEqual(['0', ...names]);
  expect(directory.consumer('acme')?.name).toBe('20');
  await store.close();
});

test('a change is not over before it is in effect, and others do not wait for that', async () => {
  const inEffect: (() => void)[] = [];
  const { change, store } = administrationWith(() => new Promise((resolve) => inEffect.push(() => resolve({ workers: 2, replaced: 1 }))));
  let over = false;
  const first = change((target) => target.createConsumer({ id: 'a' }, by)).then((outcome) => {
    over = true;
    return outcome;
  });
  const second = change((target) => target.createConsumer({ id: 'b' }, by));
  await expect.poll(() => inEffect.length).toBe(2);
  expect(over).toBe(false);
  for (const confirm of inEffect) confirm();
  expect((await first).effect).toEqual({ workers: 2, replaced: 1 });
  expect((await second).result.id).toBe('b');
  await store.close();
});

test('a change that fails passes nothing on, and the next one is made', async () => {
  let published = 0;
  const { change, list, store } = administrationWith(async () => {
    published++;
    return { workers: 1, replaced: 0 };
  });
  await expect(change((target) => target.removeConsumer('nobody', by))).rejects.toThrow('nobody');
  await expect(change(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(published).toBe(0);
  await change((target) => target.createConsumer({ id: 'acme' }, by));
  expect(list('consumer').map(({ id }) => id)).toEqual(['acme']);
  await store.close();
});
