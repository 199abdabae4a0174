import type { Schema } from '../../sqlite/schema.ts';

/**
 * Times are in milliseconds since 1970. `accepted` remembers which notifications are in which delivery, so that none is delivered twice;
 * `receivers` what the receiver calls the thing that a key stands for.
 */
export const OUTBOX_SCHEMA: Schema = {
  name: 'outbox',
  // "AirM" in ASCII.
  applicationId: 0x4169724d,
  steps: [
    `CREATE TABLE deliveries (
       sequence INTEGER PRIMARY KEY AUTOINCREMENT,
       channel TEXT NOT NULL,
       key TEXT NOT NULL,
       state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'failed')),
       accepted INTEGER NOT NULL,
       due INTEGER NOT NULL,
       attempts INTEGER NOT NULL DEFAULT 0,
       folded INTEGER NOT NULL DEFAULT 0,
       error TEXT,
       settled INTEGER,
       notification TEXT NOT NULL
     ) STRICT;
     CREATE TABLE accepted (
       notification TEXT NOT NULL,
       channel TEXT NOT NULL,
       sequence INTEGER NOT NULL REFERENCES deliveries (sequence) ON DELETE CASCADE,
       PRIMARY KEY (notification, channel)
     ) STRICT, WITHOUT ROWID;
     CREATE TABLE receivers (
       channel TEXT NOT NULL,
       key TEXT NOT NULL,
       reference TEXT NOT NULL,
       at INTEGER NOT NULL,
       PRIMARY KEY (channel, key)
     ) STRICT, WITHOUT ROWID;
     CREATE INDEX deliveries_key ON deliveries (channel, key, sequence);
     CREATE INDEX deliveries_pending ON deliveries (channel, key, sequence) WHERE state = 'pending';
     CREATE INDEX deliveries_due ON deliveries (channel, due) WHERE state = 'pending';
     CREATE INDEX deliveries_settled ON deliveries (settled) WHERE state <> 'pending';
     CREATE INDEX accepted_sequence ON accepted (sequence);`,
  ],
};
