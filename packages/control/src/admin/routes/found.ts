import type { DirectoryKind, DirectoryRecords } from '@airside/domain';

import { DirectoryError } from '../../directory/directory-error.ts';
import type { Administration } from '../administration.ts';

/** The record that a path names. */
export function found<Kind extends DirectoryKind>(administration: Administration, kind: Kind, id: string): DirectoryRecords[Kind] {
  const record = administration.find(kind, id);
  if (record === undefined) throw new DirectoryError('unknown', `there is no ${kind} ${JSON.stringify(id)}`);
  return record;
}

/** The record that is to be changed; where it stands in the configuration file, it is said where. */
export function changeable(administration: Administration, kind: DirectoryKind, id: string): void {
  const { source } = found(administration, kind, id);
  if (source === 'store') return;
  const place = administration.placeOf(kind, id) ?? 'the configuration file';
  throw new DirectoryError(
    'not-here',
    `${kind} ${JSON.stringify(id)} stands in the configuration file`,
    `change it there (${place}): a running Airside applies the file when it is saved`,
  );
}
