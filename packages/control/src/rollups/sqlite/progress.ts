import type { DatabaseSync } from 'node:sqlite';

import { floorTo, LEVELS, type Level } from '../series.ts';

export interface LevelProgress {
  /** Up to when rows of the level are complete; the stretch that begins here is being made, or comes next. */
  readonly untilMs: number;
  /** The last API of that stretch that is done; null where none is. */
  readonly cursor: string | null;
}

/** How far hours and days are made. */
export class Progress {
  readonly #database: DatabaseSync;
  readonly #known = new Map<Level, LevelProgress>();

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.reload();
  }

  get(level: 'hour' | 'day'): LevelProgress | undefined {
    return this.#known.get(level);
  }

  set(level: 'hour' | 'day', untilMs: number, cursor: string | null): void {
    this.#database
      .prepare(
        'INSERT INTO progress (level, until, cursor) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET until = excluded.until, cursor = excluded.cursor',
      )
      .run(LEVELS.indexOf(level), untilMs, cursor);
    this.#known.set(level, { untilMs, cursor });
  }

  /** Begins with the first minute there is. */
  begin(firstMs: number): void {
    for (const level of ['hour', 'day'] as const) if (!this.#known.has(level)) this.set(level, floorTo(level, firstMs), null);
  }

  /** Takes what the database says: after a transaction that failed, and where another process writes. */
  reload(): void {
    this.#known.clear();
    for (const { level, until, cursor } of this.#database.prepare('SELECT level, until, cursor FROM progress').all()) {
      const name = LEVELS[Number(level)];
      if (name !== undefined) this.#known.set(name, { untilMs: Number(until), cursor: cursor === null ? null : String(cursor) });
    }
  }
}
