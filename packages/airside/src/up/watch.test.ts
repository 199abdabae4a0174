import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { type FileWatcher, watchFiles } from './watch.ts';

let folder: string;
let watcher: FileWatcher;
let changes: number;
const poll = { timeout: 20_000, interval: 20 };
const place = (name: string) => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'airside-watch-'));
  changes = 0;
  watcher = watchFiles(() => changes++);
});
afterEach(() => {
  watcher.close();
  rmSync(folder, { recursive: true });
});

/** Content from before it was read: the time of change is set apart, not waited for. */
const LATER = () => Date.now() + 1000;

test.each<[string, () => void]>([
  ['written into', () => writeFileSync(place('a'), '2')],
  [
    'replaced by renaming another one',
    () => {
      writeFileSync(place('new'), '2');
      renameSync(place('new'), place('a'));
    },
  ],
  ['removed', () => rmSync(place('a'))],
])('a file that is %s has changed', async (_how, change) => {
  writeFileSync(place('a'), '1');
  watcher.set([place('a')], LATER());
  change();
  await expect.poll(() => changes, poll).toBe(1);
});

test('a file that was not there has changed when it is', async () => {
  watcher.set([place('a')], LATER());
  writeFileSync(place('a'), '1');
  await expect.poll(() => changes, poll).toBe(1);
});

test('a file in a folder that was not there has changed when it is', async () => {
  watcher.set([place('later/a')], LATER());
  mkdirSync(place('later'));
  writeFileSync(place('later/a'), '1');
  await expect.poll(() => changes, poll).toBe(1);
});

test('a file behind a link to another folder has changed when that one has, as have those of a swapped folder', async () => {
  mkdirSync(place('one'));
  mkdirSync(place('two'));
  writeFileSync(place('one/a'), '1');
  writeFileSync(place('two/a'), '2');
  symlinkSync('one', place('current'));
  symlinkSync('current/a', place('a'));
  watcher.set([place('a')], LATER());
  writeFileSync(place('one/a'), '1a');
  await expect.poll(() => changes, poll).toBe(1);
  symlinkSync('two', place('next'));
  renameSync(place('next'), place('current'));
  await expect.poll(() => changes, poll).toBe(2);
});

test('what changed while it was being read counts as a change', async () => {
  const readSince = Date.now();
  writeFileSync(place('a'), '1');
  watcher.set([place('a')], readSince);
  await expect.poll(() => changes, poll).toBe(1);
});

test('what changed since it was looked at counts when the set of files is named again', async () => {
  writeFileSync(place('a'), '1');
  watcher.set([place('a')], LATER());
  writeFileSync(place('a'), '2');
  watcher.set([place('a'), place('b')], LATER());
  await expect.poll(() => changes, poll).toBe(1);
});

test('other files, and the same content written again, are no change', async () => {
  writeFileSync(place('a'), '1');
  watcher.set([place('a')], LATER());
  writeFileSync(place('b'), '1');
  writeFileSync(place('a'), '1');
  writeFileSync(place('sentinel'), '1');
  watcher.set([place('a'), place('sentinel')], LATER());
  writeFileSync(place('sentinel'), '2');
  await expect.poll(() => changes, poll).toBe(1);
});

test('a closed watcher says nothing more', async () => {
  writeFileSync(place('a'), '1');
  watcher.set([place('a')], LATER());
  watcher.close();
  let seen = 0;
  const other = watchFiles(() => seen++);
  other.set([place('a')], LATER());
  writeFileSync(place('a'), '2');
  await expect.poll(() => seen, poll).toBe(1);
  other.close();
  expect(changes).toBe(0);
});
