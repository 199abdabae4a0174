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
    const made = guarded(name, () => statement(database.prepare(sql === 'begin' ? 'begin immediate' : sql), name));
    if (statements.size >= MOST_STATEMENTS) statements.clear();
    statements.set(sql, made);
    return made;
  };
  return new SqliteDialect({ database: { prepare, close: () => database.close() } });
}

function statement(prepared: StatementSync, name: string): SqliteStatement {
  return {
    reader: prepared.columns().length > 0,
    all: (parameters) => guarded(name, () => prepared.all(...(parameters as SQLInputValue[]))),
    run: (parameters) => guarded(name, () => prepared.run(...(parameters as SQLInputValue[]))),
    iterate: (parameters) => guarded(name, () => prepared.iterate(...(parameters as SQLInputValue[]))),
  };
}
