import { Kysely, PostgresDialect } from 'kysely';
import { Pool, types } from 'pg';
import { afterAll, beforeAll, describe, test } from 'vitest';

import { directoryStoreContract } from '../../../test/directory-store-contract.ts';
import { POSTGRES_PROGRAMS, type PostgresServer, startPostgres } from '../../../test/postgres/server.ts';
import { POSTGRES_TABLES } from '../../../test/postgres/tables.ts';
import type { DirectoryTables } from './schema.ts';
import { type DirectoryStoreOptions, sqlDirectoryStore } from './store.ts';

const INT8 = 20;
const NAME = 'the queries of the directory in PostgreSQL';

if (POSTGRES_PROGRAMS === undefined) test.skip(`${NAME}: not tried, as Debian's package postgresql is not installed`, () => undefined);
else onPostgres(POSTGRES_PROGRAMS);

function onPostgres(programs: string): void {
  describe('with a server', () => {
    let server: PostgresServer;
    let opened = 0;
    beforeAll(async () => {
      server = await startPostgres(programs);
    }, 60_000);
    afterAll(() => server.stop());

    directoryStoreContract(NAME, async (options: DirectoryStoreOptions) => {
      const schema = `s${opened++}`;
      const { host, user } = server;
      const connection = { host, user, database: 'postgres', max: 1, types: { getTypeParser } };
      const pool = new Pool({ ...connection, options: `-c search_path=${schema}` });
      await pool.query(`CREATE SCHEMA ${schema}; ${POSTGRES_TABLES}`);
      return sqlDirectoryStore(new Kysely<DirectoryTables>({ dialect: new PostgresDialect({ pool }) }), NAME, options);
    });
  });
}

/** Times and counts fit into a number. */
const getTypeParser: typeof types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === INT8 ? Number : types.getTypeParser(oid, format as 'text');
