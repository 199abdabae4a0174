import type { RuleSet } from '../compile/rule-set.ts';
import type { Screened } from '../variables/screen.ts';
import { Slots } from '../variables/slots.ts';
import { TEXT_SLOTS, type Value } from '../variables/value.ts';
import type { Selection } from './selection.ts';

/** What a transaction has found out, by the numbers of what it was found out of. Empty at its beginning and at its end, so that the next may use it. */
export class Tables {
  /** Holds for the phase that runs. */
  readonly now: Findings;
  /** Holds for the rest of the transaction. */
  readonly settled: Findings;
  readonly texts = new Slots<Value>(TEXT_SLOTS);

  constructor(sizes: RuleSet['sizes']) {
    this.now = new Findings(sizes);
    this.settled = new Findings(sizes);
  }

  clear(): void {
    this.now.clear();
    this.settled.clear();
    this.texts.clear();
  }
}

/** By the indexes of targets, of sets of targets, and of scopes. */
export class Findings {
  readonly selections: Slots<Selection>;
  readonly sets: Slots<Screened>;
  readonly scopes: Slots<Screened>;

  constructor({ targets, sets, scopes }: RuleSet['sizes']) {
    this.selections = new Slots(targets);
    this.sets = new Slots(sets);
    this.scopes = new Slots(scopes);
  }

  clear(): void {
    this.selections.clear();
    this.sets.clear();
    this.scopes.clear();
  }
}

/** Unused tables kept: rarely are more transactions under way at a time. */
const MOST_KEPT = 32;

/** Tables for the transactions of an engine. */
export class TableStore {
  readonly #sizes: RuleSet['sizes'];
  readonly #kept: Tables[] = [];
  readonly #most: number;

  constructor({ sizes, reusesTables }: RuleSet) {
    this.#sizes = sizes;
    this.#most = reusesTables ? MOST_KEPT : 0;
  }

  take(): Tables {
    return this.#kept.pop() ?? new Tables(this.#sizes);
  }

  /** Called by who took them, once, and uses them no more. */
  giveBack(tables: Tables): void {
    tables.clear();
    if (this.#kept.length < this.#most) this.#kept.push(tables);
  }
}
