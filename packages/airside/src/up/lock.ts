import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { CommandError, EXIT } from '../exit.ts';

const SQLITE_BUSY = 5;

/**
 * Takes a data directory for this process; two at once would write the same store. Yields what gives it back.
 *
 * The lock is a transaction on an empty database, which the system ends with the process, however that ends: a number in a file would outlive
 * it and may by then be another process's, in containers all the time. The number is written beside it for people and their scripts.
 */
export function lockDataDirectory(directory: string): () => void {
  const pidFile = join(directory, 'airside.pid');
  const lock = openLock(join(directory, 'airside.lock'));
  if (lock === undefined) {
    throw new CommandError(`an Airside is running with ${directory} already${owner(pidFile)}`, {
      exitCode: EXIT.unavailable,
      hint: 'stop it first, or name another directory with --data',
    });
  }
  writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 });
  return () => {
    rmSync(pidFile, { force: true });
    lock.close();
  };
}

function openLock(file: string): DatabaseSync | undefined {
  let lock: DatabaseSync | undefined;
  try {
    closeSync(openSync(file, 'a', 0o600));
    lock = new DatabaseSync(file, { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock?.close();
    if ((error as { errcode?: unknown }).errcode === SQLITE_BUSY) return undefined;
    throw new CommandError(`${file} cannot be locked: ${(error as Error).message}`, {
      exitCode: EXIT.unavailable,
      hint: 'it is an empty file that Airside makes; remove it if it is anything else',
    });
  }
}

function owner(pidFile: string): string {
  try {
    const pid = readFileSync(pidFile, 'utf8').trim();
    return /^\d+$/.test(pid) ? ` (process ${pid})` : '';
  } catch {
    return '';
  }
}
