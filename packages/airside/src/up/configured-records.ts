import { existsSync } from 'node:fs';

import type { DirectoryContents, DirectoryKind } from '@airside/domain';
import { configuredDirectory } from '@airside/gateway';
import { createDirectory, type DirectoryRecordSet } from '@airside/identity';

import { shortPath } from '../terminal.ts';
import type { Loaded } from './opened.ts';

/** The callers of the configuration that is served. */
export interface ConfiguredRecords {
  readonly records: () => DirectoryRecordSet;
  readonly contents: () => DirectoryContents;
  /** Where a record stands, such as `airside.yaml:12`. */
  readonly placeOf: (kind: DirectoryKind, id: string) => string | undefined;
  /** Takes those of another configuration. */
  set(loaded: Loaded): void;
}

export function configuredRecords(started: Loaded): ConfiguredRecords {
  let loaded = started;
  let records = recordsOf(started);
  return {
    records: () => records,
    contents: () => records.contents(),
    placeOf(kind, id) {
      const { document } = loaded;
      const path = pathOf(kind, id, records);
      if (document === undefined || path === undefined || !existsSync(document.file)) return undefined;
      const { file, line } = document.problem(path, { message: '' });
      return `${shortPath(file)}:${line}`;
    },
    set(next) {
      loaded = next;
      records = recordsOf(next);
    },
  };
}

function recordsOf({ configuration }: Loaded): DirectoryRecordSet {
  return createDirectory(configuredDirectory(configuration));
}

/** Where the configuration file has a record of a kind. */
function pathOf(kind: DirectoryKind, id: string, records: DirectoryRecordSet): readonly PropertyKey[] | undefined {
  const { key, client, login } = records.contents();
  const among = (list: string, consumer: string | undefined, index: number) =>
    consumer === undefined ? undefined : ['consumers', consumer, list, index];
  switch (kind) {
    case 'key': {
      const consumer = records.record('key', id)?.consumer;
      return among(
        'apiKeys',
        consumer,
        key.filter((entry) => entry.consumer === consumer).findIndex((entry) => entry.id === id),
      );
    }
    case 'client': {
      const consumer = records.record('client', id)?.consumer;
      const own = client.filter((entry) => entry.consumer === consumer);
      return among(
        'clients',
        consumer,
        own.findIndex(({ issuer, clientId }) => `${issuer}#${clientId}` === id),
      );
    }
    case 'login': {
      const consumer = records.record('login', id)?.consumer;
      return among(
        'logins',
        consumer,
        login.filter((entry) => entry.consumer === consumer).findIndex(({ username }) => username === id),
      );
    }
    case 'application': {
      const consumer = records.record('application', id)?.consumer;
      return consumer === undefined ? undefined : ['consumers', consumer, 'applications', id];
    }
    default:
      return [`${kind}s`, id];
  }
}
