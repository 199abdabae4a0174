import { type DirectoryRecords, directoryId, suggest } from '@airside/domain';

import { DirectoryError } from '../directory-error.ts';
import { TABLES } from './tables/index.ts';
import type { RecordTable, StoredKind } from './tables/table.ts';
import type { Unit } from './unit.ts';

/** How many names are searched for the one that was meant. */
const MOST_COMPARED = 1000;

/** The record of the store that is to be changed. Rejects where there is none, and where it stands in the configuration file. */
export async function stored<Kind extends StoredKind>(unit: Unit, kind: Kind, id: string): Promise<DirectoryRecords[Kind]> {
  const table: RecordTable<DirectoryRecords[Kind]> = TABLES[kind];
  const record = await table.find(unit.database, id);
  if (record !== undefined) return record;
  if (unit.configured.find(kind, id) === undefined) throw await unknown(unit, kind, id);
  throw new DirectoryError(
    'not-here',
    `${kind} ${quoted(id)} stands in the configuration file`,
    'change it there: commands change only what the store has',
  );
}

/** Rejects unless store or configuration file has a record that another one refers to. */
async function known<Kind extends StoredKind>(unit: Unit, kind: Kind, id: string): Promise<DirectoryRecords[Kind]> {
  const table: RecordTable<DirectoryRecords[Kind]> = TABLES[kind];
  const record = (await table.find(unit.database, id)) ?? unit.configured.find(kind, id);
  if (record === undefined) throw await unknown(unit, kind, id);
  return record;
}

/** Rejects where store or configuration file has a record with this id already. */
export async function assertFree(unit: Unit, kind: StoredKind, id: string): Promise<void> {
  if (unit.configured.find(kind, id) !== undefined)
    throw new DirectoryError(
      'taken',
      `${kind} ${quoted(id)} stands in the configuration file already`,
      'choose another name, or remove it there first',
    );
  if ((await TABLES[kind].find(unit.database, id)) !== undefined)
    throw new DirectoryError('taken', `there is a ${kind} ${quoted(id)} already`, 'choose another name');
}

/** Rejects unless what a record names is there, and the application is the consumer's. */
export async function assertReferences(
  unit: Unit,
  names: { readonly consumer?: string; readonly application?: string; readonly plan?: string; readonly groups?: readonly string[] },
): Promise<void> {
  if (names.consumer !== undefined) await known(unit, 'consumer', names.consumer);
  if (names.plan !== undefined) await known(unit, 'plan', names.plan);
  for (const group of names.groups ?? []) await known(unit, 'group', group);
  if (names.application === undefined) return;
  const application = await known(unit, 'application', names.application);
  if (application.consumer !== names.consumer)
    throw new DirectoryError(
      'invalid',
      `application ${quoted(application.id)} belongs to consumer ${quoted(application.consumer)}, not to ${quoted(names.consumer ?? '')}`,
    );
}

/** What somebody wrote, safe to print. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
}

async function unknown(unit: Unit, kind: StoredKind, id: string): Promise<DirectoryError> {
  const near = suggest(id, await namesOf(unit, kind));
  return new DirectoryError(
    'unknown',
    `there is no ${kind} ${quoted(id)}`,
    near === undefined ? undefined : `did you mean ${quoted(near)}?`,
  );
}

async function namesOf({ database, configured }: Unit, kind: StoredKind): Promise<string[]> {
  const inFile = (configured.contents()[kind] ?? []).map((record) => directoryId({ kind, record }));
  return [...inFile.slice(0, MOST_COMPARED), ...(await TABLES[kind].ids(database, MOST_COMPARED))];
}
