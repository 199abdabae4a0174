import {
  type ApiKeyRecord,
  type ClientRecord,
  type ClientRegistration,
  type Configuration,
  type ConsumerConfiguration,
  type DirectoryContents,
  type FileRecords,
  type Plan,
  present,
} from '@airside/domain';
import { hashApiKey, hashClientSecret } from '@airside/identity';

import { fileRecords } from './file-records.ts';

type KeyConfiguration = ConsumerConfiguration['apiKeys'][number];

const source = 'file';

/** The records that stand in a configuration. */
export function configuredDirectory({ consumers, plans, groups }: Configuration): DirectoryContents & FileRecords {
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
    client: entries.flatMap(([consumer, { clients }]) => clients.map((client) => clientRecord(consumer, client))),
    ...fileRecords(entries),
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

function clientRecord(
  consumer: string,
  { issuer, clientId, application, registration }: ConsumerConfiguration['clients'][number],
): ClientRecord {
  const registered = registration === undefined ? undefined : registrationOf(registration);
  return { issuer, clientId, source, consumer, ...present({ application, registration: registered }) };
}

type FileRegistration = NonNullable<Configuration['consumers'][string]['clients'][number]['registration']>;

/** A registration as the file has it, with the hash of its secret in the place of the secret. */
export function registrationOf(registration: FileRegistration): ClientRegistration {
  const { secret, secretSha256 = secret === undefined ? undefined : hashClientSecret(secret.reveal()), jwks, ...rest } = registration;
  return { ...rest, ...(secretSha256 !== undefined && { secretSha256 }), ...(jwks !== undefined && { jwks }) };
}
