import { StoreUnavailableError, type StoreUnavailableReason } from '../store-unavailable-error.ts';

interface FailureKind {
  readonly reason: StoreUnavailableReason;
  readonly advice: string;
}

const DAMAGED: FailureKind = {
  reason: 'corrupt',
  advice:
    'is damaged. Nothing was deleted. Stop Airside, then move the file together with its -wal and -shm companions aside (a new one is made) or restore a backup; "sqlite3 FILE .recover" may save its rows',
};
const DENIED: FailureKind = {
  reason: 'failed',
  advice: 'cannot be opened. Check that its directory exists and that this user may read and write there',
};

/** What the primary result codes of SQLite (https://sqlite.org/rescode.html) mean to whoever runs Airside. */
const KINDS: Readonly<Record<number, FailureKind>> = {
  3: DENIED,
  5: { reason: 'busy', advice: 'is held by another process. Let only one process write it' },
  6: { reason: 'busy', advice: 'is held by another connection. Let only one process write it' },
  8: {
    reason: 'read-only',
    advice: 'cannot be written. Check the permissions of the file and of its directory, and how the file system is mounted',
  },
  10: { reason: 'failed', advice: 'could not be read or written by the system. Check the disk' },
  11: DAMAGED,
  13: { reason: 'full', advice: 'cannot grow: no space is left. Make room on the disk, or keep less' },
  14: DENIED,
  26: DAMAGED,
};

/** Run `work`; a failure of the database becomes a `StoreUnavailableError` that names the store, a mistake of the caller stays as it is. */
export function guarded<T>(store: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw unavailable(store, error) ?? error;
  }
}

/** A stored row that is not what was written. */
export function damaged(store: string, detail: string): StoreUnavailableError {
  return new StoreUnavailableError(DAMAGED.reason, `${store} ${DAMAGED.advice} (${detail})`);
}

function unavailable(store: string, error: unknown): StoreUnavailableError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, errcode } = error as Error & { code?: unknown; errcode?: unknown };
  if (code === 'ERR_INVALID_STATE') return new StoreUnavailableError('closed', `${store} is closed`, { cause: error });
  if (code !== 'ERR_SQLITE_ERROR' || typeof errcode !== 'number') return undefined;
  const kind = KINDS[errcode & 0xff];
  if (kind === undefined) return undefined;
  return new StoreUnavailableError(kind.reason, `${store} ${kind.advice} (SQLite ${errcode}: ${error.message})`, {
    cause: error,
  });
}
