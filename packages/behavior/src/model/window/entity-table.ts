import type { Call } from '../../call/call.ts';
import type { EngineOptions } from '../../engine/learning.ts';
import type { Facts } from '../facts.ts';
import type { Entity, WindowCount } from './definition.ts';
import { keyOf, rowsFor, scopeName, standsFor } from './entity.ts';
import { isSuccessfulLogin, LOGIN_SPANS, loginOfStretch } from './logins.ts';
import { SCOPES_OF_OPERATION, ScopeNames } from './scope-names.ts';
import type { Tally } from './tally.ts';
import { Whole } from './whole.ts';
import { FIELD, WindowTable } from './window-table.ts';

const NO_CALL = -1;

/** All that is counted by one kind of entity, in all or for each API or operation: whom a call counts for is looked up once for all counts. */
export class EntityTable {
  readonly table: WindowTable;
  /** What entities are compared with. */
  readonly names: ScopeNames;
  readonly entity: Entity;
  readonly per: WindowCount['per'];
  readonly #isOfOperations: boolean;
  readonly #wholes: Whole[] = [];
  #logins: Whole | undefined;
  /** Number of the call that was looked up last, and its row. */
  #call = NO_CALL;
  #row = -1;

  constructor(entity: Entity, per: WindowCount['per'], options: EngineOptions) {
    this.entity = entity;
    this.per = per;
    this.#isOfOperations = entity === 'operation' || per === 'operation';
    this.table = new WindowTable(rowsFor(entity, per, options));
    this.names = new ScopeNames(SCOPES_OF_OPERATION * options.mostOperations);
  }

  /** The row of whom a call counts for, made where there is none; −1 where there is nobody, and where what is counted for an operation was called on a path that is none. */
  row(facts: Facts): number {
    if (this.#call === facts.number) return this.#row;
    this.#call = facts.number;
    const key = this.#isOfOperations && !facts.isOfOperation ? 0 : keyOf(facts, this.entity, this.per);
    if (key === 0) {
      this.#row = -1;
      return -1;
    }
    this.#row = this.table.row(key, facts.second);
    if (this.table.isNew) this.table.set(FIELD.entity, this.#row, standsFor(facts, this.entity, this.per));
    if (this.table.isNew || this.names.isForgotten(this.table.of(FIELD.scope, this.#row))) {
      this.table.set(FIELD.scope, this.#row, this.names.index(scopeName(facts, this.entity, this.per)));
    }
    return this.#row;
  }

  /** Rows may lie elsewhere from now on. */
  forgetCall(): void {
    this.#call = NO_CALL;
  }

  /** Place of the block of a call in a tally of this table; 0 where it counts for nobody. */
  block(tally: Tally, facts: Facts): number {
    const row = this.row(facts);
    return row < 0 ? 0 : this.table.block(tally, row, facts.second);
  }

  /** What counts are a share of: one tally for all who ask for the same. It has to be asked for before the tally of the count itself is made. */
  whole(id: string, of: (call: Call) => boolean, spansMs: readonly number[]): Whole {
    const known = this.#wholes.find((whole) => whole.of === of && spansMs.every((span) => whole.tally.spansMs.includes(span)));
    if (known !== undefined) return known;
    const made = new Whole(of, this.table, this.table.tally({ id: `${id} whole`, spansMs }));
    this.#wholes.push(made);
    return made;
  }

  /** Log-ins that succeed, in windows of those lengths that are counted by log-in. The same as of `whole` goes for when it is to be asked for. */
  logins(): Whole {
    this.#logins ??= new Whole(isSuccessfulLogin, this.table, this.table.tally({ id: 'log-ins', spansMs: LOGIN_SPANS }), loginOfStretch);
    return this.#logins;
  }
}
