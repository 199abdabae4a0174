import { z } from 'zod';

import { commonLength, floatsColumn, wordsColumn } from '../../saved/column.ts';
import type { DistinctCounter } from '../../sketch/index.ts';
import { mergedHabit } from '../habit.ts';
import { NUMBER, TIME, TIMES } from './block.ts';
import { loadDistinct, saveDistinct, savedDistinct } from './distinct-rows.ts';
import type { Tally } from './tally.ts';
import { FIELD, type WindowTable } from './window-table.ts';

const MOST_SPANS = 8;
const LONGEST_ID = 200;
const MOST_WINDOWS = 65_535;

/** What a tally has of some rows: of each that has a block its times, and its numbers for each window. */
export const savedBlocks = z.strictObject({
  id: z.string().max(LONGEST_ID),
  spans: z.int().min(1).max(MOST_SPANS),
  /** Which rows these are, by their places among those that are saved with them. */
  rows: wordsColumn,
  times: wordsColumn,
  /** How often was added since the running half of the longest window began; in states of before it is not known. */
  added: wordsColumn.optional(),
  current: floatsColumn,
  previous: floatsColumn,
  /** Null where nothing was said of any. */
  said: floatsColumn.nullable(),
  /** Null where none has a habit. */
  habits: z.strictObject({ mean: floatsColumn, square: floatsColumn, count: floatsColumn }).nullable(),
  distinct: savedDistinct.nullable(),
});

export type SavedBlocks = z.infer<typeof savedBlocks>;

/** What there is of some rows of a table. */
export function saveBlocks(table: WindowTable, tally: Tally, rows: Uint32Array): SavedBlocks {
  const all = rows.map((row) => table.known(tally, row));
  const having = Uint32Array.from(all.keys()).filter((index) => all[index] !== 0);
  const places = all.filter((at) => at !== 0);
  const said = tally.remembers ? tally.numbersOf(NUMBER.said, places) : new Float32Array();
  const count = tally.remembers ? tally.numbersOf(NUMBER.count, places) : new Float32Array();
  const hasHabits = count.some((windows) => windows > 0);
  return {
    id: tally.id,
    spans: tally.spans,
    rows: having,
    times: tally.timesOf(places),
    added: Uint32Array.from(places, (at) => tally.added(at)),
    current: tally.numbersOf(NUMBER.current, places),
    previous: tally.numbersOf(NUMBER.previous, places),
    said: said.some((surprise) => surprise !== 0) ? said : null,
    habits: hasHabits ? { mean: tally.numbersOf(NUMBER.mean, places), square: tally.numbersOf(NUMBER.square, places), count } : null,
    distinct: saveDistinct(Array.from(places, (at) => tally.distinct(at))),
  };
}

/**
 * Adds blocks to those of the rows with these keys: sums of running windows are added, of habits becomes one. Throws an Error where what was saved is of other windows, or not what it says.
 */
export function mergeBlocks(table: WindowTable, tally: Tally, saved: SavedBlocks, keys: Uint32Array): void {
  const { rows, times, current, previous, said, habits, spans, id } = saved;
  if (spans !== tally.spans) throw new Error(`${id}: ${tally.spans} windows expected, ${spans} found`);
  commonLength({ expected: { length: rows.length * TIMES }, times });
  if (saved.added !== undefined) commonLength({ rows, added: saved.added });
  for (const [name, column] of Object.entries({ current, previous, said, ...habits }))
    if (column !== null) commonLength({ expected: { length: rows.length * spans }, [name]: column });
  const distinct = saved.distinct === null ? [] : loadDistinct(saved.distinct, rows.length);
  for (const [index, of] of rows.entries()) {
    const key = keys[of] ?? 0;
    const row = key === 0 ? -1 : table.find(key);
    if (row < 0) continue;
    table.moveOn(row, times[index * TIMES + TIME.moved] ?? 0);
    if (table.keys[row] === key) mergeBlock(table, tally, row, saved, index, distinct[index]);
  }
}

function mergeBlock(
  table: WindowTable,
  tally: Tally,
  row: number,
  saved: SavedBlocks,
  index: number,
  counter: DistinctCounter | undefined,
): void {
  const [sinceS, lastS, movedS, firstS] = saved.times.subarray(index * TIMES, (index + 1) * TIMES);
  const timeS = movedS ?? 0;
  const isNew = table.known(tally, row) === 0;
  const at = table.block(tally, row, timeS);
  const known = { sinceS: tally.time(TIME.since, at), lastS: tally.time(TIME.last, at) };
  const over = (span: number): number => Math.max(0, tally.halves(span, tally.time(TIME.moved, at)) - tally.halves(span, timeS));
  const isOfRunning = over(tally.spans - 1) === 0;
  if (counter !== undefined && isOfRunning) tally.setDistinct(at, unionOf(tally.distinct(at), counter));
  for (let span = 0; span < tally.spans; span++) {
    const from = index * tally.spans + span;
    const passed = isNew ? 0 : over(span);
    const sum = Math.max(0, saved.current[from] ?? 0);
    const [ofCurrent, ofPrevious] = passed === 0 ? [sum, Math.max(0, saved.previous[from] ?? 0)] : [0, passed === 1 ? sum : 0];
    const together = tally.of(NUMBER.current, at, span) + ofCurrent;
    // What both have counted is counted once, where it is known what it was.
    const isTwice = counter !== undefined && !isNew && isOfRunning;
    tally.set(NUMBER.current, at, span, isTwice ? Math.min(together, tally.distinct(at)?.count ?? together) : together);
    tally.set(NUMBER.previous, at, span, tally.of(NUMBER.previous, at, span) + ofPrevious);
    if (!tally.remembers) continue;
    if (passed === 0) tally.set(NUMBER.said, at, span, louder(tally.of(NUMBER.said, at, span), saved.said?.[from] ?? 0));
    mergeHabit(tally, at, span, saved, from, known, { sinceS: sinceS ?? 0, lastS: lastS ?? 0 });
  }
  tally.setTime(TIME.last, at, isNew ? (lastS ?? 0) : Math.max(known.lastS, lastS ?? 0));
  tally.setTime(TIME.since, at, isNew ? (sinceS ?? 0) : Math.min(known.sinceS, sinceS ?? 0));
  if (isOfRunning) tally.setAdded(at, tally.added(at) + (saved.added?.[index] ?? 0));
  if (isOfRunning) tally.setTime(TIME.first, at, isNew ? (firstS ?? 0) : Math.min(tally.time(TIME.first, at), firstS ?? 0));
  // The next sweep looks at it, whatever is due.
  table.set(FIELD.due, row, 0);
}

interface Lasted {
  readonly sinceS: number;
  readonly lastS: number;
}

function mergeHabit(tally: Tally, at: number, span: number, { habits }: SavedBlocks, from: number, own: Lasted, others: Lasted): void {
  if (habits === null) return;
  const [mean, square, count] = [tally.of(NUMBER.mean, at, span), tally.of(NUMBER.square, at, span), tally.of(NUMBER.count, at, span)];
  const merged = mergedHabit(
    { mean, square, count, ...inMs(own) },
    { mean: habits.mean[from] ?? 0, square: habits.square[from] ?? 0, count: Math.max(0, habits.count[from] ?? 0), ...inMs(others) },
  );
  tally.set(NUMBER.mean, at, span, merged.mean);
  tally.set(NUMBER.square, at, span, merged.square);
  tally.set(NUMBER.count, at, span, Math.min(MOST_WINDOWS, merged.count));
}

function inMs({ sinceS, lastS }: Lasted) {
  return { sinceMs: sinceS * 1000, lastMs: lastS * 1000 };
}

/** What was said in the half that runs comes before what was said in the one before. */
function louder(one: number, other: number): number {
  return one > 0 || other > 0 ? Math.max(one, other) : Math.min(one, other);
}

/** Of what was counted in the same half of the longest window. */
function unionOf(one: DistinctCounter | undefined, other: DistinctCounter): DistinctCounter {
  one?.merge(other);
  return one ?? other;
}
