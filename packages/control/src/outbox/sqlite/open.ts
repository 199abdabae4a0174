import { openDatabase } from '../../sqlite/open.ts';
import type { OutboxStore } from '../store.ts';
import { OUTBOX_SCHEMA } from './schema.ts';
import { sqliteOutboxStore } from './store.ts';

/**
 * The outbox in an SQLite file, or in memory for `:memory:`. Directories and file are made where missing, open to the owner alone. A commit
 * survives the end of the process, however that comes. Throws `StoreUnavailableError`.
 */
export function openOutboxStore(file: string): OutboxStore {
  const { database, name } = openDatabase(OUTBOX_SCHEMA, file, { readOnly: false, durability: 'process' });
  return sqliteOutboxStore(database, name);
}
