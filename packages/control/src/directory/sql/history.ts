import { z } from 'zod';

import { checked } from '../fields.ts';
import { type AuditRecord, type HistoryFilter, MOST_HISTORY } from '../store.ts';
import { fromJson } from './tables/columns.ts';
import type { Database } from './tables/table.ts';

const filterFields = z.strictObject({
  kind: z.enum(['consumer', 'application', 'plan', 'group', 'key', 'client', 'login']).exactOptional(),
  id: z.string().max(400).exactOptional(),
  limit: z.int().min(1).max(MOST_HISTORY).default(100),
  before: z.int().min(0).exactOptional(),
  after: z.int().min(0).exactOptional(),
});

/** Audit records, newest first; oldest first behind `after`. */
export async function history(database: Database, filter: HistoryFilter): Promise<readonly AuditRecord[]> {
  const { kind, id, limit, before, after } = checked(filterFields, filter);
  let query = database
    .selectFrom('audit')
    .selectAll()
    .orderBy('sequence', after === undefined ? 'desc' : 'asc')
    .limit(limit);
  if (kind !== undefined) query = query.where('kind', '=', kind);
  if (id !== undefined) query = query.where('record_id', '=', id);
  if (before !== undefined) query = query.where('sequence', '<', before);
  if (after !== undefined) query = query.where('sequence', '>', after);
  return (await query.execute()).map((row) => ({
    sequence: row.sequence,
    timeMs: row.time_ms,
    actor: row.actor,
    action: row.action,
    kind: row.kind,
    id: row.record_id,
    before: snapshot(row.before),
    after: snapshot(row.after),
  }));
}

function snapshot(text: string | null): AuditRecord['before'] {
  return text === null ? null : (fromJson(text) as AuditRecord['before']);
}
