import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite';

import { SCHEMA } from './schema.ts';

export type Row = Readonly<Record<string, SQLOutputValue>>;

const LOCK_TIMEOUT_MS = 2000;

/** The database. Statements are constant texts with parameters, prepared once; nothing of a request ever becomes part of a statement. */
export class Store {
  readonly database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  /** Open a file, or `:memory:`, and create the tables where they are missing. */
  constructor(file: string) {
    this.database = new DatabaseSync(file, { timeout: LOCK_TIMEOUT_MS });
    this.database.exec(SCHEMA);
  }

  all(sql: string, ...values: readonly SQLInputValue[]): readonly Row[] {
    return this.#prepared(sql).all(...values);
  }

  one(sql: string, ...values: readonly SQLInputValue[]): Row | undefined {
    return this.#prepared(sql).get(...values);
  }

  /** The number of rows that were changed. */
  run(sql: string, ...values: readonly SQLInputValue[]): number {
    return Number(this.#prepared(sql).run(...values).changes);
  }

  /** Run a synchronous function with all its changes or none: whatever it throws undoes them. */
  transaction<T>(work: () => T): T {
    this.database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.database.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.database.close();
  }

  #prepared(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

/** A column that holds text. */
export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new TypeError(`expected text in column ${column}, found ${typeof value}`);
  return value;
}

/** A column that holds text or nothing. */
export function textOrNull(row: Row, column: string): string | null {
  return row[column] === null ? null : text(row, column);
}

/** A column that holds an integer. */
export function integer(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw new TypeError(`expected an integer in column ${column}, found ${typeof value}`);
  return value;
}
