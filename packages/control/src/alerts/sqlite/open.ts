import { damaged, guarded } from '../../sqlite/failure.ts';
import { openDatabase } from '../../sqlite/open.ts';
import { inTransaction } from '../../sqlite/transaction.ts';
import { outgoingId } from '../outgoing.ts';
import type { AlertMemory, AlertStore } from '../store.ts';
import { ALERT_SCHEMA } from './schema.ts';

type Kind = keyof AlertMemory;
type Record_<K extends Kind> = AlertMemory[K][number];

const IDS: { readonly [K in Kind]: (record: Record_<K>) => string } = {
  alerts: ({ id }) => id,
  groups: ({ key }) => key,
  silences: ({ id }) => id,
  storms: ({ channel }) => channel,
  outgoing: outgoingId,
};
const KINDS = Object.keys(IDS) as readonly Kind[];

/**
 * The alert store in an SQLite file, or in memory for `:memory:`. One process may write; others may read beside it. What was saved survives the loss
 * of power: a page that was sent is not sent again. Throws `StoreUnavailableError`.
 */
export function openAlertStore(file: string, options: { readonly readOnly?: boolean } = {}): AlertStore {
  const { database, name } = openDatabase(ALERT_SCHEMA, file, { readOnly: options.readOnly ?? false, durability: 'power' });
  const [all, put, remove] = guarded(name, () => [
    database.prepare('SELECT id, document FROM records WHERE kind = ? ORDER BY id'),
    database.prepare('INSERT INTO records (kind, id, document) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET document = excluded.document'),
    database.prepare('DELETE FROM records WHERE kind = ? AND id = ?'),
  ]);

  const read = <K extends Kind>(kind: K): readonly Record_<K>[] =>
    guarded(name, () => all.all(kind)).map(({ id, document }) => {
      try {
        return JSON.parse(String(document)) as Record_<K>;
      } catch {
        throw damaged(name, `the record ${String(id)} of ${kind} is not JSON`);
      }
    });
  const write = <K extends Kind>(kind: K, records: readonly Record_<K>[] = []): void => {
    for (const record of records) put.run(kind, IDS[kind](record), JSON.stringify(record));
  };

  return {
    load: () => ({
      alerts: read('alerts'),
      groups: read('groups'),
      silences: read('silences'),
      storms: read('storms'),
      outgoing: read('outgoing'),
    }),
    save: (changes) =>
      inTransaction(database, name, () => {
        for (const kind of KINDS) {
          for (const id of changes.removed?.[kind] ?? []) remove.run(kind, id);
          write(kind, changes[kind]);
        }
      }),
    close: () => {
      if (database.isOpen) database.close();
    },
  };
}
