import type { Schema } from '../../sqlite/schema.ts';

/** Records as JSON, by kind and id: they are read once, at the start. */
export const ALERT_SCHEMA: Schema = {
  name: 'alert store',
  // "Aira" in ASCII.
  applicationId: 0x41697261,
  steps: [
    `CREATE TABLE records (
       kind TEXT NOT NULL,
       id TEXT NOT NULL,
       document TEXT NOT NULL,
       PRIMARY KEY (kind, id)
     ) STRICT, WITHOUT ROWID;`,
  ],
};
