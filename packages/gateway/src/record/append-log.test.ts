import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, expect, test } from 'vitest';

import { createAppendLog } from './append-log.ts';

const directories: string[] = [];
afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true });
});

function newFile(): string {
  const directory = mkdtempSync(join(tmpdir(), 'airside-log-'));
  directories.push(directory);
  return join(directory, 'audit.log');
}

const neverTold = (message: string): void => {
  throw new Error(message);
};
const line = (text: string) => Buffer.from(`${text}\n`);

test('records of two writers at one file stay whole, and none is lost', async () => {
  const file = newFile();
  const logs = [createAppendLog(file, neverTold), createAppendLog(file, neverTold)];
  const expected = [];
  for (let count = 0; count < 500; count++) {
    for (const [index, log] of logs.entries()) {
      const record = `${index}-${count}-${'x'.repeat(count * 7)}`;
      expected.push(record);
      log.append(line(record));
    }
    if (count % 50 === 0) await Promise.all(logs.map((log) => log.flush()));
  }
  await Promise.all(logs.map((log) => log.flush()));
  expect(readFileSync(file, 'utf8').split('\n').slice(0, -1).toSorted()).toEqual(expected.toSorted());
});

test('a file that was renamed is let go of, and a new one begun for nobody but owner and group', async () => {
  const file = newFile();
  const log = createAppendLog(file, neverTold);
  log.append(line('one'));
  await log.flush();
  renameSync(file, `${file}.1`);
  log.append(line('two'));
  await log.flush();
  expect([readFileSync(`${file}.1`, 'utf8'), readFileSync(file, 'utf8')]).toEqual(['one\n', 'two\n']);
  expect(statSync(file).mode & 0o007).toBe(0);
});

test('what cannot be written is dropped, told once, and told again after it has worked', async () => {
  const file = newFile();
  const told: string[] = [];
  const log = createAppendLog(file, (message) => told.push(message));
  const append = async (text: string) => {
    log.append(line(text));
    await log.flush();
  };
  mkdirSync(file);
  await append('lost');
  await append('lost');
  expect(told).toEqual([`${file}: records cannot be written (EISDIR)`]);
  rmSync(file, { recursive: true });
  await append('kept');
  rmSync(file);
  mkdirSync(file);
  await append('lost');
  expect(told).toHaveLength(2);
});

test('more than fits in memory while the disk is slow is dropped, and told', async () => {
  const file = newFile();
  const told: string[] = [];
  const log = createAppendLog(file, (message) => told.push(message));
  const large = Buffer.alloc(1024 * 1024, 'x');
  for (let count = 0; count < 20; count++) log.append(large);
  await log.flush();
  expect(told).toEqual([`${file}: records were dropped, because they come faster than they can be written`]);
  expect(statSync(file).size).toBe(8 * 1024 * 1024);
});
