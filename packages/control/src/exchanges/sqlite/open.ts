import { openDatabase } from '../../sqlite/open.ts';
import type { ExchangeStore } from '../store.ts';
import { createRoom } from './room.ts';
import { EXCHANGE_SCHEMA } from './schema.ts';
import { sqliteExchangeStore } from './store.ts';

/**
 * The exchange store in an SQLite file, or in memory for `:memory:`. Directories and file are made where missing, open to the owner alone.
 * One process may write; any number may read beside it (`readOnly`), and see what is appended. Throws `StoreUnavailableError`.
 *
 * On a disk that is nearly full nothing is appended, so that room is left for what matters more, and for deleting.
 *
 * A commit survives the end of the process; the newest commits may be lost with the power.
 */
export function openExchangeStore(file: string, options: { readonly readOnly?: boolean } = {}): ExchangeStore {
  const { database, name } = openDatabase(EXCHANGE_SCHEMA, file, { readOnly: options.readOnly ?? false, durability: 'process' });
  return sqliteExchangeStore(database, name, file === ':memory:' ? undefined : createRoom(file));
}
