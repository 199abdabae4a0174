import { TIME } from './block.ts';
import { Habits } from './habits.ts';
import type { Tally } from './tally.ts';
import type { WindowTable } from './window-table.ts';

/**
 * What single sessions had at one place. A session is new each day, and whoever uses it is not: what one at the same address and with the same kind of client did before is what the next one may do. Sessions of a
 * place are not added up, or each of those behind a large office could do as much as all of them.
 */
export class PlaceHabits {
  readonly #table: WindowTable;
  readonly #tally: Tally;
  readonly #habits: Habits;

  /** `id` names it in what is saved. */
  constructor(id: string, table: WindowTable, spansMs: readonly number[]) {
    this.#table = table;
    this.#tally = table.tally({ id, spansMs, remembers: true });
    this.#habits = new Habits(this.#tally);
  }

  /** −log10 of the chance of so much in a window of a session there; infinite where there is no habit that is so old. */
  surprise(place: number, span: number, logValue: number, before: number): number {
    const row = place === 0 ? -1 : this.#table.find(place);
    const at = row < 0 ? 0 : this.#table.known(this.#tally, row);
    return at === 0 || this.#tally.time(TIME.since, at) > before ? Number.POSITIVE_INFINITY : this.#habits.surprise(at, span, logValue);
  }

  /** A window of a session is over. */
  learn(place: number, span: number, logValue: number, second: number): void {
    if (place === 0) return;
    this.#habits.learn(this.#table.block(this.#tally, this.#table.row(place, second), second), span, logValue);
  }
}
