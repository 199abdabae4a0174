import { isDeepStrictEqual } from 'node:util';

import type { DirectoryChange, DirectoryRecords } from '@airside/domain';
import { directoryId } from '@airside/domain';

import { DirectoryError } from '../directory-error.ts';
import type { Actor, Changed } from '../store.ts';
import type { Configured } from './configured.ts';
import { TABLES } from './tables/index.ts';
import type { Database, RecordTable, StoredKind } from './tables/table.ts';
import { withoutSecrets } from './without-secrets.ts';

/** Changes that happen together with their audit records, or not at all. */
export interface Unit {
  readonly database: Database;
  /** When they happen. */
  readonly nowMs: number;
  readonly configured: Configured;
  /** Keeps a record, in the place of `before` where there was one; nothing happens when both are the same. Yields the record. */
  put<Kind extends StoredKind>(
    action: string,
    kind: Kind,
    record: DirectoryRecords[Kind],
    before?: DirectoryRecords[Kind],
  ): Promise<DirectoryRecords[Kind]>;
  remove<Kind extends StoredKind>(kind: Kind, record: DirectoryRecords[Kind]): Promise<void>;
}

/** Runs `work` in a transaction. */
export async function inUnit<Result>(
  options: {
    readonly database: Database;
    readonly nowMs: number;
    readonly configured: Configured;
    readonly by: Actor;
    /** The most records of a kind. */
    readonly mostRecords: number;
  },
  work: (unit: Unit) => Promise<Result>,
): Promise<Changed<Result>> {
  const { nowMs, configured, by, mostRecords } = options;
  const actor = actorName(by);
  return options.database.transaction().execute(async (database) => {
    const changes: DirectoryChange[] = [];
    const record = async <Kind extends StoredKind>(
      action: string,
      kind: Kind,
      before: DirectoryRecords[Kind] | undefined,
      after: DirectoryRecords[Kind] | undefined,
    ): Promise<void> => {
      const id = directoryId({ kind, record: (after ?? before) as DirectoryRecords[Kind] });
      changes.push({ kind, id, record: after } as DirectoryChange);
      await database
        .insertInto('audit')
        .values({ time_ms: nowMs, actor, action, kind, record_id: id, before: auditJson(before), after: auditJson(after) })
        .execute();
    };
    const result = await work({
      database,
      nowMs,
      configured,
      async put(action, kind, after, before) {
        if (before !== undefined && isDeepStrictEqual(before, after)) return before;
        const table: RecordTable<typeof after> = TABLES[kind];
        if (before === undefined) {
          if ((await table.count(database)) >= mostRecords) throw full(kind, mostRecords);
          await table.insert(database, after);
        } else await table.update(database, after);
        await record(action, kind, before, after);
        return after;
      },
      async remove(kind, before) {
        const table: RecordTable<typeof before> = TABLES[kind];
        await table.remove(database, directoryId({ kind, record: before }));
        await record(`${kind}.remove`, kind, before, undefined);
      },
    });
    return { result, changes };
  });
}

function full(kind: StoredKind, most: number): DirectoryError {
  return new DirectoryError('full', `there are ${most} records of the kind ${kind}, the most that can be kept`, 'remove some first');
}

function auditJson(record: object | undefined): string | null {
  return record === undefined ? null : JSON.stringify(withoutSecrets(record));
}

/** Names end up in terminals and reports. */
function actorName({ name }: Actor): string {
  if (/^[^\p{Cc}\p{Cf}]{1,200}$/u.test(name)) return name;
  throw new DirectoryError('invalid', 'the name of who makes a change is empty, longer than 200 characters, or holds control characters');
}
