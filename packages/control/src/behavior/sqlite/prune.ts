import type { Tables } from './rows.ts';

export interface PruneOptions {
  /** What is older than this time goes, in milliseconds since 1970. */
  readonly before: number;
  /** Beyond this many the oldest go. */
  readonly keepAtMost: number;
  readonly batch: number;
}

/** Deletes up to a batch of rows, oldest first, beyond `keepAtMost` in the `order` given; yields how many. Only rows that `condition` fits. */
export function pruneTable(
  tables: Tables,
  table: string,
  time: string,
  { before, keepAtMost, batch }: PruneOptions,
  condition = 'TRUE',
  order = 'sequence',
): number {
  const old = tables.run(
    `DELETE FROM ${table} WHERE sequence IN (SELECT sequence FROM ${table} WHERE ${time} < ? AND ${condition} ORDER BY ${time} LIMIT ?)`,
    before,
    batch,
  );
  const excess = Math.min(batch - old, tables.number(`SELECT count(*) FROM ${table}`) - keepAtMost);
  if (excess <= 0) return old;
  return (
    old +
    tables.run(
      `DELETE FROM ${table} WHERE sequence IN (SELECT sequence FROM ${table} WHERE ${condition} ORDER BY ${order} LIMIT ?)`,
      excess,
    )
  );
}
