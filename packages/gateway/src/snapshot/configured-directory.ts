import type { ApiKeyRecord, Configuration, DirectoryContents, FileRecords } from '@airside/domain';
import { hashApiKey } from '@airside/identity';

import { fileRecords } from './file-records.ts';

/** The records that stand in a configuration. */
export function configuredDirectory({ consumers }: Configuration): DirectoryContents & FileRecords {
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
    ...fileRecords(entries),
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
