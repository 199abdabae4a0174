import type { Target } from '../compile/targets.ts';
import { NO_ENTRIES } from '../variables/entry.ts';
import type { State } from '../variables/state.ts';
import { Selection } from './selection.ts';
import type { Tables } from './tables.ts';

const NOTHING = new Selection(NO_ENTRIES, []);

/** What targets select of one transaction; what cannot change within a phase is selected once a phase, what cannot change any more, once. */
export class Selections {
  readonly #state: State;
  readonly #tables: Tables;
  #phase = 0;

  constructor(state: State, tables: Tables) {
    this.#state = state;
    this.#tables = tables;
  }

  beginPhase(phase: number): void {
    this.#phase = phase;
  }

  of(applied: Target): Selection {
    const target = this.#state.plain === undefined ? (applied.whole ?? applied) : applied;
    if (!target.stable) return this.#select(target);
    const { selections } = target.settledFrom <= this.#phase ? this.#tables.settled : this.#tables.now;
    const known = selections.get(target.index);
    if (known !== undefined) return known;
    const selection = this.#select(target);
    selections.fill(target.index, selection);
    return selection;
  }

  #select(target: Target): Selection {
    if (target.partOf !== undefined) return this.of(target.partOf.target).part(target.partOf.keeps);
    const entries = target.select(this.#state);
    if (entries.length === 0) return NOTHING;
    const { values } = this.#state;
    return new Selection(
      entries,
      entries.map(({ value, recurs }) => values.of(value, recurs === true)),
    );
  }
}

/** How reports and `MATCHED_VAR_NAME` name a member: `ARGS:id`, `&ARGS`, `REQUEST_LINE`. */
export function selectedName(target: Target, key: string): string {
  if (target.count) return `&${target.variable}`;
  return key === '' ? target.variable : `${target.variable}:${key}`;
}
