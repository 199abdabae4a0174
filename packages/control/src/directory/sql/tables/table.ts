import type { DirectoryKind } from '@airside/domain';
import type { Kysely, Selectable } from 'kysely';

import type { DirectoryTables } from '../schema.ts';

/** A database, or a transaction in it. */
export type Database = Kysely<DirectoryTables>;

/** The kinds of record that the store keeps. Logins stand in the configuration file only. */
export type StoredKind = Exclude<DirectoryKind, 'login'>;

/** How records of one kind are read and written. `id` is what `directoryId` says. */
export interface RecordTable<Record_> {
  all(database: Database): Promise<Record_[]>;
  find(database: Database, id: string): Promise<Record_ | undefined>;
  /** At most so many of the ids, in their order. */
  ids(database: Database, most: number): Promise<string[]>;
  count(database: Database): Promise<number>;
  insert(database: Database, record: Record_): Promise<unknown>;
  /** Puts it in the place of the one with its id. */
  update(database: Database, record: Record_): Promise<unknown>;
  remove(database: Database, id: string): Promise<unknown>;
}

type NameWithId = { [Name in keyof DirectoryTables]: DirectoryTables[Name] extends { id: string } ? Name : never }[keyof DirectoryTables];

/** A table whose rows are known by their column `id`. */
export function tableById<Name extends NameWithId, Record_ extends { readonly id: string }>(
  name: Name,
  toRecord: (row: Selectable<DirectoryTables[Name]>) => Record_,
  toRow: (record: Record_) => Selectable<DirectoryTables[Name]>,
): RecordTable<Record_> {
  type Row = Selectable<DirectoryTables[Name]>;
  // Queries that are the same for all these tables need to know no more of one than that its rows have an `id`.
  const within = (database: Database) => database as unknown as Kysely<{ table: { id: string } }>;
  const table = name as unknown as 'table';
  const row = (record: Record_) => toRow(record) as Row & { id: string };
  return {
    async all(database) {
      const rows = await within(database).selectFrom(table).selectAll().orderBy('id').execute();
      return rows.map((found) => toRecord(found as Row));
    },
    async find(database, id) {
      const found = await within(database).selectFrom(table).selectAll().where('id', '=', id).executeTakeFirst();
      return found && toRecord(found as Row);
    },
    async ids(database, most) {
      return (await within(database).selectFrom(table).select('id').orderBy('id').limit(most).execute()).map(({ id }) => id);
    },
    count: (database) => countRows(database, name),
    insert: (database, record) => within(database).insertInto(table).values(row(record)).execute(),
    update: (database, record) => within(database).updateTable(table).set(row(record)).where('id', '=', record.id).execute(),
    remove: (database, id) => within(database).deleteFrom(table).where('id', '=', id).execute(),
  };
}

export async function countRows(database: Database, name: keyof DirectoryTables): Promise<number> {
  const { count } = await database
    .selectFrom(name)
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}
