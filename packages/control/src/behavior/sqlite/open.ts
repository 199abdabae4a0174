import { openDatabase } from '../../sqlite/open.ts';
import type { BehaviorStore } from '../store.ts';
import { Tables } from './rows.ts';
import { BEHAVIOR_SCHEMA } from './schema.ts';
import { sqliteBehaviorStore } from './store.ts';

/**
 * The behaviour store in an SQLite file, or in memory for `:memory:`. One process may write; any number may read beside it (`readOnly`).
 * Throws `StoreUnavailableError`.
 */
export function openBehaviorStore(file: string, options: { readonly readOnly?: boolean } = {}): BehaviorStore {
  const { database, name } = openDatabase(BEHAVIOR_SCHEMA, file, { readOnly: options.readOnly ?? false, durability: 'process' });
  return sqliteBehaviorStore(new Tables(database, name));
}
