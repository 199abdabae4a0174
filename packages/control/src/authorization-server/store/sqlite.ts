import type { SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';

import { guarded } from '../../sqlite/failure.ts';
import { openDatabase } from '../../sqlite/open.ts';
import { type Item, type ItemStore, ItemStoreFullError } from './items.ts';
import { AUTHORIZATION_SCHEMA } from './schema.ts';

const MOST_ITEMS = 1_000_000;
const MOST_PRUNED = 5000;
const MOST_REVOKED = 1_000_000;

const COLUMNS = 'name, kind, content, alias, alias_secret, grant_name, consumed, expires';
const INSERT = `INSERT INTO items (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO`;
const UPDATE = `UPDATE SET content = excluded.content, alias = excluded.alias, alias_secret = excluded.alias_secret,
  grant_name = excluded.grant_name, consumed = coalesce(consumed, excluded.consumed), expires = excluded.expires`;

/**
 * The store in an SQLite file, or in memory for `:memory:`. A commit survives the loss of power: what was revoked or used up must stay so.
 * Throws `StoreUnavailableError`.
 */
export function openItemStore(file: string, options: { readonly mostItems?: number } = {}): ItemStore {
  const { mostItems = MOST_ITEMS } = options;
  const { database, name: store } = openDatabase(AUTHORIZATION_SCHEMA, file, { readOnly: false, durability: 'power' });
  const prepare = (sql: string): StatementSync => guarded(store, () => database.prepare(sql));
  const count = prepare('SELECT count(*) AS count FROM items');
  const has = prepare('SELECT 1 FROM items WHERE name = ?');
  const put = prepare(`${INSERT} ${UPDATE}`);
  const add = prepare(`${INSERT} NOTHING`);
  const byName = prepare(`SELECT ${COLUMNS} FROM items WHERE name = ?`);
  const byAlias = prepare(`SELECT ${COLUMNS} FROM items WHERE alias = ?`);
  const consume = prepare('UPDATE items SET consumed = ? WHERE name = ? AND consumed IS NULL');
  const remove = prepare('DELETE FROM items WHERE name = ?');
  const removeOfGrant = prepare('DELETE FROM items WHERE grant_name = ? AND (kind = ?2 OR ?2 IS NULL)');
  const revoke = prepare('INSERT INTO revoked (id, until) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET until = max(until, excluded.until)');
  const revoked = prepare(`SELECT id, until FROM revoked WHERE until > ? ORDER BY until DESC LIMIT ${MOST_REVOKED}`);
  const pruneRevoked = prepare('DELETE FROM revoked WHERE until <= ?');
  const prune = prepare(
    `DELETE FROM items WHERE name IN (SELECT name FROM items WHERE expires <= ? ORDER BY expires LIMIT ${MOST_PRUNED})`,
  );

  let kept = Number(count.get()?.['count'] ?? 0);
  const run = (statement: StatementSync, ...parameters: readonly SQLInputValue[]): number =>
    guarded(store, () => Number(statement.run(...parameters).changes));
  const assertRoom = (): void => {
    if (kept >= mostItems) throw new ItemStoreFullError(`the ${store} holds ${kept} codes, tokens and sessions, as many as it may`);
  };
  const inserted = (changes: number): number => {
    kept += changes;
    return changes;
  };
  const removed = (changes: number): number => {
    kept -= changes;
    return changes;
  };

  return {
    async put(item) {
      const known = guarded(store, () => has.get(item.name)) !== undefined;
      if (!known) assertRoom();
      run(put, ...toRow(item));
      if (!known) inserted(1);
    },
    async add(item) {
      assertRoom();
      return inserted(run(add, ...toRow(item))) > 0;
    },
    find: async (name) => toItem(guarded(store, () => byName.get(name))),
    findByAlias: async (name) => toItem(guarded(store, () => byAlias.get(name))),
    consume: async (name, at) => run(consume, at, name) > 0,
    async remove(name) {
      removed(run(remove, name));
    },
    async removeOfGrant(grant, kind) {
      removed(run(removeOfGrant, grant, kind ?? null));
    },
    async revoke(id, until) {
      run(revoke, id, until);
    },
    revoked: async (now) => guarded(store, () => revoked.all(now)).map((row) => ({ id: String(row['id']), until: Number(row['until']) })),
    async prune(now) {
      run(pruneRevoked, now);
      return removed(run(prune, now));
    },
    async close() {
      if (database.isOpen) database.close();
    },
  };
}

function toRow({ name, kind, content, alias, grant, consumed, expires }: Item) {
  return [name, kind, content, alias?.name ?? null, alias?.secret ?? null, grant ?? null, consumed ?? null, expires] as const;
}

function toItem(row: Record<string, SQLOutputValue> | undefined): Item | undefined {
  if (row === undefined) return undefined;
  const { alias, alias_secret: secret, grant_name: grant, consumed } = row;
  return {
    name: row['name'] as Uint8Array,
    kind: String(row['kind']),
    content: row['content'] as Uint8Array,
    ...(alias instanceof Uint8Array && secret instanceof Uint8Array && { alias: { name: alias, secret } }),
    ...(grant instanceof Uint8Array && { grant }),
    ...(consumed !== null && { consumed: Number(consumed) }),
    expires: Number(row['expires']),
  };
}
