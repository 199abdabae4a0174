import type { DatabaseSync } from 'node:sqlite';

import { guarded } from '../../sqlite/failure.ts';
import { inTransaction } from '../../sqlite/transaction.ts';
import { LEVEL_MS, LEVELS, type Level } from '../series.ts';
import type { RollupRetention, RollupStore } from '../store.ts';
import { Progress } from './progress.ts';
import { preparedOnce, readRollups } from './read.ts';
import { addLate, rollUp } from './roll.ts';
import { RowWriter } from './rows.ts';

/** The roll-up store in an SQLite database that is open and up to date. `name` is what errors call it. */
export function sqliteRollupStore(database: DatabaseSync, name: string): RollupStore {
  const writer = guarded(name, () => new RowWriter(database));
  const prepared = preparedOnce(database);
  const progress = guarded(name, () => new Progress(database));

  const transact = <T>(work: () => T): T => {
    try {
      return inTransaction(database, name, work);
    } catch (error) {
      writer.forget();
      if (database.isOpen) guarded(name, () => progress.reload());
      throw error;
    }
  };

  return {
    append(deltas) {
      const first = deltas.reduce((least, { startMs }) => Math.min(least, startMs), Number.POSITIVE_INFINITY);
      if (!Number.isFinite(first)) return;
      transact(() => {
        progress.begin(first);
        for (const { startMs, tally, ...series } of deltas) {
          writer.write('minute', series, startMs, tally);
          addLate('hour', series, startMs, tally, progress, writer);
          addLate('day', series, startMs, tally, progress, writer);
        }
      });
    },
    read: (range) =>
      guarded(name, () => {
        progress.reload();
        const made = { hoursUntilMs: progress.get('hour')?.untilMs ?? 0, daysUntilMs: progress.get('day')?.untilMs ?? 0 };
        return readRollups(database, prepared, name, range, made);
      }),
    roll(nowMs, budgetMs, caps) {
      try {
        return guarded(name, () => rollUp(database, name, { writer, progress }, { nowMs, budgetMs, caps }));
      } catch (error) {
        writer.forget();
        if (database.isOpen) progress.reload();
        throw error;
      }
    },
    prune(retention, nowMs, batch) {
      const deleted = transact(() => prune(database, retention, nowMs, batch));
      if (deleted < batch) removeUnusedSeries();
      return deleted;
    },
    span: () =>
      guarded(name, () => {
        const { first, last } = database.prepare('SELECT min(start) AS first, max(start) AS last FROM rollups WHERE cut = 0').get() ?? {};
        return typeof first === 'number' && typeof last === 'number' ? { fromMs: first, toMs: last + LEVEL_MS.minute } : undefined;
      }),
    state: () =>
      guarded(name, () => ({
        rows: Number(database.prepare('SELECT count(*) AS count FROM rollups').get()?.['count']),
        series: Number(database.prepare('SELECT count(*) AS count FROM series').get()?.['count']),
        hoursUntilMs: progress.get('hour')?.untilMs ?? null,
        daysUntilMs: progress.get('day')?.untilMs ?? null,
      })),
    close: () => {
      if (database.isOpen) database.close();
    },
  };

  function removeUnusedSeries(): void {
    const { changes } = guarded(name, () =>
      database
        .prepare(
          'DELETE FROM series WHERE id IN (SELECT id FROM series WHERE NOT EXISTS (SELECT 1 FROM rollups WHERE rollups.series = series.id) LIMIT 1000)',
        )
        .run(),
    );
    if (Number(changes) > 0) writer.forget();
  }
}

function prune(database: DatabaseSync, { keepMs, maxRows }: RollupRetention, nowMs: number, batch: number): number {
  let left = batch;
  const old = database.prepare(
    'DELETE FROM rollups WHERE rowid IN (SELECT rowid FROM rollups WHERE level = ? AND cut = ? AND start < ? ORDER BY start LIMIT ?)',
  );
  for (const [place, level] of LEVELS.entries()) {
    for (let cut = 0; cut < CUT_COUNT && left > 0; cut++) left -= Number(old.run(place, cut, nowMs - keepMs[level], left).changes);
  }
  return batch - left + (left > 0 ? pruneExcess(database, maxRows, left) : 0);
}

/** Counting reads a whole index, so it is done only when the numbers of the rows say that it may matter. */
function pruneExcess(database: DatabaseSync, maxRows: number, batch: number): number {
  const span = Number(database.prepare('SELECT max(rowid) - min(rowid) + 1 AS span FROM rollups').get()?.['span'] ?? 0);
  if (span <= maxRows) return 0;
  const excess = Number(database.prepare('SELECT count(*) AS count FROM rollups').get()?.['count']) - maxRows;
  if (excess <= 0) return 0;
  return Number(
    database
      .prepare('DELETE FROM rollups WHERE rowid IN (SELECT rowid FROM rollups WHERE level = ? ORDER BY rowid LIMIT ?)')
      .run(LEVELS.indexOf('minute' satisfies Level), Math.min(batch, excess)).changes,
  );
}

const CUT_COUNT = 5;
