import type { Schema } from '../../sqlite/schema.ts';

/** What stands in the tables is said at `DirectoryTables`. Sequences are not reused, so that a gap in the audit trail shows. */
export const DIRECTORY_SCHEMA: Schema = {
  name: 'directory',
  // "AirD" in ASCII.
  applicationId: 0x41697244,
  steps: [
    `CREATE TABLE consumers (
       id TEXT PRIMARY KEY,
       name TEXT,
       contact TEXT,
       scopes TEXT NOT NULL,
       roles TEXT NOT NULL,
       groups TEXT NOT NULL,
       plan TEXT,
       suspended INTEGER NOT NULL
     ) STRICT;
     CREATE TABLE applications (
       id TEXT PRIMARY KEY,
       consumer TEXT NOT NULL,
       name TEXT,
       plan TEXT,
       suspended INTEGER NOT NULL
     ) STRICT;
     CREATE INDEX applications_consumer ON applications (consumer);
     CREATE TABLE plans (
       id TEXT PRIMARY KEY,
       name TEXT,
       rate_requests INTEGER,
       rate_window_ms INTEGER,
       rate_burst INTEGER,
       quota_requests INTEGER,
       quota_window_ms INTEGER
     ) STRICT;
     CREATE TABLE consumer_groups (
       id TEXT PRIMARY KEY,
       name TEXT
     ) STRICT;
     CREATE TABLE api_keys (
       id TEXT PRIMARY KEY,
       consumer TEXT NOT NULL,
       application TEXT,
       name TEXT,
       sha256 TEXT NOT NULL UNIQUE,
       shown TEXT,
       scopes TEXT,
       apis TEXT,
       environments TEXT,
       addresses TEXT,
       plan TEXT,
       owner TEXT,
       expires_at_ms INTEGER,
       created_at_ms INTEGER,
       revoked_at_ms INTEGER,
       replaced_by TEXT
     ) STRICT;
     CREATE INDEX api_keys_consumer ON api_keys (consumer);
     CREATE TABLE key_uses (
       key_id TEXT PRIMARY KEY,
       last_used_at_ms INTEGER NOT NULL
     ) STRICT;
     CREATE TABLE clients (
       issuer TEXT NOT NULL,
       client_id TEXT NOT NULL,
       consumer TEXT NOT NULL,
       application TEXT,
       name TEXT,
       created_at_ms INTEGER,
       revoked_at_ms INTEGER,
       registration TEXT,
       PRIMARY KEY (issuer, client_id)
     ) STRICT;
     CREATE INDEX clients_consumer ON clients (consumer);
     CREATE TABLE audit (
       sequence INTEGER PRIMARY KEY AUTOINCREMENT,
       time_ms INTEGER NOT NULL,
       actor TEXT NOT NULL,
       action TEXT NOT NULL,
       kind TEXT NOT NULL,
       record_id TEXT NOT NULL,
       before TEXT,
       after TEXT
     ) STRICT;
     CREATE INDEX audit_record ON audit (kind, record_id);`,
  ],
};
