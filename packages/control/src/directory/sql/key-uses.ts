import { type ApiKeyRecord, identifier } from '@airside/domain';
import { z } from 'zod';

import { checked, instant } from '../fields.ts';
import type { Configured } from './configured.ts';
import { unusedKeys } from './tables/keys.ts';
import type { Database } from './tables/table.ts';

const MOST_USES = 200_000;
/** Bound parameters of one statement: two for each key. */
const AT_ONCE = 500;
const uses = z.map(identifier(), instant).refine(({ size }) => size <= MOST_USES, { error: `expected at most ${MOST_USES} keys` });

/**
 * Notes when keys were last used. A time never goes back, and none lies in the future: a clock that was wrong must not make a key look used
 * for ever. Keys that neither store nor configuration file has are passed over.
 */
export async function recordKeyUse(
  database: Database,
  used: ReadonlyMap<string, number>,
  configured: Configured,
  nowMs: number,
): Promise<void> {
  const rows = [...checked(uses, used)].map(([key_id, timeMs]) => ({ key_id, last_used_at_ms: Math.min(timeMs, nowMs) }));
  const inFile = new Set(configured.contents().key?.map(({ id }) => id));
  await database.transaction().execute(async (transaction) => {
    for (let start = 0; start < rows.length; start += AT_ONCE) {
      const chunk = rows.slice(start, start + AT_ONCE);
      const ids = chunk.map(({ key_id }) => key_id);
      const found = await transaction.selectFrom('api_keys').select('id').where('id', 'in', ids).execute();
      const here = new Set(found.map(({ id }) => id));
      const wanted = chunk.filter(({ key_id }) => here.has(key_id) || inFile.has(key_id));
      if (wanted.length === 0) continue;
      await transaction
        .insertInto('key_uses')
        .values(wanted)
        .onConflict((conflict) =>
          conflict
            .column('key_id')
            .doUpdateSet(({ ref }) => ({ last_used_at_ms: ref('excluded.last_used_at_ms') }))
            .whereRef('key_uses.last_used_at_ms', '<', 'excluded.last_used_at_ms'),
        )
        .execute();
    }
  });
}

/** Keys of store and configuration file that open something and were neither made nor used since a time, by their ids. */
export async function findUnusedKeys(
  database: Database,
  sinceMs: number,
  configured: Configured,
  nowMs: number,
): Promise<readonly ApiKeyRecord[]> {
  checked(z.strictObject({ sinceMs: instant }), { sinceMs });
  const inFile = (configured.contents().key ?? []).filter(({ expiresAtMs }) => expiresAtMs === undefined || expiresAtMs > nowMs);
  const lastUses = new Map<string, number>();
  for (let start = 0; start < inFile.length; start += AT_ONCE) {
    const ids = inFile.slice(start, start + AT_ONCE).map(({ id }) => id);
    const rows = await database.selectFrom('key_uses').selectAll().where('key_id', 'in', ids).execute();
    for (const row of rows) lastUses.set(row.key_id, row.last_used_at_ms);
  }
  const unused = inFile.flatMap((key) => {
    const lastUsedAtMs = lastUses.get(key.id);
    if (lastUsedAtMs === undefined) return [key];
    return lastUsedAtMs < sinceMs ? [{ ...key, lastUsedAtMs }] : [];
  });
  return [...(await unusedKeys(database, sinceMs, nowMs)), ...unused].sort((one, other) => (one.id < other.id ? -1 : 1));
}
