import { openDatabase } from '../../sqlite/open.ts';
import type { RollupStore } from '../store.ts';
import { ROLLUP_SCHEMA } from './schema.ts';
import { sqliteRollupStore } from './store.ts';

/**
 * The roll-up store in an SQLite file, or in memory for `:memory:`. Directories and file are made where missing, open to the owner alone. One
 * process may write; any number may read beside it (`readOnly`). Throws `StoreUnavailableError`.
 */
export function openRollupStore(file: string, options: { readonly readOnly?: boolean } = {}): RollupStore {
  const { database, name } = openDatabase(ROLLUP_SCHEMA, file, { readOnly: options.readOnly ?? false, durability: 'process' });
  return sqliteRollupStore(database, name);
}
