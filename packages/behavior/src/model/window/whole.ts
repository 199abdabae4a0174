import type { Call } from '../../call/call.ts';
import type { Facts } from '../facts.ts';
import { TIME } from './block.ts';
import type { Tally } from './tally.ts';
import type { WindowTable } from './window-table.ts';

/** All calls that counts are a share of, counted once for all of them. */
export class Whole {
  readonly of: (call: Call) => boolean;
  readonly tally: Tally;
  readonly #table: WindowTable;
  #facts: Facts | undefined;

  constructor(of: (call: Call) => boolean, table: WindowTable, tally: Tally) {
    this.of = of;
    this.#table = table;
    this.tally = tally;
  }

  /** A call that is one of them, by its row. */
  note(facts: Facts, row: number): void {
    if (this.#facts === facts) return;
    this.#facts = facts;
    this.tally.add(this.#table.block(this.tally, row, facts.second), 1);
  }

  /** How many there are of a row in a window of so long. */
  value(row: number, spanMs: number): number {
    const at = this.#table.known(this.tally, row);
    return at === 0 ? 0 : this.tally.value(at, this.tally.spansMs.indexOf(spanMs));
  }

  /** Since when it is known how many there are of a row. */
  sinceS(row: number): number | undefined {
    const at = this.#table.known(this.tally, row);
    return at === 0 ? undefined : this.tally.time(TIME.since, at);
  }
}
