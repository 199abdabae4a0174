import { applicationView } from '@airside/control';
import { present } from '@airside/domain';

import { assertConfirmed } from '../admin/confirm.ts';
import { changeRecord, listRecords, type OutputOptions, removeRecord, showRecord } from '../admin/records.ts';
import { calledAs } from '../called-as.ts';

export interface ApplicationOptions extends OutputOptions {
  readonly name?: string;
  readonly plan?: string;
}

export async function listApplications(options: OutputOptions): Promise<void> {
  await listRecords(options, {
    path: '/v1/applications',
    view: applicationView,
    header: ['application', 'consumer', 'source', 'state', 'plan', 'name'],
    row: ({ id, consumer, source, suspended, plan, name }) => [
      id,
      consumer,
      source,
      suspended ? 'suspended' : 'active',
      plan ?? '-',
      name ?? '-',
    ],
    empty: `there is no application: \`${calledAs()} applications create\` makes one`,
  });
}

export async function showApplication(id: string, options: OutputOptions): Promise<void> {
  await showRecord(options, pathOf(id), applicationView);
}

export async function createApplication(id: string, options: ApplicationOptions & { readonly consumer: string }): Promise<void> {
  const { consumer, name, plan } = options;
  const body = present({ id, consumer, name, plan });
  await changeRecord(options, { method: 'POST', path: '/v1/applications', body }, applicationView, () => `application ${id} is made`);
}

export async function updateApplication(id: string, options: ApplicationOptions & { readonly clear?: readonly string[] }): Promise<void> {
  const { name, plan, clear = [] } = options;
  const body = { ...Object.fromEntries(clear.map((field) => [field, null])), ...present({ name, plan }) };
  await changeRecord(options, { method: 'PATCH', path: pathOf(id), body }, applicationView, () => `application ${id} is changed`);
}

export async function suspendApplication(id: string, options: OutputOptions): Promise<void> {
  await setSuspended(id, true, options);
}

export async function resumeApplication(id: string, options: OutputOptions): Promise<void> {
  await setSuspended(id, false, options);
}

export async function removeApplication(id: string, options: OutputOptions & { readonly yes?: boolean }): Promise<void> {
  await assertConfirmed(`application ${id} would be removed with its keys and clients`, options.yes);
  await removeRecord(options, pathOf(id), `application ${id} is removed`);
}

async function setSuspended(id: string, suspended: boolean, options: OutputOptions): Promise<void> {
  const said = suspended ? 'is suspended: none of its credentials is accepted until it is resumed' : 'is active';
  await changeRecord(
    options,
    { method: 'PATCH', path: pathOf(id), body: { suspended } },
    applicationView,
    () => `application ${id} ${said}`,
  );
}

function pathOf(id: string): string {
  return `/v1/applications/${encodeURIComponent(id)}`;
}
