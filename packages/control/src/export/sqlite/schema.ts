import type { Schema } from '../../sqlite/schema.ts';

export const EXPORT_SCHEMA: Schema = {
  name: 'export store',
  // "AirX" in ASCII.
  applicationId: 0x41697258,
  steps: [
    `CREATE TABLE positions (
       export TEXT NOT NULL,
       source TEXT NOT NULL,
       place INTEGER NOT NULL,
       PRIMARY KEY (export, source)
     ) STRICT, WITHOUT ROWID;
     CREATE TABLE spool (place INTEGER PRIMARY KEY AUTOINCREMENT, record TEXT NOT NULL) STRICT;`,
  ],
};
