import { type Group, present } from '@airside/domain';
import type { Selectable } from 'kysely';

import type { DirectoryTables } from '../schema.ts';
import { type RecordTable, tableById } from './table.ts';

type Row = Selectable<DirectoryTables['consumer_groups']>;

/** `groups` is a word of SQL, so the table has a longer name. */
export const groups: RecordTable<Group> = tableById('consumer_groups', toRecord, toRow);

function toRecord({ id, name }: Row): Group {
  return { id, source: 'store', ...present({ name }) };
}

function toRow({ id, name }: Group): Row {
  return { id, name: name ?? null };
}
