import type { Call } from '../../call/call.ts';
import type { Facts } from '../facts.ts';
import { TIME } from './block.ts';
import type { Tally } from './tally.ts';
import type { WindowTable } from './window-table.ts';

/** All calls that counts are a share of, or are divided by, counted once for all of them. */
export class Whole {
  readonly of: (call: Call) => boolean;
  /** Which of them are one and the same; each is one by itself where that is undefined. */
  readonly #each: ((facts: Facts) => number) | undefined;
  readonly tally: Tally;
  /** The counts that are a share of it. */
  readonly #parts: Tally[] = [];
  readonly #table: WindowTable;
  /** Number of the call that was noted last. */
  #call = -1;

  constructor(of: (call: Call) => boolean, table: WindowTable, tally: Tally, each?: (facts: Facts) => number) {
    this.of = of;
    this.#each = each;
    this.#table = table;
    this.tally = tally;
  }

  addPart(part: Tally): void {
    this.#parts.push(part);
  }

  /** A call that is one of them, by its row. */
  note(facts: Facts, row: number): void {
    const { number, second } = facts;
    if (this.#call === number) return;
    this.#call = number;
    this.pass(row, second);
    const at = this.#table.block(this.tally, row, second);
    this.tally.add(at, this.#each === undefined ? 1 : this.tally.addDistinct(at, this.#each(facts)));
  }

  /** Time goes by, though there may be none of them. */
  pass(row: number, second: number): void {
    const at = this.#table.known(this.tally, row);
    if (at === 0 || second < this.tally.nextS(at)) return;
    this.#moveParts(row, second);
    this.tally.move(row, at, second);
  }

  /** Windows of a share are told of while it is known what they are a share of. */
  #moveParts(row: number, second: number): void {
    for (const part of this.#parts) {
      const at = this.#table.known(part, row);
      if (at !== 0 && second >= part.nextS(at)) part.move(row, at, second);
    }
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
