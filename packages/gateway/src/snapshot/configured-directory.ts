import type { ApiKeyRecord, ClientRecord, ClientRegistration, Configuration, DirectoryContents } from '@airside/domain';
import { hashApiKey, hashClientSecret } from '@airside/identity';

/** The records that stand in a configuration. */
export function configuredDirectory({ consumers }: Configuration): DirectoryContents {
  const entries = Object.entries(consumers);
  return {
    consumer: entries.map(([id, { name, contact, scopes }]) => ({
      id,
      source: 'file',
      ...(name !== undefined && { name }),
      ...(contact !== undefined && { contact }),
      scopes,
      roles: [],
      groups: [],
      suspended: false,
    })),
    application: [],
    plan: [],
    group: [],
    key: entries.flatMap(([consumer, { apiKeys }]) => apiKeys.map((entry) => keyRecord(consumer, entry))),
    client: entries.flatMap(([consumer, { clients }]) => clients.map((client) => clientRecord(consumer, client))),
    login: entries.flatMap(([consumer, { logins }]) =>
      logins.map(({ username, passwordHash, scopes }) => ({
        source: 'file' as const,
        username,
        consumer,
        passwordHash,
        ...(scopes !== undefined && { scopes }),
      })),
    ),
  };
}

function keyRecord(consumer: string, entry: Configuration['consumers'][string]['apiKeys'][number]): ApiKeyRecord {
  return {
    id: entry.id,
    source: 'file',
    consumer,
    sha256: entry.sha256 ?? hashApiKey(entry.key?.reveal() ?? ''),
    ...(entry.scopes !== undefined && { scopes: entry.scopes }),
    ...(entry.expires !== undefined && { expiresAtMs: Date.parse(entry.expires) }),
  };
}

function clientRecord(consumer: string, entry: Configuration['consumers'][string]['clients'][number]): ClientRecord {
  const { registration, ...client } = entry;
  return { ...client, consumer, source: 'file', ...(registration !== undefined && { registration: registrationOf(registration) }) };
}

type FileRegistration = NonNullable<Configuration['consumers'][string]['clients'][number]['registration']>;

/** A registration as the file has it, with the hash of its secret in the place of the secret. */
export function registrationOf(registration: FileRegistration): ClientRegistration {
  const { secret, secretSha256 = secret === undefined ? undefined : hashClientSecret(secret.reveal()), jwks, ...rest } = registration;
  return { ...rest, ...(secretSha256 !== undefined && { secretSha256 }), ...(jwks !== undefined && { jwks }) };
}
