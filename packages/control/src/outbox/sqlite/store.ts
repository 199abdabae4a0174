import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';

import { guarded } from '../../sqlite/failure.ts';
import { inTransaction } from '../../sqlite/transaction.ts';
import type { DeliveryFilter } from '../delivery.ts';
import { type DeliveryListOptions, MOST_LISTED_DELIVERIES, type OutboxStore } from '../store.ts';
import { COLUMNS, toDelivery } from './rows.ts';

/** No delivery waits longer than this on purpose: one that would is due, because the clock was set back. */
const LONGEST_WAIT_MS = 2 * 60 * 60_000;
/** First of its key: nothing that was accepted before it is pending. */
const FIRST = `state = 'pending' AND NOT EXISTS (SELECT 1 FROM deliveries AS earlier
  WHERE earlier.channel = deliveries.channel AND earlier.key = deliveries.key AND earlier.sequence < deliveries.sequence AND earlier.state = 'pending')`;
const SETTLED_BEFORE = "SELECT sequence FROM deliveries WHERE state <> 'pending' AND settled < ? ORDER BY settled LIMIT ?";
const SETTLED_FIRST = "SELECT sequence FROM deliveries WHERE state <> 'pending' ORDER BY settled LIMIT ?";

/** The outbox in an SQLite database that is open and up to date. `name` is what errors call it. */
export function sqliteOutboxStore(database: DatabaseSync, name: string): OutboxStore {
  const prepare = (sql: string): StatementSync => guarded(name, () => database.prepare(sql));
  const statements = {
    knows: prepare('SELECT 1 FROM accepted WHERE notification = ? AND channel = ?'),
    add: prepare(
      `INSERT INTO deliveries (channel, key, state, accepted, due, notification) VALUES (?, ?, 'pending', ?, ?, ?) RETURNING ${COLUMNS}`,
    ),
    accept: prepare(
      'INSERT INTO accepted (notification, channel, sequence) SELECT ?, channel, sequence FROM deliveries WHERE sequence = ? ON CONFLICT DO NOTHING',
    ),
    replace: prepare("UPDATE deliveries SET notification = ?, due = ?, folded = folded + 1 WHERE sequence = ? AND state = 'pending'"),
    fold: prepare('UPDATE deliveries SET folded = folded + 1 WHERE sequence = ?'),
    latest: prepare(`SELECT ${COLUMNS} FROM deliveries WHERE channel = ? AND key = ? ORDER BY sequence DESC LIMIT 1`),
    due: prepare(
      `SELECT ${COLUMNS} FROM deliveries WHERE channel = ?1 AND (due <= ?2 OR due > ?2 + ${LONGEST_WAIT_MS}) AND ${FIRST} ORDER BY due, sequence LIMIT ?3`,
    ),
    nextDue: prepare(`SELECT min(due) AS due FROM deliveries WHERE channel = ? AND due > ? AND ${FIRST}`),
    begin: prepare('UPDATE deliveries SET attempts = attempts + 1 WHERE sequence = ?'),
    postpone: prepare('UPDATE deliveries SET due = ?, error = ? WHERE sequence = ?'),
    settle: prepare('UPDATE deliveries SET state = ?, settled = ?, error = ? WHERE sequence = ?'),
    reference: prepare('SELECT reference FROM receivers WHERE channel = ? AND key = ?'),
    setReference: prepare(
      'INSERT INTO receivers (channel, key, reference, at) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET reference = excluded.reference, at = excluded.at',
    ),
    forgetReference: prepare('DELETE FROM receivers WHERE channel = ? AND key = ?'),
    counts: prepare(
      "SELECT channel, sum(state = 'pending') AS pending, sum(state = 'delivered') AS delivered, sum(state = 'failed') AS failed FROM deliveries GROUP BY channel ORDER BY channel",
    ),
    countPending: prepare("SELECT count(*) AS count FROM deliveries WHERE channel = ? AND state = 'pending'"),
    oldestPending: prepare(`SELECT ${COLUMNS} FROM deliveries WHERE channel = ? AND state = 'pending' ORDER BY sequence LIMIT ?`),
    settled: prepare("SELECT count(*) AS count FROM deliveries WHERE state <> 'pending'"),
    deleteBefore: prepare(`DELETE FROM deliveries WHERE sequence IN (${SETTLED_BEFORE})`),
    deleteFirst: prepare(`DELETE FROM deliveries WHERE sequence IN (${SETTLED_FIRST})`),
    forgetReferences: prepare('DELETE FROM receivers WHERE at < ?'),
  };
  const run = (statement: StatementSync, ...parameters: readonly SQLInputValue[]): number =>
    guarded(name, () => Number(statement.run(...parameters).changes));
  const row = (statement: StatementSync, ...parameters: readonly SQLInputValue[]) => guarded(name, () => statement.get(...parameters));
  const all = (statement: StatementSync, ...parameters: readonly SQLInputValue[]) =>
    guarded(name, () => statement.all(...parameters)).map((found) => toDelivery(name, found));

  return {
    atomically: (work) => (database.isTransaction ? work() : inTransaction(database, name, work)),
    knows: (notificationId, channel) => row(statements.knows, notificationId, channel) !== undefined,
    add({ channel, notification, acceptedMs, dueMs }) {
      const added = row(statements.add, channel, notification.key, acceptedMs, dueMs, JSON.stringify(notification)) ?? {};
      const delivery = toDelivery(name, added);
      run(statements.accept, notification.id, delivery.sequence);
      return delivery;
    },
    replace(sequence, notification, dueMs) {
      run(statements.replace, JSON.stringify(notification), dueMs, sequence);
      run(statements.accept, notification.id, sequence);
    },
    fold(sequence, notificationId) {
      run(statements.fold, sequence);
      run(statements.accept, notificationId, sequence);
    },
    latest(channel, key) {
      const found = row(statements.latest, channel, key);
      return found === undefined ? undefined : toDelivery(name, found);
    },
    due: (channel, nowMs, limit) => all(statements.due, channel, nowMs, limit),
    nextDueMs: (channel, afterMs) => optionalNumber(row(statements.nextDue, channel, afterMs)?.['due']),
    begin: (sequence) => void run(statements.begin, sequence),
    postpone: (sequence, dueMs, error) => void run(statements.postpone, dueMs, error, sequence),
    settle: (sequence, state, settledMs, error) => void run(statements.settle, state, settledMs, error, sequence),
    reference(channel, key) {
      const found = row(statements.reference, channel, key);
      return found === undefined ? undefined : String(found['reference']);
    },
    setReference(channel, key, reference, atMs) {
      if (reference === null) run(statements.forgetReference, channel, key);
      else run(statements.setReference, channel, key, reference, atMs);
    },
    counts: () =>
      guarded(name, () => statements.counts.all()).map((found) => ({
        channel: String(found['channel']),
        pending: Number(found['pending']),
        delivered: Number(found['delivered']),
        failed: Number(found['failed']),
      })),
    countPending: (channel) => Number(row(statements.countPending, channel)?.['count'] ?? 0),
    oldestPending: (channel, limit) => all(statements.oldestPending, channel, limit),
    list: (filter, options) => list(database, name, filter, options),
    prune: ({ settledBeforeMs, keepAtMost }, batch) =>
      inTransaction(database, name, () => {
        let left = batch - Number(statements.deleteBefore.run(settledBeforeMs, batch).changes);
        const excess = Number(statements.settled.get()?.['count'] ?? 0) - keepAtMost;
        if (left > 0 && excess > 0) left -= Number(statements.deleteFirst.run(Math.min(left, excess)).changes);
        statements.forgetReferences.run(settledBeforeMs);
        return batch - left;
      }),
    close: () => {
      if (database.isOpen) database.close();
    },
  };
}

function list(database: DatabaseSync, name: string, { channel, state, key }: DeliveryFilter, { limit, before }: DeliveryListOptions) {
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > MOST_LISTED_DELIVERIES) {
    throw new RangeError(`expected limit to be a whole number from 1 to ${MOST_LISTED_DELIVERIES}, found ${limit}`);
  }
  const conditions: readonly (readonly [string, string | number | undefined])[] = [
    ['channel = ?', channel],
    ['state = ?', state],
    ['key = ?', key],
    ['sequence < ?', before],
  ];
  const given = conditions.flatMap(([sql, value]) => (value === undefined ? [] : [{ sql, value }]));
  const where = given.length === 0 ? '' : ` WHERE ${given.map(({ sql }) => sql).join(' AND ')}`;
  const sql = `SELECT ${COLUMNS} FROM deliveries${where} ORDER BY sequence DESC LIMIT ?`;
  const rows = guarded(name, () => database.prepare(sql).all(...given.map(({ value }) => value), limit));
  return rows.map((found) => toDelivery(name, found));
}

function optionalNumber(value: SQLOutputValue | undefined): number | undefined {
  return value === null || value === undefined ? undefined : Number(value);
}
