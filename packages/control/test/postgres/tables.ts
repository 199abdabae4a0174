/** The tables of the directory in PostgreSQL, as a migration would make them: the same names, the types of this database. */
export const POSTGRES_TABLES = `
  CREATE TABLE consumers (
    id text PRIMARY KEY, name text, contact text, scopes text NOT NULL, roles text NOT NULL, groups text NOT NULL, plan text,
    suspended integer NOT NULL
  );
  CREATE TABLE applications (id text PRIMARY KEY, consumer text NOT NULL, name text, plan text, suspended integer NOT NULL);
  CREATE TABLE plans (
    id text PRIMARY KEY, name text, rate_requests bigint, rate_window_ms bigint, rate_burst bigint, quota_requests bigint, quota_window_ms bigint
  );
  CREATE TABLE consumer_groups (id text PRIMARY KEY, name text);
  CREATE TABLE api_keys (
    id text PRIMARY KEY, consumer text NOT NULL, application text, name text, sha256 text NOT NULL UNIQUE, shown text, scopes text, apis text,
    environments text, addresses text, plan text, owner text, expires_at_ms bigint, created_at_ms bigint, revoked_at_ms bigint, replaced_by text
  );
  CREATE TABLE key_uses (key_id text PRIMARY KEY, last_used_at_ms bigint NOT NULL);
  CREATE TABLE clients (
    issuer text, client_id text, consumer text NOT NULL, application text, name text, created_at_ms bigint, revoked_at_ms bigint,
    registration text, PRIMARY KEY (issuer, client_id)
  );
  CREATE TABLE audit (
    sequence bigserial PRIMARY KEY, time_ms bigint NOT NULL, actor text NOT NULL, action text NOT NULL, kind text NOT NULL,
    record_id text NOT NULL, before text, after text
  );
`;
