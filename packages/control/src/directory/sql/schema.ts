import type { DirectoryKind } from '@airside/domain';
import type { Generated } from 'kysely';

/**
 * The tables as queries see them, the same in every database. Lists and registrations are JSON, truth values 0 and 1, times milliseconds
 * since 1970. What may stand in the configuration file (consumers, applications, plans) is referred to without a foreign key.
 */
export interface DirectoryTables {
  consumers: {
    id: string;
    name: string | null;
    contact: string | null;
    scopes: string;
    roles: string;
    groups: string;
    plan: string | null;
    suspended: number;
  };
  applications: { id: string; consumer: string; name: string | null; plan: string | null; suspended: number };
  plans: {
    id: string;
    name: string | null;
    rate_requests: number | null;
    rate_window_ms: number | null;
    rate_burst: number | null;
    quota_requests: number | null;
    quota_window_ms: number | null;
  };
  consumer_groups: { id: string; name: string | null };
  api_keys: {
    id: string;
    consumer: string;
    application: string | null;
    name: string | null;
    sha256: string;
    shown: string | null;
    scopes: string | null;
    apis: string | null;
    environments: string | null;
    addresses: string | null;
    plan: string | null;
    owner: string | null;
    expires_at_ms: number | null;
    created_at_ms: number | null;
    revoked_at_ms: number | null;
    replaced_by: string | null;
  };
  /** Apart from the keys, because keys of the configuration file are used too. */
  key_uses: { key_id: string; last_used_at_ms: number };
  clients: {
    issuer: string;
    client_id: string;
    consumer: string;
    application: string | null;
    name: string | null;
    created_at_ms: number | null;
    revoked_at_ms: number | null;
    registration: string | null;
  };
  audit: {
    sequence: Generated<number>;
    time_ms: number;
    actor: string;
    action: string;
    kind: DirectoryKind;
    record_id: string;
    before: string | null;
    after: string | null;
  };
}
