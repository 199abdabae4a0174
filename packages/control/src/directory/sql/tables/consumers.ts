import { type Consumer, present } from '@airside/domain';
import type { Selectable } from 'kysely';

import type { DirectoryTables } from '../schema.ts';
import { listFromJson } from './columns.ts';
import { type RecordTable, tableById } from './table.ts';

type Row = Selectable<DirectoryTables['consumers']>;

export const consumers: RecordTable<Consumer> = tableById('consumers', toRecord, toRow);

function toRecord({ id, name, contact, scopes, roles, groups, plan, suspended }: Row): Consumer {
  return {
    id,
    source: 'store',
    ...present({ name, contact, plan }),
    scopes: listFromJson(scopes),
    roles: listFromJson(roles),
    groups: listFromJson(groups),
    suspended: suspended !== 0,
  };
}

function toRow({ id, name, contact, scopes, roles, groups, plan, suspended }: Consumer): Row {
  return {
    id,
    name: name ?? null,
    contact: contact ?? null,
    scopes: JSON.stringify(scopes),
    roles: JSON.stringify(roles),
    groups: JSON.stringify(groups),
    plan: plan ?? null,
    suspended: suspended ? 1 : 0,
  };
}
