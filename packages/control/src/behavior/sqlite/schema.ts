import type { Schema } from '../../sqlite/schema.ts';

/** What is filtered by has columns, the rest stands in a JSON document beside. Times are milliseconds since 1970. */
export const BEHAVIOR_SCHEMA: Schema = {
  name: 'behavior store',
  // "AirB" in ASCII.
  applicationId: 0x41697242,
  steps: [
    `CREATE TABLE detections (
       sequence INTEGER PRIMARY KEY AUTOINCREMENT,
       id TEXT NOT NULL UNIQUE,
       time INTEGER NOT NULL,
       api TEXT,
       indicator TEXT NOT NULL,
       severity INTEGER NOT NULL,
       risk REAL NOT NULL,
       document TEXT NOT NULL
     ) STRICT;
     CREATE INDEX detections_time ON detections (time);
     CREATE TABLE detection_subjects (
       subject TEXT NOT NULL,
       detection INTEGER NOT NULL REFERENCES detections (sequence) ON DELETE CASCADE,
       main INTEGER NOT NULL,
       PRIMARY KEY (subject, detection)
     ) STRICT, WITHOUT ROWID;
     CREATE INDEX detection_subjects_detection ON detection_subjects (detection);
     CREATE TABLE incidents (
       sequence INTEGER PRIMARY KEY AUTOINCREMENT,
       id TEXT NOT NULL UNIQUE,
       last INTEGER NOT NULL,
       state TEXT NOT NULL,
       severity INTEGER NOT NULL,
       document TEXT NOT NULL,
       word TEXT
     ) STRICT;
     CREATE INDEX incidents_last ON incidents (last);
     CREATE TABLE incident_subjects (
       subject TEXT NOT NULL,
       incident INTEGER NOT NULL REFERENCES incidents (sequence) ON DELETE CASCADE,
       PRIMARY KEY (subject, incident)
     ) STRICT, WITHOUT ROWID;
     CREATE INDEX incident_subjects_incident ON incident_subjects (incident);
     CREATE TABLE sanctions (
       sequence INTEGER PRIMARY KEY AUTOINCREMENT,
       id TEXT NOT NULL UNIQUE,
       expires INTEGER NOT NULL,
       ended INTEGER NOT NULL DEFAULT 0,
       incident TEXT,
       hits INTEGER NOT NULL DEFAULT 0,
       document TEXT NOT NULL
     ) STRICT;
     CREATE INDEX sanctions_expires ON sanctions (expires);
     CREATE INDEX sanctions_incident ON sanctions (incident) WHERE incident IS NOT NULL;
     CREATE TABLE sanction_subjects (
       subject TEXT NOT NULL,
       sanction INTEGER NOT NULL REFERENCES sanctions (sequence) ON DELETE CASCADE,
       PRIMARY KEY (subject, sanction)
     ) STRICT, WITHOUT ROWID;
     CREATE INDEX sanction_subjects_sanction ON sanction_subjects (sanction);
     CREATE TABLE events (
       sequence INTEGER PRIMARY KEY AUTOINCREMENT,
       time INTEGER NOT NULL,
       target TEXT NOT NULL,
       subject TEXT,
       document TEXT NOT NULL
     ) STRICT;
     CREATE INDEX events_time ON events (time);
     CREATE INDEX events_target ON events (target);
     CREATE INDEX events_subject ON events (subject) WHERE subject IS NOT NULL;`,
    // The verdict that a detection stands under: on itself, or on its incident.
    `CREATE TABLE verdicts (
       sequence INTEGER PRIMARY KEY AUTOINCREMENT,
       of TEXT NOT NULL UNIQUE,
       time INTEGER NOT NULL,
       feedback TEXT,
       document TEXT NOT NULL
     ) STRICT;
     CREATE INDEX verdicts_time ON verdicts (time);
     ALTER TABLE detections ADD COLUMN verdict TEXT;
     CREATE INDEX detections_verdict ON detections (verdict) WHERE verdict IS NOT NULL;`,
  ],
};
