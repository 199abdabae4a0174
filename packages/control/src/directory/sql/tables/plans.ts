import { type Plan, present } from '@airside/domain';
import type { Selectable } from 'kysely';

import type { DirectoryTables } from '../schema.ts';
import { type RecordTable, tableById } from './table.ts';

type Row = Selectable<DirectoryTables['plans']>;

export const plans: RecordTable<Plan> = tableById('plans', toRecord, toRow);

function toRecord(row: Row): Plan {
  const { id, name } = row;
  const rate = allowance(row.rate_requests, row.rate_window_ms);
  const quota = allowance(row.quota_requests, row.quota_window_ms);
  return {
    id,
    source: 'store',
    ...present({ name }),
    ...(rate && { rate: { ...rate, ...present({ burst: row.rate_burst }) } }),
    ...(quota && { quota }),
  };
}

function allowance(requests: number | null, windowMs: number | null) {
  return requests === null || windowMs === null ? undefined : { requests, windowMs };
}

function toRow({ id, name, rate, quota }: Plan): Row {
  return {
    id,
    name: name ?? null,
    rate_requests: rate?.requests ?? null,
    rate_window_ms: rate?.windowMs ?? null,
    rate_burst: rate?.burst ?? null,
    quota_requests: quota?.requests ?? null,
    quota_window_ms: quota?.windowMs ?? null,
  };
}
