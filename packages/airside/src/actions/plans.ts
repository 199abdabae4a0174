import { planView } from '@airside/control';
import { type Allowance, present } from '@airside/domain';

import { assertConfirmed } from '../admin/confirm.ts';
import { changeRecord, listRecords, type OutputOptions, removeRecord, showRecord } from '../admin/records.ts';
import { allowanceText } from '../admin/show.ts';
import { calledAs } from '../called-as.ts';
import { CommandError, EXIT } from '../exit.ts';

export interface PlanOptions extends OutputOptions {
  readonly name?: string;
  readonly rate?: Allowance;
  readonly burst?: number;
  readonly quota?: Allowance;
}

export async function listPlans(options: OutputOptions): Promise<void> {
  await listRecords(options, {
    path: '/v1/plans',
    view: planView,
    header: ['plan', 'source', 'rate', 'quota', 'name'],
    row: ({ id, source, rate, quota, name }) => [
      id,
      source,
      rate === undefined ? '-' : allowanceText(rate),
      quota === undefined ? '-' : allowanceText(quota),
      name ?? '-',
    ],
    empty: `there is no plan: \`${calledAs()} plans set\` makes one`,
  });
}

export async function showPlan(id: string, options: OutputOptions): Promise<void> {
  await showRecord(options, pathOf(id), planView);
}

/** Makes a plan, or puts it in the place of one with the same id. */
export async function setPlan(id: string, options: PlanOptions): Promise<void> {
  const { name, rate, burst, quota } = options;
  if (burst !== undefined && rate === undefined) throw new CommandError('--burst goes with --rate', { exitCode: EXIT.usage });
  const body = present({ name, rate: rate && { ...rate, ...present({ burst }) }, quota });
  await changeRecord(options, { method: 'PUT', path: pathOf(id), body }, planView, () => `plan ${id} is set`);
}

export async function removePlan(id: string, options: OutputOptions & { readonly yes?: boolean }): Promise<void> {
  await assertConfirmed(`plan ${id} would be removed`, options.yes);
  await removeRecord(options, pathOf(id), `plan ${id} is removed`);
}

function pathOf(id: string): string {
  return `/v1/plans/${encodeURIComponent(id)}`;
}
