import {
  type ApiKeyRecord,
  type Configuration,
  type ConsumerConfiguration,
  type DirectoryContents,
  type Plan,
  present,
} from '@airside/domain';
import { hashApiKey } from '@airside/identity';

type KeyConfiguration = ConsumerConfiguration['apiKeys'][number];

const source = 'file';

/** The records that stand in a configuration. */
export function configuredDirectory({ consumers, plans, groups }: Configuration): DirectoryContents {
  const entries = Object.entries(consumers);
  return {
    consumer: entries.map(([id, { name, contact, scopes, roles, groups, plan, suspended }]) => ({
      id,
      source,
      ...present({ name, contact, plan }),
      scopes,
      roles,
      groups,
      suspended,
    })),
    application: entries.flatMap(([consumer, { applications }]) =>
      Object.entries(applications).map(([id, { name, plan, suspended }]) => ({
        id,
        source,
        consumer,
        ...present({ name, plan }),
        suspended,
      })),
    ),
    plan: Object.entries(plans).map(([id, plan]) => planRecord(id, plan)),
    group: Object.entries(groups).map(([id, { name }]) => ({ id, source, ...present({ name }) })),
    key: entries.flatMap(([consumer, { apiKeys }]) => apiKeys.map((entry) => keyRecord(consumer, entry))),
    client: entries.flatMap(([consumer, { clients }]) =>
      clients.map(({ issuer, clientId, application }) => ({ issuer, clientId, source, consumer, ...present({ application }) })),
    ),
    login: entries.flatMap(([consumer, { logins }]) =>
      logins.map(({ username, passwordHash, scopes }) => ({ source, username, consumer, passwordHash, ...present({ scopes }) })),
    ),
  };
}

/** What the directory knows a configured key by. */
export function configuredKeyHash({ sha256, key }: Pick<KeyConfiguration, 'sha256' | 'key'>): string {
  return sha256 ?? hashApiKey(key?.reveal() ?? '');
}

function planRecord(id: string, { name, rate, quota }: Configuration['plans'][string]): Plan {
  return {
    id,
    source,
    ...present({ name }),
    ...(rate !== undefined && { rate: { requests: rate.requests, windowMs: rate.per, ...present({ burst: rate.burst }) } }),
    ...(quota !== undefined && { quota: { requests: quota.requests, windowMs: quota.per } }),
  };
}

function keyRecord(consumer: string, entry: KeyConfiguration): ApiKeyRecord {
  const { id, name, application, scopes, apis, environments, addresses, plan, owner } = entry;
  return {
    id,
    source,
    consumer,
    sha256: configuredKeyHash(entry),
    ...present({ name, application, scopes, apis, environments, addresses, plan, owner }),
    ...(entry.expires !== undefined && { expiresAtMs: Date.parse(entry.expires) }),
  };
}
