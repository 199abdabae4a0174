import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';

import { type Dialect, SqliteDialect, type SqliteStatement } from 'kysely';

import { guarded } from '../../sqlite/failure.ts';

/** Queries have a handful of shapes; those with lists have one for each length. */
const MOST_STATEMENTS = 200;

/**
 * Kysely's SQLite dialect on `node:sqlite`. `name` is what errors call the database: its failures come as `StoreUnavailableError`. A
 * transaction takes the right to write at its begin, so that it never fails for want of it half-way.
 */
export function nodeSqliteDialect(database: DatabaseSync, name: string): Dialect {
  const statements = new Map<string, SqliteStatement>();
  const prepare = (sql: string): SqliteStatement => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const made = guarded(name, () => {
      // A database that is full has ended the transaction itself.
      const isNeeded = sql === 'rollback' ? () => database.isTransaction : () => true;
      return statement(database.prepare(sql === 'begin' ? 'begin immediate' : sql), name, isNeeded);
    });
    if (statements.size >= MOST_STATEMENTS) statements.clear();
    statements.set(sql, made);
    return made;
  };
  return new SqliteDialect({ database: { prepare, close: () => database.close() } });
}

const NOTHING = { changes: 0, lastInsertRowid: 0 };

function statement(prepared: StatementSync, name: string, isNeeded: () => boolean): SqliteStatement {
  return {
    reader: prepared.columns().length > 0,
    all: (parameters) => guarded(name, () => prepared.all(...(parameters as SQLInputValue[]))),
    run: (parameters) => guarded(name, () => (isNeeded() ? prepared.run(...(parameters as SQLInputValue[])) : NOTHING)),
    iterate: (parameters) => guarded(name, () => prepared.iterate(...(parameters as SQLInputValue[]))),
  };
}
