import { guarded } from '../../sqlite/failure.ts';
import { openDatabase } from '../../sqlite/open.ts';
import { inTransaction } from '../../sqlite/transaction.ts';
import type { ExportRecord } from '../record.ts';
import type { ExportStore } from '../store.ts';
import { EXPORT_SCHEMA } from './schema.ts';

/**
 * The export store in an SQLite file, or in memory for `:memory:`. Directories and file are made where missing, open to the owner alone. A
 * commit survives the end of the process. Throws `StoreUnavailableError`.
 */
export function openExportStore(file: string): ExportStore {
  const { database, name } = openDatabase(EXPORT_SCHEMA, file, { readOnly: false, durability: 'process' });
  const prepare = (sql: string) => guarded(name, () => database.prepare(sql));
  const position = prepare('SELECT place FROM positions WHERE export = ? AND source = ?');
  const setPosition = prepare(
    'INSERT INTO positions (export, source, place) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET place = excluded.place',
  );
  const names = prepare('SELECT DISTINCT export FROM positions');
  const forget = prepare('DELETE FROM positions WHERE export = ?');
  const append = prepare('INSERT INTO spool (record) VALUES (?)');
  const read = prepare('SELECT place, record FROM spool WHERE place > ? ORDER BY place LIMIT ?');
  // What was deleted counts as well.
  const last = prepare("SELECT seq AS place FROM sqlite_sequence WHERE name = 'spool'");
  const trim = prepare('DELETE FROM spool WHERE place <= ?');
  return {
    position(exportName, source) {
      const row = guarded(name, () => position.get(exportName, source));
      return row === undefined ? undefined : Number(row['place']);
    },
    setPosition: (exportName, source, place) => void guarded(name, () => setPosition.run(exportName, source, place)),
    keepOnly: (exportNames) =>
      inTransaction(database, name, () => {
        for (const row of names.all()) if (!exportNames.includes(String(row['export']))) forget.run(String(row['export']));
      }),
    append: (records) =>
      inTransaction(database, name, () => {
        for (const record of records) append.run(JSON.stringify(record));
      }),
    read: (after, limit) =>
      guarded(name, () => read.all(after, limit)).map((row) => ({
        place: Number(row['place']),
        record: JSON.parse(String(row['record'])) as ExportRecord,
      })),
    last: () => Number(guarded(name, () => last.get())?.['place'] ?? 0),
    trim: (doneUpTo, keepAtMost) =>
      guarded(name, () => {
        const newest = Number(last.get()?.['place'] ?? 0);
        trim.run(Math.max(doneUpTo, newest - keepAtMost));
      }),
    close: () => {
      if (database.isOpen) database.close();
    },
  };
}
