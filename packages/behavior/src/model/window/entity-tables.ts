import { z } from 'zod';

import type { EngineOptions } from '../../engine/learning.ts';
import { savedName } from '../../saved/saved-name.ts';
import type { Entity, WindowCount } from './definition.ts';
import { EntityTable } from './entity-table.ts';
import { mergeRows, savedRows, saveRows } from './rows.ts';
import { MOST_SCOPES } from './scope-names.ts';
import { secondOf } from './second.ts';

const PARTS = 60;
const savedPart = z.strictObject({
  of: z.string().max(100),
  names: z.array(savedName).max(MOST_SCOPES),
  rows: savedRows,
});

/** What is counted of everybody and everything, by kinds of entities. */
export class EntityTables {
  readonly #options: EngineOptions;
  readonly #tables = new Map<string, EntityTable>();

  constructor(options: EngineOptions) {
    this.#options = options;
  }

  /** The one table of an entity in all, or for each API or operation. */
  of(entity: Entity, per: WindowCount['per']): EntityTable {
    const name = `${entity} ${per}`;
    const known = this.#tables.get(name);
    if (known !== undefined) return known;
    const made = new EntityTable(entity, per, this.#options);
    this.#tables.set(name, made);
    return made;
  }

  tick(nowMs: number): void {
    const timeS = secondOf(nowMs);
    for (const { table } of this.#tables.values()) table.sweep(timeS, PARTS);
  }

  /** Running windows and habits, in parts: rows, and the names of the scopes that they name by number. */
  *save(): Iterable<unknown> {
    for (const [of, { table, names }] of this.#tables) {
      // Between two parts there may be other names.
      for (const rows of saveRows(table, (scope) => names.saved().place(scope))) yield { of, names: names.saved().all, rows };
    }
  }

  /** Adds one part. What is not counted here any more is left out. */
  merge(value: unknown): void {
    const { of, names, rows } = savedPart.parse(value);
    const known = this.#tables.get(of);
    if (known === undefined) return;
    const indexes = names.map((name) => known.names.index(name));
    known.forgetCall();
    mergeRows(known.table, rows, (index) => indexes[index] ?? 0);
  }
}
