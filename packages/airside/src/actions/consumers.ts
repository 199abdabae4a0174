import { consumerView } from '@airside/control';
import { present } from '@airside/domain';

import { assertConfirmed } from '../admin/confirm.ts';
import { changeRecord, listRecords, type OutputOptions, removeRecord, showRecord } from '../admin/records.ts';
import { calledAs } from '../called-as.ts';

export interface ConsumerOptions extends OutputOptions {
  readonly name?: string;
  readonly contact?: string;
  readonly scopes?: readonly string[];
  readonly roles?: readonly string[];
  readonly groups?: readonly string[];
  readonly plan?: string;
}

export interface ConsumerUpdateOptions extends ConsumerOptions {
  readonly clear?: readonly string[];
}

const LISTS: ReadonlySet<string> = new Set(['scopes', 'roles', 'groups']);

export async function listConsumers(options: OutputOptions): Promise<void> {
  await listRecords(options, {
    path: '/v1/consumers',
    view: consumerView,
    header: ['consumer', 'source', 'state', 'plan', 'groups', 'name'],
    row: ({ id, source, suspended, plan, groups, name }) => [
      id,
      source,
      suspended ? 'suspended' : 'active',
      plan ?? '-',
      groups.join(',') || '-',
      name ?? '-',
    ],
    empty: `there is no consumer: \`${calledAs()} consumers create\` makes one`,
  });
}

export async function showConsumer(id: string, options: OutputOptions): Promise<void> {
  await showRecord(options, pathOf(id), consumerView);
}

export async function createConsumer(id: string, options: ConsumerOptions): Promise<void> {
  const body = { id, ...fieldsOf(options) };
  await changeRecord(options, { method: 'POST', path: '/v1/consumers', body }, consumerView, () => `consumer ${id} is made`);
}

export async function updateConsumer(id: string, { clear = [], ...options }: ConsumerUpdateOptions): Promise<void> {
  const cleared = Object.fromEntries(clear.map((field) => [field, LISTS.has(field) ? [] : null]));
  const body = { ...cleared, ...fieldsOf(options) };
  await changeRecord(options, { method: 'PATCH', path: pathOf(id), body }, consumerView, () => `consumer ${id} is changed`);
}

export async function suspendConsumer(id: string, options: OutputOptions): Promise<void> {
  await setSuspended(id, true, options);
}

export async function resumeConsumer(id: string, options: OutputOptions): Promise<void> {
  await setSuspended(id, false, options);
}

export async function removeConsumer(id: string, options: OutputOptions & { readonly yes?: boolean }): Promise<void> {
  await assertConfirmed(`consumer ${id} would be removed with its applications, keys and clients`, options.yes);
  await removeRecord(options, pathOf(id), `consumer ${id} is removed`);
}

async function setSuspended(id: string, suspended: boolean, options: OutputOptions): Promise<void> {
  const said = suspended ? 'is suspended: none of its credentials is accepted until it is resumed' : 'is active';
  await changeRecord(options, { method: 'PATCH', path: pathOf(id), body: { suspended } }, consumerView, () => `consumer ${id} ${said}`);
}

function fieldsOf({ name, contact, scopes, roles, groups, plan }: ConsumerOptions): object {
  return present({ name, contact, scopes, roles, groups, plan });
}

function pathOf(id: string): string {
  return `/v1/consumers/${encodeURIComponent(id)}`;
}
