import { type ClientRecord, type ClientRegistration, present } from '@airside/domain';
import type { Selectable } from 'kysely';

import type { DirectoryTables } from '../schema.ts';
import { fromJson, toJson } from './columns.ts';
import { countRows, type Database, type RecordTable } from './table.ts';

type Row = Selectable<DirectoryTables['clients']>;

export const clients: RecordTable<ClientRecord> = {
  all: async (database) =>
    (await database.selectFrom('clients').selectAll().orderBy('issuer').orderBy('client_id').execute()).map(toRecord),
  async find(database, id) {
    const [issuer, clientId] = parts(id);
    const row = await database
      .selectFrom('clients')
      .selectAll()
      .where('issuer', '=', issuer)
      .where('client_id', '=', clientId)
      .executeTakeFirst();
    return row && toRecord(row);
  },
  async ids(database, most) {
    const rows = database.selectFrom('clients').select(['issuer', 'client_id']).orderBy('issuer').orderBy('client_id').limit(most);
    return (await rows.execute()).map(({ issuer, client_id }) => `${issuer}#${client_id}`);
  },
  count: (database) => countRows(database, 'clients'),
  insert: (database, record) => database.insertInto('clients').values(toRow(record)).execute(),
  update: (database, record) =>
    database
      .updateTable('clients')
      .set(toRow(record))
      .where('issuer', '=', record.issuer)
      .where('client_id', '=', record.clientId)
      .execute(),
  remove(database, id) {
    const [issuer, clientId] = parts(id);
    return database.deleteFrom('clients').where('issuer', '=', issuer).where('client_id', '=', clientId).execute();
  },
};

export async function clientsOf(database: Database, holder: 'consumer' | 'application', id: string): Promise<ClientRecord[]> {
  const rows = database.selectFrom('clients').selectAll().where(holder, '=', id);
  return (await rows.orderBy('issuer').orderBy('client_id').execute()).map(toRecord);
}

/** The name of an issuer holds no `#`. */
function parts(id: string): readonly [string, string] {
  const end = id.indexOf('#');
  return [id.slice(0, end), id.slice(end + 1)];
}

function toRecord(row: Row): ClientRecord {
  const { issuer, consumer, application, name, registration } = row;
  return {
    issuer,
    clientId: row.client_id,
    source: 'store',
    consumer,
    ...present({
      application,
      name,
      createdAtMs: row.created_at_ms,
      revokedAtMs: row.revoked_at_ms,
      registration: registration === null ? null : (fromJson(registration) as ClientRegistration),
    }),
  };
}

function toRow(record: ClientRecord): Row {
  return {
    issuer: record.issuer,
    client_id: record.clientId,
    consumer: record.consumer,
    application: record.application ?? null,
    name: record.name ?? null,
    created_at_ms: record.createdAtMs ?? null,
    revoked_at_ms: record.revokedAtMs ?? null,
    registration: toJson(record.registration),
  };
}
