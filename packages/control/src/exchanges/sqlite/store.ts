import type { DatabaseSync } from 'node:sqlite';

import type { Exchange } from '@airside/domain';

import { damaged, guarded } from '../../sqlite/failure.ts';
import { inTransaction } from '../../sqlite/transaction.ts';
import { StoreUnavailableError } from '../../store-unavailable-error.ts';
import {
  type ExchangeFilter,
  type ExchangeStore,
  type ListOptions,
  MOST_LISTED,
  MOST_PRUNED,
  type PruneLimits,
  type StoredExchange,
} from '../store.ts';
import { allOf, type Condition, filterConditions, instant } from './conditions.ts';
import { excessByBytes } from './excess-bytes.ts';

const INSERT = 'INSERT INTO exchanges (time, status, api, operation, consumer, problem, address) VALUES (?, ?, ?, ?, ?, ?, ?)';
const INSERT_DOCUMENT = 'INSERT INTO documents (sequence, exchange) VALUES (last_insert_rowid(), ?)';
const DELETE_OLDER = 'DELETE FROM exchanges WHERE sequence IN (SELECT sequence FROM exchanges WHERE time < ? ORDER BY time LIMIT ?)';
const DELETE_FIRST = 'DELETE FROM exchanges WHERE sequence IN (SELECT sequence FROM exchanges ORDER BY sequence LIMIT ?)';
const SPAN = 'SELECT (SELECT max(sequence) FROM exchanges) - (SELECT min(sequence) FROM exchanges) + 1 AS span';

/** Room within the file that a batch may need. */
const LEAST_ROOM_BYTES = 4 * 1024 * 1024;

/** The exchange store in an SQLite database that is open and up to date. `name` is what errors call it. It grows only while `hasRoom` says so. */
export function sqliteExchangeStore(database: DatabaseSync, name: string, hasRoom: () => boolean = () => true): ExchangeStore {
  const [insert, insertDocument] = guarded(name, () => [database.prepare(INSERT), database.prepare(INSERT_DOCUMENT)]);
  return {
    append: (exchanges) => {
      if (exchanges.length === 0) return;
      if (!hasRoom() && roomWithin(database) < LEAST_ROOM_BYTES) throw withoutRoom(name);
      const rows = exchanges.map(toRow);
      inTransaction(database, name, () => {
        for (const { columns, document } of rows) {
          insert.run(...columns);
          insertDocument.run(document);
        }
      });
    },
    list: (filter, options) => list(database, name, filter, options),
    count: (filter = {}) => {
      const where = allOf(filterConditions(filter));
      return guarded(name, () => number(database, `SELECT count(*) AS count FROM exchanges${where.sql}`, 'count', where.parameters));
    },
    prune: (limits, batch = 1000) => prune(database, name, limits, batch),
    close: () => {
      if (database.isOpen) database.close();
    },
  };
}

/** Bytes of pages that what was deleted has left free. */
function roomWithin(database: DatabaseSync): number {
  return number(database, 'PRAGMA freelist_count', 'freelist_count') * number(database, 'PRAGMA page_size', 'page_size');
}

function withoutRoom(name: string): StoreUnavailableError {
  return new StoreUnavailableError(
    'full',
    `${name} cannot grow: no space is left but for a little that detections, blocks and messages need. Make room on the disk, or keep less`,
  );
}

function toRow(exchange: Exchange) {
  const { status, api, operation, problem, principal, client } = exchange;
  return {
    columns: [instant(exchange.time), status, api, operation, principal?.consumer ?? null, problem, client.address],
    document: JSON.stringify(exchange),
  };
}

function list(database: DatabaseSync, name: string, filter: ExchangeFilter, options: ListOptions): StoredExchange[] {
  const limit = bounded('limit', options.limit, 1, MOST_LISTED);
  const conditions: Condition[] = filterConditions(filter);
  if (options.after !== undefined) conditions.push({ sql: 'sequence > ?', parameters: [sequenceNumber('after', options.after)] });
  if (options.before !== undefined) conditions.push({ sql: 'sequence < ?', parameters: [sequenceNumber('before', options.before)] });
  const where = allOf(conditions);
  const order = options.order === 'newest-first' ? 'DESC' : 'ASC';
  const sql = `SELECT sequence, exchange FROM documents
    WHERE sequence IN (SELECT sequence FROM exchanges${where.sql} ORDER BY sequence ${order} LIMIT ?) ORDER BY sequence ${order}`;
  const rows = guarded(name, () => database.prepare(sql).all(...where.parameters, limit));
  return rows.map((row) => ({ sequence: Number(row['sequence']), exchange: fromJson(name, row) }));
}

function fromJson(name: string, row: Readonly<Record<string, unknown>>): Exchange {
  try {
    return JSON.parse(String(row['exchange'])) as Exchange;
  } catch {
    throw damaged(name, `the exchange with sequence ${String(row['sequence'])} is not JSON`);
  }
}

function prune(database: DatabaseSync, name: string, limits: PruneLimits, batch: number): number {
  const olderThan = instant(limits.olderThan);
  const keepAtMost = bounded('keepAtMost', limits.keepAtMost, 0, Number.MAX_SAFE_INTEGER);
  const keepAtMostBytes = bounded('keepAtMostBytes', limits.keepAtMostBytes ?? Number.MAX_SAFE_INTEGER, 0, Number.MAX_SAFE_INTEGER);
  let left = bounded('batch', batch, 1, MOST_PRUNED);
  return inTransaction(database, name, () => {
    left -= Number(database.prepare(DELETE_OLDER).run(olderThan, left).changes);
    if (left > 0) left -= Number(database.prepare(DELETE_FIRST).run(Math.min(left, excess(database, keepAtMost))).changes);
    if (left > 0) left -= Number(database.prepare(DELETE_FIRST).run(excessByBytes(database, keepAtMostBytes, left)).changes);
    return batch - left;
  });
}

/** How many exchanges there are too many. Counting reads a whole index, so it is done only when the span of sequences says it may matter. */
function excess(database: DatabaseSync, keepAtMost: number): number {
  if (number(database, SPAN, 'span') <= keepAtMost) return 0;
  return Math.max(0, number(database, 'SELECT count(*) AS count FROM exchanges', 'count') - keepAtMost);
}

function number(database: DatabaseSync, sql: string, column: string, parameters: readonly (string | number)[] = []): number {
  return Number(database.prepare(sql).get(...parameters)?.[column] ?? 0);
}

function sequenceNumber(name: string, value: number): number {
  return bounded(name, value, 0, Number.MAX_SAFE_INTEGER);
}

function bounded(name: string, value: number, least: number, most: number): number {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return value;
  throw new RangeError(`expected ${name} to be a whole number from ${least} to ${most}, found ${value}`);
}
