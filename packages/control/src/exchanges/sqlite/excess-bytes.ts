import type { DatabaseSync } from 'node:sqlite';

/** What a row takes beside the exchange itself: its columns, and its places in the indexes. */
const ROW_BYTES = 200;

/** How many of the oldest exchanges, at most so many, have to go for the rest to take no more bytes than may be kept. Free pages do not count: they are used again. */
export function excessByBytes(database: DatabaseSync, keepAtMostBytes: number, most: number): number {
  let over = usedBytes(database) - keepAtMostBytes;
  if (over <= 0) return 0;
  let count = 0;
  for (const row of database.prepare(OLDEST).iterate(most)) {
    if (over <= 0) break;
    over -= Number(row['bytes']) + ROW_BYTES;
    count += 1;
  }
  return count;
}

const OLDEST = 'SELECT octet_length(exchange) AS bytes FROM documents ORDER BY sequence LIMIT ?';

function usedBytes(database: DatabaseSync): number {
  const pragma = (name: string): number => Number(database.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0);
  return (pragma('page_count') - pragma('freelist_count')) * pragma('page_size');
}
