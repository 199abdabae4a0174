import type { Call } from '../../call/call.ts';
import type { Book } from '../book.ts';
import type { Facts } from '../facts.ts';
import type { WindowCount } from './definition.ts';
import { behindWhom } from './entity.ts';
import type { EntityTable } from './entity-table.ts';
import { isSuccessfulLogin } from './logins.ts';
import type { Tally } from './tally.ts';
import type { Whole } from './whole.ts';
import { FIELD } from './window-table.ts';

/** What windows are divided by: the callers of a day behind an entity, or the log-ins that succeeded in the same window; by nothing where a definition does not say so. */
export class Behind {
  /** Which calls are to be noted. */
  readonly of: ((call: Call) => boolean) | undefined;
  /** Whether anything is divided. */
  readonly isAny: boolean;
  readonly #entity: WindowCount['entity'];
  readonly #table: EntityTable['table'];
  readonly #book: Book;
  readonly #logins: Whole | undefined;

  /** To be made before the tally whose windows are divided. */
  constructor({ entity, perUser }: WindowCount, entities: EntityTable, book: Book) {
    this.isAny = perUser !== undefined;
    this.#entity = entity;
    this.#table = entities.table;
    this.#book = book;
    this.#logins = perUser === 'log-in' ? entities.logins() : undefined;
    this.of = this.#logins && isSuccessfulLogin;
  }

  addPart(part: Tally): void {
    this.#logins?.addPart(part);
  }

  /** Takes a call by its row, be it one to note or one that counts. */
  note(facts: Facts, row: number): void {
    if (this.#logins === undefined) return;
    if (isSuccessfulLogin(facts.call)) this.#logins.note(facts, row);
    else this.#logins.pass(row, facts.second);
  }

  /** Callers of a day behind the entity of a call. */
  callers(facts: Facts): number {
    if (!this.isAny || this.#logins !== undefined) return 0;
    const { users } = this.#book;
    const key = behindWhom(facts, this.#entity);
    return this.#entity === 'address' ? users.behindAddress(key, facts.key('network')) : users.behind(this.#entity, key);
  }

  /** How many stand behind a window, where so many callers of a day do. */
  ofWindow(row: number, spanMs: number, callers: number): number {
    return this.#logins?.value(row, spanMs) ?? callers;
  }

  /** The same for a window that is over. */
  ofClosed(row: number, spanMs: number): number {
    const callers = this.isAny && this.#logins === undefined ? this.#book.users.behind(this.#entity, this.#table.of(FIELD.entity, row)) : 0;
    return this.ofWindow(row, spanMs, callers);
  }
}
