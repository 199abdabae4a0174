import { z } from 'zod';

import type { WindowTable } from './window-table.ts';

const MOST_ROWS = 5_000;
const LONG_HABIT = 6;
const sums = z.array(z.number().nonnegative()).max(8);
const logs = z.array(z.number()).max(8);

export const savedRows = z
  .array(
    z.strictObject({
      key: z.int().min(1).max(0xffffffff),
      movedMs: z.number().nonnegative(),
      current: sums,
      previous: sums,
      mean: logs,
      square: logs,
      count: z.array(z.int().min(0).max(65_535)).max(8),
    }),
  )
  .max(MOST_ROWS);

type SavedRow = z.infer<typeof savedRows>[number];

/** The rows that are worth keeping over a restart: those with most in their longest window, and those with a habit. */
export function saveRows(table: WindowTable): readonly SavedRow[] {
  const spans = table.spansMs.length;
  const worth = (row: number): number => table.value(row, spans - 1) + ((table.habitCount[row * spans] ?? 0) >= LONG_HABIT ? 1 : 0);
  const rows = [...table.taken()].toSorted((one, other) => worth(other) - worth(one)).slice(0, MOST_ROWS);
  return rows.map((row) => {
    const of = (column: { slice(from: number, to: number): Iterable<number> }): number[] => [
      ...column.slice(row * spans, (row + 1) * spans),
    ];
    return {
      key: table.keys[row] ?? 0,
      movedMs: table.movedMs[row] ?? 0,
      current: of(table.current),
      previous: of(table.previous),
      mean: of(table.habitMean),
      square: of(table.habitSquare),
      count: of(table.habitCount),
    };
  });
}

/** Adds the sums of running windows, and takes over habits that are longer. */
export function mergeRows(table: WindowTable, rows: readonly SavedRow[]): void {
  const spans = table.spansMs.length;
  for (const saved of rows) {
    const row = table.row(saved.key, saved.movedMs);
    for (let span = 0; span < spans; span++) {
      const at = row * spans + span;
      table.current[at] = (table.current[at] ?? 0) + (saved.current[span] ?? 0);
      table.previous[at] = (table.previous[at] ?? 0) + (saved.previous[span] ?? 0);
      if ((saved.count[span] ?? 0) <= (table.habitCount[at] ?? 0)) continue;
      table.habitCount[at] = saved.count[span] ?? 0;
      table.habitMean[at] = saved.mean[span] ?? 0;
      table.habitSquare[at] = saved.square[span] ?? 0;
    }
  }
}
