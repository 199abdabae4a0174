import { type ApiKeyRecord, present } from '@airside/domain';
import type { Selectable } from 'kysely';

import type { DirectoryTables } from '../schema.ts';
import { listFromJson, toJson } from './columns.ts';
import { type Database, type RecordTable, tableById } from './table.ts';

type Row = Selectable<DirectoryTables['api_keys']>;

export const keys: RecordTable<ApiKeyRecord> = {
  ...tableById('api_keys', (row) => toRecord({ ...row, last_used_at_ms: null }), toRow),
  all: async (database) => (await withUse(database).orderBy('id').execute()).map(toRecord),
  async find(database, id) {
    const row = await withUse(database).where('id', '=', id).executeTakeFirst();
    return row && toRecord(row);
  },
  async remove(database, id) {
    await database.deleteFrom('key_uses').where('key_id', '=', id).execute();
    await database.deleteFrom('api_keys').where('id', '=', id).execute();
  },
};

export async function keysOf(database: Database, holder: 'consumer' | 'application', id: string): Promise<ApiKeyRecord[]> {
  return (await withUse(database).where(holder, '=', id).orderBy('id').execute()).map(toRecord);
}

/** Keys that open something at `nowMs`, and were neither used nor made since `sinceMs`. */
export async function unusedKeys(database: Database, sinceMs: number, nowMs: number): Promise<ApiKeyRecord[]> {
  const rows = await withUse(database)
    .where('revoked_at_ms', 'is', null)
    .where(({ or, eb }) => or([eb('expires_at_ms', 'is', null), eb('expires_at_ms', '>', nowMs)]))
    .where(({ or, eb }) => or([eb('last_used_at_ms', 'is', null), eb('last_used_at_ms', '<', sinceMs)]))
    .where(({ or, eb }) => or([eb('created_at_ms', 'is', null), eb('created_at_ms', '<', sinceMs)]))
    .orderBy('id')
    .execute();
  return rows.map(toRecord);
}

function withUse(database: Database) {
  return database
    .selectFrom('api_keys')
    .leftJoin('key_uses', 'key_uses.key_id', 'api_keys.id')
    .selectAll('api_keys')
    .select('key_uses.last_used_at_ms');
}

function toRecord(row: Row & { readonly last_used_at_ms: number | null }): ApiKeyRecord {
  const { id, consumer, application, name, sha256, shown, plan, owner } = row;
  return {
    id,
    source: 'store',
    consumer,
    sha256,
    ...present({
      application,
      name,
      shown,
      scopes: optionalList(row.scopes),
      apis: optionalList(row.apis),
      environments: optionalList(row.environments),
      addresses: optionalList(row.addresses),
      plan,
      owner,
      expiresAtMs: row.expires_at_ms,
      createdAtMs: row.created_at_ms,
      revokedAtMs: row.revoked_at_ms,
      replacedBy: row.replaced_by,
      lastUsedAtMs: row.last_used_at_ms,
    }),
  };
}

function optionalList(text: string | null): readonly string[] | null {
  return text === null ? null : listFromJson(text);
}

function toRow(record: ApiKeyRecord): Row {
  return {
    id: record.id,
    consumer: record.consumer,
    application: record.application ?? null,
    name: record.name ?? null,
    sha256: record.sha256,
    shown: record.shown ?? null,
    scopes: toJson(record.scopes),
    apis: toJson(record.apis),
    environments: toJson(record.environments),
    addresses: toJson(record.addresses),
    plan: record.plan ?? null,
    owner: record.owner ?? null,
    expires_at_ms: record.expiresAtMs ?? null,
    created_at_ms: record.createdAtMs ?? null,
    revoked_at_ms: record.revokedAtMs ?? null,
    replaced_by: record.replacedBy ?? null,
  };
}
