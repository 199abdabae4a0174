import type { Schema } from '../../sqlite/schema.ts';

/** Times are in seconds since 1970. */
export const AUTHORIZATION_SCHEMA: Schema = {
  name: 'authorization store',
  // "AirO" in ASCII.
  applicationId: 0x4169724f,
  steps: [
    `CREATE TABLE items (
       name BLOB PRIMARY KEY,
       kind TEXT NOT NULL,
       content BLOB NOT NULL,
       alias BLOB,
       alias_secret BLOB,
       grant_name BLOB,
       consumed INTEGER,
       expires INTEGER NOT NULL
     ) STRICT, WITHOUT ROWID;
     CREATE TABLE revoked (id TEXT PRIMARY KEY, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;
     CREATE INDEX items_alias ON items (alias) WHERE alias IS NOT NULL;
     CREATE INDEX items_grant ON items (grant_name) WHERE grant_name IS NOT NULL;
     CREATE INDEX items_expires ON items (expires);`,
  ],
};
