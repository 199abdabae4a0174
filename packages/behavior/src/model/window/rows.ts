import { z } from 'zod';

import { type Column, commonLength, floatsColumn, numbersColumn, shortsColumn, wordsColumn } from '../../saved/column.ts';
import type { DistinctCounter } from '../../sketch/index.ts';
import { mergedHabit } from '../habit.ts';
import { loadDistinct, saveDistinct, savedDistinct } from './distinct-rows.ts';
import type { WindowTable } from './window-table.ts';

const MOST_IN_PART = 2 ** 16;
const MOST_SPANS = 8;

/** Rows of a table as columns: one number for each row, or one for each row and window. */
export const savedRows = z.strictObject({
  /** How many rows the table has room for. */
  room: z.int().nonnegative(),
  swept: z.int().nonnegative(),
  spans: z.int().min(1).max(MOST_SPANS),
  keys: wordsColumn,
  entities: wordsColumn,
  scopes: wordsColumn,
  lastMs: numbersColumn,
  sinceMs: numbersColumn,
  movedMs: numbersColumn,
  firstMs: numbersColumn,
  current: floatsColumn,
  previous: floatsColumn,
  /** Null where nothing was said of any. */
  said: floatsColumn.nullable(),
  /** Null where none has a habit. */
  habits: z.strictObject({ mean: floatsColumn, square: floatsColumn, count: shortsColumn }).nullable(),
  wholes: z.tuple([floatsColumn, floatsColumn]).nullable(),
  distinct: savedDistinct.nullable(),
});

export type SavedRows = z.infer<typeof savedRows>;

/** All rows of a table, in parts of so many. Between two parts the table may grow, so that rows lie elsewhere: they are found by their keys. */
export function* saveRows(table: WindowTable): Generator<SavedRows> {
  const keys = table.keys.filter((key) => key !== 0);
  for (let from = 0; from < keys.length; from += MOST_IN_PART) {
    const some = keys.subarray(from, from + MOST_IN_PART);
    const rows = new Int32Array(some.length);
    for (let index = 0; index < some.length; index++) rows[index] = table.find(some[index] ?? 0);
    yield saveSome(
      table,
      rows.filter((row) => row >= 0),
    );
  }
}

function saveSome(table: WindowTable, rows: Int32Array): SavedRows {
  const spans = table.spansMs.length;
  const words = (column: Uint32Array) => gather(column, rows, 1, new Uint32Array(rows.length));
  const numbers = (column: Float64Array) => gather(column, rows, 1, new Float64Array(rows.length));
  const floats = (column: Float32Array) => gather(column, rows, spans, new Float32Array(rows.length * spans));
  const said = floats(table.said);
  const count = gather(table.habitCount, rows, spans, new Uint16Array(rows.length * spans));
  return {
    room: table.rows,
    swept: table.swept,
    spans,
    keys: words(table.keys),
    entities: words(table.entities),
    scopes: words(table.scopes),
    lastMs: numbers(table.lastMs),
    sinceMs: numbers(table.sinceMs),
    movedMs: numbers(table.movedMs),
    firstMs: numbers(table.firstMs),
    current: floats(table.current),
    previous: floats(table.previous),
    said: said.some((surprise) => surprise > 0) ? said : null,
    habits: count.some((windows) => windows > 0) ? { mean: floats(table.habitMean), square: floats(table.habitSquare), count } : null,
    wholes: table.currentWhole.length === 0 ? null : [floats(table.currentWhole), floats(table.previousWhole)],
    distinct: saveDistinct(Array.from(rows, (row) => table.distinct[row])),
  };
}

/** Of a column with so many numbers for each row those of some rows. */
function gather<C extends Column>(column: Column, rows: Int32Array, spans: number, into: C): C {
  let next = 0;
  for (let index = 0; index < rows.length; index++) {
    const from = (rows[index] ?? 0) * spans;
    for (let span = 0; span < spans; span++) into[next++] = column[from + span] ?? 0;
  }
  return into;
}

/**
 * Adds rows: sums of running windows are added, of habits becomes one. `scopeOf` tells which scope of this table one of the saved table is. Throws an Error where what was saved
 * is of other windows.
 */
export function mergeRows(table: WindowTable, saved: SavedRows, scopeOf: (saved: number) => number = () => 0): void {
  const { keys, entities, scopes, lastMs, sinceMs, movedMs, firstMs, current, previous, said, habits, wholes, spans } = saved;
  if (spans !== table.spansMs.length) throw new Error(`rows: ${table.spansMs.length} windows expected, ${spans} found`);
  const rows = commonLength({ keys, entities, scopes, lastMs, sinceMs, movedMs, firstMs });
  const [whole, previousWhole] = wholes ?? [];
  const columns = Object.entries({ current, previous, said, ...habits, whole, previousWhole });
  for (const [name, column] of columns) commonLength({ expected: { length: rows * spans }, ...(column && { [name]: column }) });
  const distinct = saved.distinct === null ? [] : loadDistinct(saved.distinct, rows);
  table.reserve(saved.room, saved.swept);
  for (let index = 0; index < rows; index++) {
    const key = keys[index] ?? 0;
    if (key === 0) continue;
    const timeMs = movedMs[index] ?? 0;
    const isNew = table.find(key) < 0;
    const row = table.row(key, timeMs);
    if (table.scopes[row] === 0) {
      table.scopes[row] = scopeOf(scopes[index] ?? 0);
      table.entities[row] = entities[index] ?? 0;
    }
    const counter = distinct[index];
    const known = { sinceMs: table.sinceMs[row] ?? 0, lastMs: table.lastMs[row] ?? 0 };
    const others = { sinceMs: sinceMs[index] ?? 0, lastMs: lastMs[index] ?? 0 };
    const longestOver = halvesSince(table, row, spans - 1, timeMs);
    if (counter !== undefined && longestOver === 0) table.distinct[row] = unionOf(table.distinct[row], counter);
    for (let span = 0; span < spans; span++) {
      const [at, from] = [row * spans + span, index * spans + span];
      const over = isNew ? 0 : halvesSince(table, row, span, timeMs);
      const sum = Math.max(0, current[from] ?? 0);
      const [ofCurrent, ofPrevious] = over === 0 ? [sum, Math.max(0, previous[from] ?? 0)] : [0, over === 1 ? sum : 0];
      const together = (table.current[at] ?? 0) + ofCurrent;
      // What both have counted is counted once, where it is known what it was.
      table.current[at] =
        counter === undefined || isNew || longestOver > 0 ? together : Math.min(together, table.distinct[row]?.count ?? together);
      table.previous[at] = (table.previous[at] ?? 0) + ofPrevious;
      if (wholes !== null && table.currentWhole.length > 0) {
        table.currentWhole[at] = (table.currentWhole[at] ?? 0) + (over === 0 ? (wholes[0][from] ?? 0) : 0);
        table.previousWhole[at] =
          (table.previousWhole[at] ?? 0) + (over === 0 ? (wholes[1][from] ?? 0) : over === 1 ? (wholes[0][from] ?? 0) : 0);
      }
      if (over === 0) table.said[at] = Math.max(table.said[at] ?? 0, said?.[from] ?? 0);
      const habit = mergedHabit(
        { mean: table.habitMean[at] ?? 0, square: table.habitSquare[at] ?? 0, count: table.habitCount[at] ?? 0, ...known },
        { mean: habits?.mean[from] ?? 0, square: habits?.square[from] ?? 0, count: habits?.count[from] ?? 0, ...others },
      );
      [table.habitMean[at], table.habitSquare[at], table.habitCount[at]] = [habit.mean, habit.square, habit.count];
    }
    table.lastMs[row] = isNew ? others.lastMs : Math.max(known.lastMs, others.lastMs);
    table.sinceMs[row] = isNew ? others.sinceMs : Math.min(known.sinceMs, others.sinceMs);
    if (longestOver === 0) table.firstMs[row] = isNew ? (firstMs[index] ?? 0) : Math.min(table.firstMs[row] ?? 0, firstMs[index] ?? 0);
  }
}

/** How many halves of a window were over between a time and the one up to which a row has moved. */
function halvesSince(table: WindowTable, row: number, span: number, timeMs: number): number {
  const half = (table.spansMs[span] ?? 1) / 2;
  return Math.max(0, Math.floor((table.movedMs[row] ?? 0) / half) - Math.floor(timeMs / half));
}

/** Of what was counted in the same half of the longest window. */
function unionOf(one: DistinctCounter | undefined, other: DistinctCounter): DistinctCounter {
  one?.merge(other);
  return one ?? other;
}
