import type { DatabaseSync } from 'node:sqlite';

import { guarded } from './failure.ts';

/** Does all of `work` or, when it throws, nothing of it. Throws as `guarded` does. */
export function inTransaction<T>(database: DatabaseSync, name: string, work: () => T): T {
  return guarded(name, () => {
    database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  });
}
