import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { lockDataDirectory } from './lock.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'airside-lock-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

test('a directory is had by one at a time, and by the next one afterwards', () => {
  const unlock = lockDataDirectory(directory);
  expect(() => lockDataDirectory(directory)).toThrow(`an Airside is running with ${directory} already (process ${process.pid})`);
  unlock();
  lockDataDirectory(directory)();
});

test('a number that a killed process left behind keeps nobody out, even when it is the number of a process that runs', () => {
  writeFileSync(join(directory, 'airside.pid'), `${process.ppid}\n`);
  const unlock = lockDataDirectory(directory);
  expect(readFileSync(join(directory, 'airside.pid'), 'utf8')).toBe(`${process.pid}\n`);
  expect(statSync(join(directory, 'airside.lock')).mode & 0o077).toBe(0);
  unlock();
  expect(existsSync(join(directory, 'airside.pid'))).toBe(false);
});

test.each(['', 'garbage', '-1', '1\n2'])('who refuses does not repeat a number that is none: %j', (content) => {
  const unlock = lockDataDirectory(directory);
  writeFileSync(join(directory, 'airside.pid'), content);
  expect(() => lockDataDirectory(directory)).toThrow(/already$/);
  unlock();
});

test('a lock file that is something else is left alone', () => {
  writeFileSync(join(directory, 'airside.lock'), 'x'.repeat(4096));
  expect(() => lockDataDirectory(directory)).toThrow(/not a database/);
  expect(readFileSync(join(directory, 'airside.lock'), 'utf8')).toHaveLength(4096);
});

test('a directory on a full disk is had all the same: the lock needs no room', () => {
  symlinkSync('/dev/full', join(directory, 'airside.pid'));
  const unlock = lockDataDirectory(directory);
  expect(readdirSync(directory).toSorted()).toEqual(['airside.lock', 'airside.pid']);
  expect(statSync(join(directory, 'airside.lock')).size).toBe(0);
  unlock();
});
