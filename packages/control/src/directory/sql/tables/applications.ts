import { type Application, present } from '@airside/domain';
import type { Selectable } from 'kysely';

import type { DirectoryTables } from '../schema.ts';
import { type Database, type RecordTable, tableById } from './table.ts';

type Row = Selectable<DirectoryTables['applications']>;

export const applications: RecordTable<Application> = tableById('applications', toRecord, toRow);

export async function applicationsOf(database: Database, consumer: string): Promise<Application[]> {
  return (await database.selectFrom('applications').selectAll().where('consumer', '=', consumer).orderBy('id').execute()).map(toRecord);
}

function toRecord({ id, consumer, name, plan, suspended }: Row): Application {
  return { id, source: 'store', consumer, ...present({ name, plan }), suspended: suspended !== 0 };
}

function toRow({ id, consumer, name, plan, suspended }: Application): Row {
  return { id, consumer, name: name ?? null, plan: plan ?? null, suspended: suspended ? 1 : 0 };
}
