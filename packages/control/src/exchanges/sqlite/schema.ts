import type { Schema } from '../../sqlite/schema.ts';

/**
 * What is filtered by stands in a narrow table of its own, the exchange itself beside it. Reading through the narrow table takes about 0.1 s
 * per million exchanges, whereas an index on each of its text columns made appending four times slower: so only what is naturally ordered
 * (`time`) or rare (`problem`) has an index. `time` is in milliseconds since 1970. Sequences are not reused
 * (AUTOINCREMENT), so that a reader that follows misses nothing after a prune.
 */
export const EXCHANGE_SCHEMA: Schema = {
  name: 'exchange store',
  // "Airs" in ASCII.
  applicationId: 0x41697273,
  steps: [
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
  ],
};
