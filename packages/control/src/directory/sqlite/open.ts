import { Kysely } from 'kysely';

import { openDatabase } from '../../sqlite/open.ts';
import type { DirectoryTables } from '../sql/schema.ts';
import { type DirectoryStoreOptions, sqlDirectoryStore } from '../sql/store.ts';
import type { DirectoryStore } from '../store.ts';
import { nodeSqliteDialect } from './dialect.ts';
import { DIRECTORY_SCHEMA } from './schema.ts';

/**
 * The directory in an SQLite file, or in memory for `:memory:`. Directories and file are made where missing, open to the owner alone. One
 * process may write it, others may read it. A change that was reported as done survives a loss of power: a revoked key stays revoked. Throws
 * `StoreUnavailableError`.
 */
export function openDirectoryStore(
  file: string,
  { readOnly = false, ...options }: DirectoryStoreOptions & { readonly readOnly?: boolean } = {},
): DirectoryStore {
  const { database, name } = openDatabase(DIRECTORY_SCHEMA, file, { readOnly, durability: 'power' });
  const store = sqlDirectoryStore(new Kysely<DirectoryTables>({ dialect: nodeSqliteDialect(database, name) }), name, options);
  return {
    ...store,
    async close() {
      await store.close();
      // Kysely closes only what it was asked to use.
      if (database.isOpen) database.close();
    },
  };
}
