import { groupView } from '@airside/control';
import { present } from '@airside/domain';

import { assertConfirmed } from '../admin/confirm.ts';
import { changeRecord, listRecords, type OutputOptions, removeRecord, showRecord } from '../admin/records.ts';
import { calledAs } from '../called-as.ts';

export async function listGroups(options: OutputOptions): Promise<void> {
  await listRecords(options, {
    path: '/v1/groups',
    view: groupView,
    header: ['group', 'source', 'name'],
    row: ({ id, source, name }) => [id, source, name ?? '-'],
    empty: `there is no group: \`${calledAs()} groups set\` makes one`,
  });
}

export async function showGroup(id: string, options: OutputOptions): Promise<void> {
  await showRecord(options, pathOf(id), groupView);
}

/** Makes a group, or puts it in the place of one with the same id. */
export async function setGroup(id: string, options: OutputOptions & { readonly name?: string }): Promise<void> {
  const body = present({ name: options.name });
  await changeRecord(options, { method: 'PUT', path: pathOf(id), body }, groupView, () => `group ${id} is set`);
}

export async function removeGroup(id: string, options: OutputOptions & { readonly yes?: boolean }): Promise<void> {
  await assertConfirmed(`group ${id} would be removed`, options.yes);
  await removeRecord(options, pathOf(id), `group ${id} is removed`);
}

function pathOf(id: string): string {
  return `/v1/groups/${encodeURIComponent(id)}`;
}
