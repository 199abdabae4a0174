import type { DatabaseSync } from 'node:sqlite';

import { damaged, guarded } from '../../sqlite/failure.ts';
import { MOST_IN_A_PAGE, type Page, type PageOptions } from '../store.ts';

export type Parameter = string | number | null;

export interface Where {
  readonly sql: string;
  readonly parameters: readonly Parameter[];
}

/** A database that is open and up to date; `name` is what errors call it. */
export class Tables {
  readonly #database: DatabaseSync;
  readonly #name: string;

  constructor(database: DatabaseSync, name: string) {
    this.#database = database;
    this.#name = name;
  }

  run(sql: string, ...parameters: Parameter[]): number {
    return guarded(this.#name, () => Number(this.#database.prepare(sql).run(...parameters).changes));
  }

  all(sql: string, ...parameters: Parameter[]): Record<string, unknown>[] {
    return guarded(this.#name, () => this.#database.prepare(sql).all(...parameters));
  }

  /** A number of a single row; 0 where there is none. */
  number(sql: string, ...parameters: Parameter[]): number {
    return Number(Object.values(this.all(sql, ...parameters)[0] ?? {})[0] ?? 0);
  }

  transaction<Result>(work: () => Result): Result {
    return guarded(this.#name, () => {
      this.#database.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        this.#database.exec('COMMIT');
        return result;
      } catch (error) {
        if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
        throw error;
      }
    });
  }

  /** The document of a row, as it was written. */
  parsed(text: unknown): unknown {
    try {
      return JSON.parse(String(text)) as unknown;
    } catch {
      throw damaged(this.#name, 'a document is not JSON');
    }
  }

  /** Rows of a table with a `sequence`, the greatest first. */
  page<Item>(
    from: string,
    conditions: readonly (Where | undefined)[],
    { limit, after }: PageOptions,
    item: (row: Record<string, unknown>) => Item,
  ): Page<Item> {
    if (!(Number.isSafeInteger(limit) && limit >= 1 && limit <= MOST_IN_A_PAGE))
      throw new RangeError(`expected limit to be a whole number from 1 to ${MOST_IN_A_PAGE}, found ${limit}`);
    const before = after === undefined ? undefined : { sql: 'sequence < ?', parameters: [sequenceOf(after)] };
    const wheres = [...conditions, before].filter((where) => where !== undefined);
    const sql = wheres.length === 0 ? '' : ` WHERE ${wheres.map((where) => where.sql).join(' AND ')}`;
    const parameters = wheres.flatMap((where) => where.parameters);
    const rows = this.all(`SELECT * FROM ${from}${sql} ORDER BY sequence DESC LIMIT ?`, ...parameters, limit + 1);
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return { items: rows.slice(0, limit).map(item), next: last === undefined ? null : String(last['sequence']) };
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }
}

function sequenceOf(after: string): number {
  const sequence = /^\d{1,15}$/.test(after) ? Number(after) : Number.NaN;
  if (Number.isNaN(sequence)) throw new RangeError(`expected the end of an earlier page, found ${JSON.stringify(after.slice(0, 40))}`);
  return sequence;
}
