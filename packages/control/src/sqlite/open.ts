import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { StoreUnavailableError } from '../store-unavailable-error.ts';
import { guarded } from './failure.ts';
import { assertCurrent, migrate } from './migrate.ts';
import type { Schema } from './schema.ts';

const IN_MEMORY = ':memory:';
const BUSY_TIMEOUT_MS = 5000;
const LARGEST_KEPT_JOURNAL_BYTES = 64 * 1024 * 1024;
/** The largest text or row: what Airside keeps is a few kilobytes each. */
const LARGEST_VALUE_BYTES = 16 * 1024 * 1024;

export interface OpenOptions {
  readonly readOnly: boolean;
  /** What a commit survives: the end of the process, or the loss of power too, which costs a wait for the disk. */
  readonly durability: 'process' | 'power';
}

export interface OpenedDatabase {
  readonly database: DatabaseSync;
  /** What errors call it: the kind of store, and its file. */
  readonly name: string;
}

/**
 * A database in an SQLite file, or in memory for `:memory:`, brought up to date. Directories and file are made where missing, open to the
 * owner alone. One process may write, any number may read beside it. Throws `StoreUnavailableError`.
 */
export function openDatabase(schema: Schema, file: string, { readOnly, durability }: OpenOptions): OpenedDatabase {
  const path = file === IN_MEMORY ? IN_MEMORY : resolve(file);
  const name = `${schema.name} ${path}`;
  if (path !== IN_MEMORY) (readOnly ? assertExists : prepareFile)(path, schema);
  return guarded(name, () => {
    const database = new DatabaseSync(path, {
      readOnly,
      timeout: BUSY_TIMEOUT_MS,
      defensive: true,
      limits: { length: LARGEST_VALUE_BYTES, attach: 0 },
    });
    try {
      if (readOnly) assertCurrent(database, path, schema);
      else prepareDatabase(database, path, schema, durability);
      return { database, name };
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

function prepareDatabase(database: DatabaseSync, path: string, schema: Schema, durability: OpenOptions['durability']): void {
  database.exec('PRAGMA trusted_schema = OFF');
  migrate(database, path, schema);
  const synchronous = durability === 'power' ? 'FULL' : 'NORMAL';
  database.exec(
    `PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}; PRAGMA journal_size_limit = ${LARGEST_KEPT_JOURNAL_BYTES}`,
  );
}

function assertExists(path: string, { name }: Schema): void {
  if (existsSync(path)) return;
  throw new StoreUnavailableError(
    'missing',
    `there is no ${name} at ${path}. Start the Airside that writes it first, or name its directory`,
  );
}

/** SQLite gives its companion files the permissions of the database, so they are set before it opens. */
function prepareFile(path: string, { name }: Schema): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    closeSync(openSync(path, 'a', 0o600));
    chmodSync(path, 0o600);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    const reason =
      code === 'ENOSPC' || code === 'EDQUOT' ? 'full' : code === 'EROFS' || code === 'EACCES' || code === 'EPERM' ? 'read-only' : 'failed';
    throw new StoreUnavailableError(
      reason,
      `${name} ${path} cannot be made or opened (${code}). Check that this user may write there and that space is left, or name another directory`,
      { cause: error },
    );
  }
}
