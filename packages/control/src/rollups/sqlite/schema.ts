import type { Schema } from '../../sqlite/schema.ts';
import { MAXIMA, SUMS } from '../tally.ts';

/** The columns of sums and maxima, in the order of a tally. */
export const NUMBERS = [...SUMS, ...MAXIMA];

/**
 * Rows are only ever added: a minute that is written twice, or that somebody comes late to, has several, which reading sums up. So nothing is read to
 * be written. `level` and `cut` are places in `LEVELS` and `CUTS`; `start` in milliseconds since 1970. The index by time serves windows over all series,
 * the one by series the history of one.
 */
export const ROLLUP_SCHEMA: Schema = {
  name: 'roll-up store',
  // "Airr" in ASCII.
  applicationId: 0x41697272,
  steps: [
    `CREATE TABLE series (
       id INTEGER PRIMARY KEY,
       api TEXT NOT NULL,
       cut TEXT NOT NULL,
       value TEXT NOT NULL,
       UNIQUE (api, cut, value)
     ) STRICT;
     CREATE TABLE rollups (
       level INTEGER NOT NULL,
       cut INTEGER NOT NULL,
       start INTEGER NOT NULL,
       series INTEGER NOT NULL,
       ${NUMBERS.map((name) => `${name} INTEGER NOT NULL`).join(',\n       ')},
       problems TEXT,
       details BLOB NOT NULL
     ) STRICT;
     CREATE INDEX rollups_time ON rollups (level, cut, start);
     CREATE INDEX rollups_series ON rollups (series, level, start);
     CREATE TABLE progress (
       level INTEGER PRIMARY KEY,
       until INTEGER NOT NULL,
       cursor TEXT
     ) STRICT;`,
  ],
};
