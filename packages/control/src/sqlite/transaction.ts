import type { DatabaseSync } from 'node:sqlite';

import { guarded } from './failure.ts';

/** Runs `work` in a transaction: what it did stays as a whole, or (when it throws) not at all. */
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
