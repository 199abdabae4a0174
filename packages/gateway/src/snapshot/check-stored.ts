import { type Configuration, type DirectoryContents, type DirectoryKind, directoryId } from '@airside/domain';

import type { SnapshotProblem } from './checks.ts';
import { configuredDirectory, configuredKeyHash } from './configured-directory.ts';

/**
 * What is wrong between a configuration and the records of the store: a record lives in one of them. An id, a client or an API key that both
 * have makes the configuration be refused, because nobody could say which of the two counts. What the store names and neither has any more
 * is warned of.
 */
export function conflicts(configuration: Configuration, stored: Partial<DirectoryContents>): SnapshotProblem[] {
  return [...twice(configuration, stored), ...missing(configuration, stored)];
}

function twice(configuration: Configuration, stored: Partial<DirectoryContents>): SnapshotProblem[] {
  const ids = new Set<string>();
  for (const kind of Object.keys(stored) as DirectoryKind[]) {
    for (const record of stored[kind] ?? []) ids.add(`${kind} ${directoryId({ kind, record })}`);
  }
  const keys = new Map((stored.key ?? []).map(({ sha256, id }) => [sha256, id]));
  return places(configuration).flatMap(({ kind, id, sha256, path }): SnapshotProblem[] => {
    if (ids.has(`${kind} ${id}`)) return [inBoth(`${kind} "${id}" is in the store as well`, path)];
    const key = sha256 === undefined ? undefined : keys.get(sha256);
    return key === undefined ? [] : [inBoth(`this API key is key "${key}" of the store as well`, path)];
  });
}

function inBoth(message: string, path: readonly PropertyKey[]): SnapshotProblem {
  return {
    severity: 'error',
    path,
    message,
    expected: 'each record in one place: in this file, where it is changed, or in the store, where commands change it',
    hint: 'take it out of this file, or call it otherwise here, or remove the one in the store',
  };
}

interface Place {
  readonly kind: DirectoryKind;
  readonly id: string;
  /** Of keys. */
  readonly sha256?: string;
  readonly path: readonly PropertyKey[];
}

/** Where each record of a configuration stands that the store could have, too. */
function places({ consumers, plans, groups }: Configuration): Place[] {
  const named = (kind: DirectoryKind, home: string, entries: object): Place[] =>
    Object.keys(entries).map((id) => ({ kind, id, path: [home, id] }));
  const ofConsumers = Object.entries(consumers).flatMap(([consumer, { applications, apiKeys, clients }]): Place[] => {
    const path = ['consumers', consumer];
    return [
      ...Object.keys(applications).map((id) => ({ kind: 'application' as const, id, path: [...path, 'applications', id] })),
      ...apiKeys.map((key, index) => ({
        kind: 'key' as const,
        id: key.id,
        sha256: configuredKeyHash(key),
        path: [...path, 'apiKeys', index],
      })),
      ...clients.map(({ issuer, clientId }, index) => ({
        kind: 'client' as const,
        id: `${issuer}#${clientId}`,
        path: [...path, 'clients', index],
      })),
    ];
  });
  return [
    ...named('consumer', 'consumers', consumers),
    ...named('plan', 'plans', plans),
    ...named('group', 'groups', groups),
    ...ofConsumers,
  ];
}

/** One warning for each consumer and plan that records of the store name, and that is nowhere. */
function missing(configuration: Configuration, stored: Partial<DirectoryContents>): SnapshotProblem[] {
  const configured = configuredDirectory(configuration);
  const idsOf = (kind: 'consumer' | 'plan') => new Set([...configured[kind], ...(stored[kind] ?? [])].map(({ id }) => id));
  const [consumers, plans] = [idsOf('consumer'), idsOf('plan')];
  const held = [...(stored.application ?? []), ...(stored.key ?? []), ...(stored.client ?? [])];
  const limited = [...(stored.consumer ?? []), ...(stored.application ?? []), ...(stored.key ?? [])];
  return [
    ...counted(held.map(({ consumer }) => consumer).filter((id) => !consumers.has(id))).map(([id, count]) =>
      gone(
        'consumers',
        `consumer "${id}" is in neither this file nor the store, where ${count} of its records are left: they open nothing`,
      ),
    ),
    ...counted(limited.flatMap(({ plan }) => (plan === undefined || plans.has(plan) ? [] : [plan]))).map(([id, count]) =>
      gone('plans', `plan "${id}" is in neither this file nor the store, where ${count} records name it: its limits do not count for them`),
    ),
  ];
}

function gone(home: string, message: string): SnapshotProblem {
  return { severity: 'warning', path: [home], message, hint: 'write it here again, or change what names it' };
}

function counted(names: readonly string[]): (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts];
}
