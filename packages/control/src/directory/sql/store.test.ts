import { Kysely, PostgresDialect } from 'kysely';
import { Pool, TypeOverrides } from 'pg';
import { afterAll, beforeAll, describe } from 'vitest';

import { directoryStoreContract } from '../../../test/directory-store-contract.ts';
import { POSTGRES_PROGRAMS, type PostgresServer, startPostgres } from '../../../test/postgres/server.ts';
import { POSTGRES_TABLES } from '../../../test/postgres/tables.ts';
import type { DirectoryTables } from './schema.ts';
import { sqlDirectoryStore } from './store.ts';

const INT8 = 20;
const NAME = 'the queries of the directory in PostgreSQL';

describe.skipIf(POSTGRES_PROGRAMS === undefined)("with a server of Debian's package postgresql, where that is installed", () => {
  let server: PostgresServer;
  let opened = 0;
  beforeAll(async () => {
    server = await startPostgres(POSTGRES_PROGRAMS ?? '');
  }, 60_000);
  afterAll(() => server.stop());

  directoryStoreContract(NAME, async (options) => {
    const schema = `s${opened++}`;
    const { host, user } = server;
    const types = new TypeOverrides();
    // Times and counts fit into a number.
    types.setTypeParser(INT8, Number);
    const pool = new Pool({ host, user, database: 'postgres', max: 1, types, options: `-c search_path=${schema}` });
    await pool.query(`CREATE SCHEMA ${schema}; ${POSTGRES_TABLES}`);
    return sqlDirectoryStore(new Kysely<DirectoryTables>({ dialect: new PostgresDialect({ pool }) }), NAME, options);
  });
});
