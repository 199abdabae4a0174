import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import type { ExchangeStore } from '../store.ts';
import { StoreUnavailableError } from '../store-unavailable-error.ts';
import { guarded } from './failure.ts';
import { assertCurrent, migrate } from './migrations.ts';
import { sqliteExchangeStore } from './store.ts';

const IN_MEMORY = ':memory:';
const BUSY_TIMEOUT_MS = 5000;
const LARGEST_KEPT_JOURNAL_BYTES = 64 * 1024 * 1024;
/** The largest text or row: an exchange is a few kilobytes. */
const LARGEST_VALUE_BYTES = 16 * 1024 * 1024;

/**
 * The exchange store in an SQLite file, or in memory for `:memory:`. Directories and file are made where missing, open to the owner alone.
 * One process may write; any number may read beside it (`readOnly`), and see what is appended. Throws `StoreUnavailableError`.
 *
 * A commit survives the end of the process; the newest commits may be lost with the power (`synchronous = NORMAL`).
 */
export function openExchangeStore(file: string, options: { readonly readOnly?: boolean } = {}): ExchangeStore {
  const readOnly = options.readOnly ?? false;
  const path = file === IN_MEMORY ? IN_MEMORY : resolve(file);
  if (path !== IN_MEMORY) (readOnly ? assertExists : prepareFile)(path);
  return guarded(path, () => {
    const database = new DatabaseSync(path, {
      readOnly,
      timeout: BUSY_TIMEOUT_MS,
      defensive: true,
      limits: { length: LARGEST_VALUE_BYTES, attach: 0 },
    });
    try {
      if (readOnly) assertCurrent(database, path);
      else prepareDatabase(database, path);
      return sqliteExchangeStore(database, path);
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

function prepareDatabase(database: DatabaseSync, path: string): void {
  database.exec('PRAGMA trusted_schema = OFF');
  migrate(database, path);
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = ${LARGEST_KEPT_JOURNAL_BYTES}`);
}

function assertExists(path: string): void {
  if (existsSync(path)) return;
  throw new StoreUnavailableError(
    'missing',
    `there is no exchange store at ${path}. Start the Airside that writes it first, or name its directory`,
  );
}

/** SQLite gives its companion files the permissions of the database, so they are set before it opens. */
function prepareFile(path: string): void {
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
      `exchange store ${path} cannot be made or opened (${code}). Check that this user may write there and that space is left, or name another directory`,
      { cause: error },
    );
  }
}
