import type { DatabaseSync } from 'node:sqlite';

import { StoreUnavailableError } from '../store-unavailable-error.ts';

/** Marks the file as an exchange store of Airside ("Airs" in ASCII), so that no other program's database is ever changed. */
const APPLICATION_ID = 0x41697273;

/**
 * The steps from an empty database to the present one, oldest first. The position of the last step taken is the `user_version`.
 * A step is never changed once released: a new one is added at the end.
 *
 * What is filtered by stands in a narrow table of its own, the exchange itself beside it. Reading through the narrow table takes about 0.1 s
 * per million exchanges, whereas an index on each of its text columns made appending four times slower: so only what is naturally ordered
 * (`time`) or rare (`problem`) has an index. `time` is in milliseconds since 1970. Sequences are not reused
 * (AUTOINCREMENT), so that a reader that follows misses nothing after a prune.
 */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE exchanges (
     sequence INTEGER PRIMARY KEY AUTOINCREMENT,
     time INTEGER NOT NULL,
     status INTEGER NOT NULL,
     api TEXT,
     operation TEXT,
     consumer TEXT,
     problem TEXT,
     address TEXT NOT NULL
   ) STRICT;
   CREATE TABLE documents (
     sequence INTEGER PRIMARY KEY REFERENCES exchanges (sequence) ON DELETE CASCADE,
     exchange TEXT NOT NULL
   ) STRICT;
   CREATE INDEX exchanges_time ON exchanges (time);
   CREATE INDEX exchanges_problem ON exchanges (problem) WHERE problem IS NOT NULL;`,
];

/** Bring a database up to date, in one transaction. Refuses another program's database and one that a later version wrote. */
export function migrate(database: DatabaseSync, file: string): void {
  if (versionOf(database, file) === MIGRATIONS.length) return;
  database.exec('BEGIN IMMEDIATE');
  try {
    for (const step of MIGRATIONS.slice(versionOf(database, file))) database.exec(step);
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${MIGRATIONS.length}; COMMIT`);
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/** Refuse a database that cannot be read as it stands. */
export function assertCurrent(database: DatabaseSync, file: string): void {
  const version = versionOf(database, file);
  if (version === MIGRATIONS.length) return;
  throw new StoreUnavailableError(
    'older-version',
    `exchange store ${file} has schema version ${version}, expected ${MIGRATIONS.length}. Start the Airside that writes it once: it brings the file up to date`,
  );
}

function versionOf(database: DatabaseSync, file: string): number {
  const version = pragma(database, 'user_version');
  const application = pragma(database, 'application_id');
  if (application !== APPLICATION_ID && !(application === 0 && version === 0 && isEmpty(database))) {
    throw new StoreUnavailableError(
      'foreign',
      `${file} is a database of another program (application id ${application}). Nothing was changed. Name another directory as store.directory`,
    );
  }
  if (version < 0 || version > MIGRATIONS.length) {
    throw new StoreUnavailableError(
      'newer-version',
      `exchange store ${file} has schema version ${version}, and this Airside knows up to ${MIGRATIONS.length}. Run the version that wrote it or a later one`,
    );
  }
  return version;
}

function pragma(database: DatabaseSync, name: 'user_version' | 'application_id'): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0);
}

function isEmpty(database: DatabaseSync): boolean {
  return database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined;
}
