import type { ApiKeyRecord, CertificateRecord, Configuration, DirectoryContents, FileRecords } from '@airside/domain';
import { certificateMatch, hashApiKey } from '@airside/identity';

/** The records that stand in a configuration. */
export function configuredDirectory({ consumers }: Configuration): DirectoryContents & Pick<FileRecords, 'certificate'> {
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
    client: entries.flatMap(([consumer, { clients }]) => clients.map((client) => ({ ...client, consumer, source: 'file' as const }))),
    certificate: entries.flatMap(([consumer, { certificates }]) => certificates.map((choice) => certificateRecord(consumer, choice))),
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

function certificateRecord(consumer: string, choice: Configuration['consumers'][string]['certificates'][number]): CertificateRecord {
  return { source: 'file', consumer, match: certificateMatch(choice), ...(choice.scopes !== undefined && { scopes: choice.scopes }) };
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
