import {
  type DirectoryChange,
  type DirectoryContents,
  type DirectoryKind,
  type DirectoryRecords,
  directoryId,
  type FileRecords,
} from '@airside/domain';

import type { MutableDirectory } from './directory.ts';
import { lookUpFileRecords } from './file-records.ts';

type Tables = { readonly [Kind in DirectoryKind]: Map<string, DirectoryRecords[Kind]> };

/** A directory in memory. Records of the configuration file alone stay as they are given here. */
export function createDirectory(contents: Partial<DirectoryContents & FileRecords> = {}): MutableDirectory {
  const tables: Tables = {
    consumer: new Map(),
    application: new Map(),
    plan: new Map(),
    group: new Map(),
    key: new Map(),
    client: new Map(),
    login: new Map(),
  };
  const sha256s = new Map<string, string>();
  /** Clients by issuer and client id: to put the two together into a key costs more than the look-up. */
  const clients = new Map<string, Map<string, DirectoryRecords['client']>>();
  let generation = 0;

  const put = <Kind extends DirectoryKind>(kind: Kind, id: string, record: DirectoryRecords[Kind] | undefined): void => {
    if (kind === 'key') index(tables.key.get(id)?.sha256, record as DirectoryRecords['key'] | undefined);
    if (kind === 'client') indexClient(tables.client.get(id), record as DirectoryRecords['client'] | undefined);
    if (record === undefined) tables[kind].delete(id);
    else tables[kind].set(id, record);
  };
  const index = (before: string | undefined, record: DirectoryRecords['key'] | undefined): void => {
    if (before !== undefined) sha256s.delete(before);
    if (record !== undefined) sha256s.set(record.sha256, record.id);
  };
  const indexClient = (before: DirectoryRecords['client'] | undefined, record: DirectoryRecords['client'] | undefined): void => {
    if (before !== undefined) clients.get(before.issuer)?.delete(before.clientId);
    if (record === undefined) return;
    const known = clients.get(record.issuer) ?? new Map<string, DirectoryRecords['client']>();
    clients.set(record.issuer, known.set(record.clientId, record));
  };
  const fill = (all: Partial<DirectoryContents>): void => {
    for (const kind of Object.keys(tables) as DirectoryKind[]) {
      for (const record of all[kind] ?? []) put(kind, directoryId({ kind, record }), record);
    }
  };
  fill(contents);

  return {
    get generation() {
      return generation;
    },
    key(sha256) {
      const id = sha256s.get(sha256);
      return id === undefined ? undefined : tables.key.get(id);
    },
    consumer: (id) => tables.consumer.get(id),
    application: (id) => tables.application.get(id),
    plan: (id) => tables.plan.get(id),
    group: (id) => tables.group.get(id),
    client: (issuer, clientId) => clients.get(issuer)?.get(clientId),
    login: (username) => tables.login.get(username),
    logins: () => tables.login.values(),
    ...lookUpFileRecords(contents),
    apply(changes: readonly DirectoryChange[]) {
      for (const { kind, id, record } of changes) put(kind, id, record);
      generation++;
    },
    replace(all) {
      for (const table of Object.values(tables)) table.clear();
      sha256s.clear();
      clients.clear();
      fill(all);
      generation++;
    },
    record: (kind, id) => tables[kind].get(id),
    contents: () => ({
      consumer: [...tables.consumer.values()],
      application: [...tables.application.values()],
      plan: [...tables.plan.values()],
      group: [...tables.group.values()],
      key: [...tables.key.values()],
      client: [...tables.client.values()],
      login: [...tables.login.values()],
    }),
  };
}
