import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { takeExclusiveLock } from '@airside/control';

import { CommandError, EXIT } from '../exit.ts';

/**
 * Takes a data directory for this process; two at once would write the same store. Yields what gives it back.
 * The number of the process is written beside the lock for people and their scripts.
 */
export function lockDataDirectory(directory: string): () => void {
  const pidFile = join(directory, 'airside.pid');
  const unlock = openLock(join(directory, 'airside.lock'));
  if (unlock === undefined) {
    throw new CommandError(`an Airside is running with ${directory} already${owner(pidFile)}`, {
      exitCode: EXIT.unavailable,
      hint: 'stop it first, or name another directory with --data',
    });
  }
  try {
    writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 });
  } catch {
    // There may be no room on the disk; the lock holds without it.
  }
  return () => {
    rmSync(pidFile, { force: true });
    unlock();
  };
}

/** The number of the process that has a data directory, as text for people; undefined where none has it. */
export function holderOf(directory: string): string | undefined {
  const file = join(directory, 'airside.lock');
  if (!existsSync(file)) return undefined;
  const unlock = openLock(file);
  if (unlock === undefined) return owner(join(directory, 'airside.pid'));
  unlock();
  return undefined;
}

function openLock(file: string): (() => void) | undefined {
  try {
    return takeExclusiveLock(file);
  } catch (error) {
    throw new CommandError(`${file} cannot be locked: ${(error as Error).message}`, {
      exitCode: EXIT.unavailable,
      hint: 'it is an empty file that Airside makes: remove it if it is anything else, and see that its directory can be written',
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
