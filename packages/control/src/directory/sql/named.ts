import type { DirectoryRecords } from '@airside/domain';

import { DirectoryError } from '../directory-error.ts';
import { assertFree, quoted, stored } from './references.ts';
import { TABLES } from './tables/index.ts';
import type { RecordTable } from './tables/table.ts';
import type { Unit } from './unit.ts';

type Named = 'plan' | 'group';

/** Makes a record, or puts it in the place of the one with its id. */
export async function putNamed<Kind extends Named>(
  unit: Unit,
  kind: Kind,
  record: DirectoryRecords[Kind],
): Promise<DirectoryRecords[Kind]> {
  const table: RecordTable<DirectoryRecords[Kind]> = TABLES[kind];
  const before = await table.find(unit.database, record.id);
  if (before === undefined) await assertFree(unit, kind, record.id);
  return unit.put(`${kind}.${before === undefined ? 'create' : 'update'}`, kind, record, before);
}

const MOST_USERS_NAMED = 5;

/** Removes a record that nothing refers to. */
export async function removeUnused(unit: Unit, kind: Named, id: string, users: readonly string[]): Promise<void> {
  const record = await stored(unit, kind, id);
  if (users.length === 0) return unit.remove(kind, record);
  const more = users.length > MOST_USERS_NAMED ? ` and ${users.length - MOST_USERS_NAMED} more` : '';
  throw new DirectoryError(
    'in-use',
    `${kind} ${quoted(id)} is still in use by ${users.slice(0, MOST_USERS_NAMED).join(', ')}${more}`,
    `give them another ${kind} first, or none`,
  );
}
