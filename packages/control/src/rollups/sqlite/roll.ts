import type { DatabaseSync } from 'node:sqlite';

import { OTHER } from '@airside/domain';

import { inTransaction } from '../../sqlite/transaction.ts';
import { type Cut, floorTo, LEVEL_MS, LEVELS, type Series } from '../series.ts';
import { Tally } from '../tally.ts';
import type { Progress } from './progress.ts';
import { mergeRow, type RowWriter } from './rows.ts';
import { NUMBERS } from './schema.ts';

/** An hour or a day is made when it has been over for so long: what comes later is added to it. */
const GRACE_MS = 2 * 60_000;

interface Summed {
  readonly series: Series;
  readonly tally: Tally;
}

/** See `RollupStore.roll`. */
export function rollUp(
  database: DatabaseSync,
  name: string,
  { writer, progress }: { readonly writer: RowWriter; readonly progress: Progress },
  { nowMs, budgetMs, caps }: { readonly nowMs: number; readonly budgetMs: number; readonly caps: Readonly<Record<Cut, number>> },
): boolean {
  const endMs = performance.now() + budgetMs;
  for (const level of ['hour', 'day'] as const) {
    for (;;) {
      const { untilMs, cursor } = progress.get(level) ?? {};
      if (untilMs === undefined || untilMs + LEVEL_MS[level] + GRACE_MS > nowMs) break;
      if (level === 'day' && (progress.get('hour')?.untilMs ?? 0) < untilMs + LEVEL_MS.day) break;
      if (performance.now() > endMs) return true;
      const api = database.prepare('SELECT min(api) AS api FROM series WHERE api > ?').get(cursor ?? '')?.['api'];
      inTransaction(database, name, () => {
        if (typeof api !== 'string') progress.set(level, untilMs + LEVEL_MS[level], null);
        else {
          for (const { series, tally } of capped(sumsOf(database, name, api, level, untilMs), caps))
            writer.write(level, series, untilMs, tally);
          progress.set(level, untilMs, api);
        }
      });
    }
  }
  return false;
}

/** Adds a minute that came late to the hour and the day that were made before it came. */
export function addLate(level: 'hour' | 'day', series: Series, startMs: number, tally: Tally, progress: Progress, writer: RowWriter): void {
  const made = progress.get(level);
  if (made === undefined) return;
  const start = floorTo(level, startMs);
  if (start < made.untilMs || (start === made.untilMs && made.cursor !== null && series.api <= made.cursor)) {
    writer.write(level, series, start, tally);
  }
}

function sumsOf(database: DatabaseSync, name: string, api: string, level: 'hour' | 'day', startMs: number): Summed[] {
  const finer = level === 'hour' ? 'minute' : 'hour';
  const rows = database.prepare(
    `SELECT ${NUMBERS.join(', ')}, problems, details FROM rollups INDEXED BY rollups_series WHERE series = ? AND level = ? AND start >= ? AND start < ?`,
  );
  const sums: Summed[] = [];
  for (const { id, cut, value } of database.prepare('SELECT id, cut, value FROM series WHERE api = ?').all(api)) {
    let tally: Tally | undefined;
    for (const row of rows.iterate(Number(id), LEVELS.indexOf(finer), startMs, startMs + LEVEL_MS[level])) {
      tally ??= new Tally();
      mergeRow(tally, row, 'all', name);
    }
    if (tally !== undefined) sums.push({ series: { api, cut: String(cut) as Cut, value: String(value) }, tally });
  }
  return sums;
}

/** The values with the most requests stay, up to the cap; the others are one. */
function capped(sums: readonly Summed[], caps: Readonly<Record<Cut, number>>): Summed[] {
  return Object.values(Object.groupBy(sums, ({ series }) => series.cut)).flatMap((ofCut) => {
    const cap = caps[ofCut[0]?.series.cut ?? 'api'];
    const named = ofCut.filter(({ series }) => series.value !== OTHER);
    if (named.length <= cap) return ofCut;
    const byRequests = named.toSorted((a, b) => b.tally.sum('requests') - a.tally.sum('requests'));
    const other = ofCut.find(({ series }) => series.value === OTHER)?.tally ?? new Tally();
    const rest = byRequests.slice(cap);
    for (const { tally } of rest) other.merge(tally);
    return [...byRequests.slice(0, cap), ...rest.slice(0, 1).map(({ series }) => ({ series: { ...series, value: OTHER }, tally: other }))];
  });
}
