import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

const SQLITE_BUSY = 5;

/**
 * Takes a lock that one process has at a time; yields what gives it back, or undefined where another one has it. Throws where the file
 * cannot be opened, or is something else.
 *
 * The lock is a transaction on an empty database, which the system ends with the process, however that ends: a number in a file would
 * outlive it and may by then be another process's, in containers all the time.
 */
export function takeExclusiveLock(file: string): (() => void) | undefined {
  let lock: DatabaseSync | undefined;
  try {
    closeSync(openSync(file, 'a', 0o600));
    const database = new DatabaseSync(file, { timeout: 0 });
    lock = database;
    // Without a journal beside it, for which there may be no room: what is locked is to start on a full disk as well.
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return () => database.close();
  } catch (error) {
    lock?.close();
    if ((error as { errcode?: unknown }).errcode === SQLITE_BUSY) return undefined;
    throw error;
  }
}
