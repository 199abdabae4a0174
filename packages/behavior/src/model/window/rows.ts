import { z } from 'zod';

import { commonLength, wordsColumn } from '../../saved/column.ts';
import { mergeBlocks, type SavedBlocks, saveBlocks, savedBlocks } from './blocks.ts';
import { FIELD, type Field, type WindowTable } from './window-table.ts';

/** So many rows with all that is counted of them are some milliseconds of work. */
const MOST_IN_PART = 2 ** 11;
const MOST_TALLIES = 64;

/** Rows of a table as columns, and what each tally has of them. */
export const savedRows = z.strictObject({
  /** How many rows the table has room for. */
  room: z.int().nonnegative(),
  swept: z.int().nonnegative(),
  keys: wordsColumn,
  entities: wordsColumn,
  scopes: wordsColumn,
  lastS: wordsColumn,
  recent: wordsColumn,
  before: wordsColumn,
  days: wordsColumn,
  tallies: z.array(savedBlocks).max(MOST_TALLIES),
});

export type SavedRows = z.infer<typeof savedRows>;

/** All rows of a table, in parts of so many; `placeOf` tells which of the saved scopes one of the table is. Between two parts the table may grow, so that rows lie elsewhere: they are found by their keys. */
export function* saveRows(table: WindowTable, placeOf: (scope: number) => number = (scope) => scope): Generator<SavedRows> {
  const keys = table.keys.filter((key) => key !== 0);
  for (let from = 0; from < keys.length; from += MOST_IN_PART) {
    const rows = keys.subarray(from, from + MOST_IN_PART).map((key) => table.find(key) + 1);
    yield saveSome(
      table,
      rows.filter((row) => row > 0).map((row) => row - 1),
      placeOf,
    );
  }
}

function saveSome(table: WindowTable, rows: Uint32Array<ArrayBuffer>, placeOf: (scope: number) => number): SavedRows {
  const of = (field: Field): Uint32Array<ArrayBuffer> => rows.map((row) => table.of(field, row));
  return {
    room: table.rows,
    swept: table.swept,
    keys: rows.map((row) => table.keys[row] ?? 0),
    entities: of(FIELD.entity),
    scopes: of(FIELD.scope).map(placeOf),
    lastS: of(FIELD.last),
    recent: of(FIELD.recent),
    before: of(FIELD.before),
    days: of(FIELD.days),
    tallies: table.tallies.map((tally) => saveBlocks(table, tally, rows)).filter((blocks) => blocks.rows.length > 0),
  };
}

/**
 * Adds rows: sums of running windows are added, of habits becomes one. `scopeOf` tells which scope of this table one of the saved table is. What is of a tally that is there no more is left out. Throws an Error where what
 * was saved is of other windows.
 */
export function mergeRows(table: WindowTable, saved: SavedRows, scopeOf: (saved: number) => number = () => 0): void {
  const { keys, entities, scopes, lastS, recent, before, days, tallies } = saved;
  commonLength({ keys, entities, scopes, lastS, recent, before, days });
  const known = tallies.flatMap((blocks: SavedBlocks) => {
    const tally = table.tallies.find(({ id }) => id === blocks.id);
    return tally === undefined ? [] : [[tally, blocks] as const];
  });
  table.reserve(saved.room, saved.swept);
  for (const [index, key] of keys.entries()) if (key !== 0) mergeRow(index, key);
  for (const [tally, blocks] of known) mergeBlocks(table, tally, blocks, keys);

  function mergeRow(index: number, key: number): void {
    const row = table.row(key, lastS[index] ?? 0);
    // That was no call.
    table.set(FIELD.recent, row, table.of(FIELD.recent, row) - 1);
    if (table.of(FIELD.scope, row) === 0) {
      table.set(FIELD.scope, row, scopeOf(scopes[index] ?? 0));
      table.set(FIELD.entity, row, entities[index] ?? 0);
    }
    table.addSeen(row, lastS[index] ?? 0, recent[index] ?? 0, before[index] ?? 0, days[index] ?? 0);
  }
}
