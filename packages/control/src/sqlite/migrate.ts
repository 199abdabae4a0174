import type { DatabaseSync } from 'node:sqlite';

import { StoreUnavailableError } from '../store-unavailable-error.ts';
import type { Schema } from './schema.ts';

/** Bring a database up to date, in one transaction. Refuses another program's database and one that a later version wrote. */
export function migrate(database: DatabaseSync, file: string, schema: Schema): void {
  const { applicationId, steps } = schema;
  if (versionOf(database, file, schema) === steps.length) return;
  database.exec('BEGIN IMMEDIATE');
  try {
    for (const step of steps.slice(versionOf(database, file, schema))) database.exec(step);
    database.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${steps.length}; COMMIT`);
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/** Refuse a database that cannot be read as it stands. */
export function assertCurrent(database: DatabaseSync, file: string, schema: Schema): void {
  const version = versionOf(database, file, schema);
  if (version === schema.steps.length) return;
  throw new StoreUnavailableError(
    'older-version',
    `${schema.name} ${file} has schema version ${version}, expected ${schema.steps.length}. Start the Airside that writes it once: it brings the file up to date`,
  );
}

function versionOf(database: DatabaseSync, file: string, { name, applicationId, steps }: Schema): number {
  const version = pragma(database, 'user_version');
  const application = pragma(database, 'application_id');
  if (application !== applicationId && !(application === 0 && version === 0 && isEmpty(database))) {
    throw new StoreUnavailableError(
      'foreign',
      `${file} is no ${name} but a database of another program (application id ${application}). Nothing was changed. Name another directory as store.directory`,
    );
  }
  if (version < 0 || version > steps.length) {
    throw new StoreUnavailableError(
      'newer-version',
      `${name} ${file} has schema version ${version}, and this Airside knows up to ${steps.length}. Run the version that wrote it or a later one`,
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
